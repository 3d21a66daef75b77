import { expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { stampOf } from './stamp.ts';

const body: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { x: '1' } };
const helm = {
  manager: 'helm',
  operation: 'Apply',
  time: '2026-01-01T00:00:00Z',
  fieldsV1: { 'f:data': { 'f:x': {} } },
};
const live = {
  ...body,
  metadata: { name: 'a', uid: 'u', resourceVersion: '7', generation: 1, managedFields: [helm] },
};
const stamp = stampOf(body, live);
const withMetadata = (change: object): KubeObject => ({ ...live, metadata: { ...live.metadata, ...change } });

it('stays where only what moves by itself has moved', () => {
  const controller = {
    manager: 'controller',
    operation: 'Update',
    subresource: 'status',
    fieldsV1: { 'f:status': {} },
  };
  expect(stampOf(body, withMetadata({ resourceVersion: '8', generation: 2 }))).toBe(stamp);
  expect(stampOf(body, { ...live, status: { observedGeneration: 1 } })).toBe(stamp);
  expect(stampOf(body, withMetadata({ managedFields: [controller, { ...helm, time: 'later' }] }))).toBe(stamp);
  const annotates = { ...controller, fieldsV1: { 'f:metadata': { 'f:annotations': { '.': {}, 'f:seen': {} } } } };
  expect(stampOf(body, withMetadata({ annotations: { seen: '1' }, managedFields: [helm, annotates] }))).toBe(stamp);
  expect(stampOf({ data: { x: '1' }, metadata: { name: 'a' }, kind: 'ConfigMap', apiVersion: 'v1' }, live)).toBe(stamp);
});

it.each<[string, KubeObject, KubeObject]>([
  ['other content is wanted', { ...body, data: { x: '2' } }, live],
  ['its content was changed', body, { ...live, data: { x: '2' } }],
  ['somebody labelled it', body, withMetadata({ labels: { team: 'blue' } })],
  ['somebody annotated it', body, withMetadata({ annotations: { seen: '1' } })],
  ['it is being deleted', body, withMetadata({ deletionTimestamp: '2026-01-01T00:00:00Z' })],
  ['it was made anew', body, withMetadata({ uid: 'v' })],
  ['another shares its fields', body, withMetadata({ managedFields: [helm, { ...helm, manager: 'other' }] })],
])('changes when %s', (_what, wanted, there) => {
  expect(stampOf(wanted, there)).not.toBe(stamp);
});

it('is not given where the release wants a status itself: status moves', () => {
  expect(stampOf({ ...body, status: {} }, live)).toBeUndefined();
});
