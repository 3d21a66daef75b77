import { expect, it } from 'vitest';
import { ApiError, type Status } from '../../kube/api-error.ts';
import { dangerOfReplacing, immutableFieldsOf, isReplaceable, staysOrphaned } from './immutable.ts';

const refused = (...causes: readonly { field: string; message: string }[]) => {
  const body: Status = { kind: 'Status', code: 422, details: { causes } };
  return new ApiError(422, 'refused', { body });
};

// Word for word what Kubernetes 1.36 says of each kind.
it.each([
  ['spec.selector', 'Invalid value: {"matchLabels":{"app":"b"}}: field is immutable'],
  ['spec', "Forbidden: updates to statefulset spec for fields other than 'replicas' are forbidden"],
  ['spec.clusterIPs[0]', 'Invalid value: ["10.0.0.1"]: may not change once set'],
  ['roleRef', 'Invalid value: {"name":"b"}: cannot change roleRef'],
  ['parameters', 'Forbidden: updates to parameters are forbidden.'],
])('knows that %s cannot be changed', (field, message) => {
  expect(immutableFieldsOf(refused({ field, message }))).toEqual([field]);
});

it('leaves a change alone that is wrong in another way too', () => {
  const immutable = { field: 'spec.selector', message: 'field is immutable' };
  const wrong = { field: 'spec.replicas', message: 'Invalid value: -1: must be greater than or equal to 0' };
  expect(immutableFieldsOf(refused(immutable, wrong))).toBeUndefined();
  expect(immutableFieldsOf(new ApiError(409, 'immutable'))).toBeUndefined();
});

it('never replaces what holds data or other objects', () => {
  const ref = (apiVersion: string, kind: string, annotations = {}) => ({
    apiVersion,
    kind,
    metadata: { name: 'x', annotations },
  });
  expect(isReplaceable(ref('v1', 'PersistentVolumeClaim'))).toBe(false);
  expect(isReplaceable(ref('v1', 'PersistentVolume'))).toBe(false);
  expect(isReplaceable(ref('v1', 'Namespace'))).toBe(false);
  expect(isReplaceable(ref('apiextensions.k8s.io/v1', 'CustomResourceDefinition'))).toBe(false);
  expect(isReplaceable(ref('apps/v1', 'Deployment'))).toBe(true);
  expect(isReplaceable(ref('apps/v1', 'Deployment', { 'helm.sh/resource-policy': 'keep' }))).toBe(false);
});

it('keeps the pods of a StatefulSet that its successor knows', () => {
  const set = (app: string) => ({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'x' },
    spec: { selector: { matchLabels: { app } } },
  });
  expect(staysOrphaned(set('a'), set('a'))).toBe(true);
  expect(dangerOfReplacing(set('a'), set('a'))).toMatch(/pods and volumes stay/);
  expect(staysOrphaned(set('a'), set('b'))).toBe(false);
  expect(dangerOfReplacing(set('a'), set('b'))).toMatch(/pods stop first/);
});
