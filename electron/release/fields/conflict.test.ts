import { expect, it } from 'vitest';
import { ApiError } from '../../kube/api-error.ts';
import { fieldConflictOf } from './conflict.ts';

const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'n', name: 'web' };
const conflict = (causes: { reason: string; message: string; field?: string }[]) =>
  new ApiError(409, 'Apply failed', { body: { kind: 'Status', details: { causes } } });

it('names the fields and who manages them', () => {
  const error = conflict([
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "kubectl" with subresource "scale" using apps/v1',
      field: '.spec.replicas',
    },
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "vpa" using apps/v1',
      field: '.spec.template.spec.containers[name="web"].image',
    },
  ]);
  expect(fieldConflictOf(ref, error)).toEqual({
    ref,
    manager: 'kubectl, vpa',
    fields: ['spec.replicas', 'spec.template.spec.containers[name="web"].image'],
  });
});

it('is not every 409', () => {
  expect(fieldConflictOf(ref, conflict([]))).toBeUndefined();
  expect(fieldConflictOf(ref, new ApiError(422, 'no'))).toBeUndefined();
});
