import { expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { diagnoseAbsent } from './absent.ts';

const job = (spec: object, type?: string): KubeObject => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate', namespace: 'here', uid: 'u1' },
  spec,
  ...(type === undefined ? {} : { status: { conditions: [{ type, status: 'True', reason: 'BackoffLimitExceeded' }] } }),
});
const event = (reason: string, uid = 'u1'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: reason },
  reason,
  message: 'Job has reached the specified backoff limit',
  involvedObject: { kind: 'Job', name: 'migrate', uid },
});
const ttl = { ttlSecondsAfterFinished: 0 };
const related = (...events: readonly KubeObject[]) => ({
  pods: [],
  replicaSets: [],
  claims: [],
  events,
  storageClasses: [],
});

it.each([
  ['was seen complete', { body: job(ttl), last: job(ttl, 'Complete') }, []],
  ['was never seen', { body: job(ttl), uid: 'u1' }, []],
  ['got its time from somebody else', { body: job({}), last: job(ttl, 'Complete') }, []],
  ['had trouble on its way', { body: job(ttl), uid: 'u1' }, [event('FailedCreate')]],
  ['follows one that failed', { body: job(ttl), uid: 'u2' }, [event('BackoffLimitExceeded', 'u1')]],
])('is done, where it %s', (_what, absent, events) => {
  expect(diagnoseAbsent(absent, related(...events))).toMatchObject({ state: 'Current' });
});

it.each([
  ['was seen failed', { body: job(ttl), last: job(ttl, 'Failed') }, []],
  ['was seen failed while it went', { body: job(ttl), last: terminating(job(ttl, 'Failed')) }, []],
  ['gave up unseen', { body: job(ttl), uid: 'u1' }, [event('BackoffLimitExceeded')]],
  ['ran out of time unseen', { body: job(ttl) }, [event('DeadlineExceeded')]],
])('failed, where it %s', (_what, absent, events) => {
  expect(diagnoseAbsent(absent, related(...events))).toMatchObject({ state: 'Failed' });
});

it.each([
  ['a Job that stays', job({})],
  ['a Pod', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'migrate' }, spec: ttl }],
  ['a Job of somebody else’s making', { ...job(ttl), apiVersion: 'example.com/v1' }],
])('was deleted by somebody, where it is %s', (_what, body) => {
  expect(diagnoseAbsent({ body }, related())).toMatchObject({ reason: 'was deleted by somebody else' });
});

function terminating(object: KubeObject): KubeObject {
  return { ...object, metadata: { ...object.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
}
