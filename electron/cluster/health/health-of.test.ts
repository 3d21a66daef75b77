// Health from what a real node (Kubernetes 1.36.3) said when each trouble was provoked on it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../../shared/model/object.ts';
import { diagnose, healthOf, isCertainFailure, isStaticKind } from './health-of.ts';
import { NOTHING_RELATED, type RelatedObjects, relatedFrom } from './related.ts';

/** The first document is the object in question, the others are around it. */
function load(name: string): { readonly object: KubeObject; readonly related: RelatedObjects } {
  const text = readFileSync(new URL(`fixtures/${name}.yaml`, import.meta.url), 'utf8');
  const objects = parseAllDocuments(text).map((document): KubeObject => document.toJS());
  const [object] = objects;
  if (object === undefined) throw new Error(`${name} is empty`);
  return { object, related: relatedFrom(objects) };
}

const NOT_FOUND = /^image pull failed: .*registry\.example\/none\/(such:1|set:2)".*not found$/;
const OVER_QUOTA =
  /^pods cannot be created: .*is forbidden: exceeded quota: small, requested: pods=1, used: pods=0, limited: pods=0$/;

describe('healthOf', () => {
  it.each([
    ['deployment-good', 'Current', undefined, undefined, /^1 of 1 ready$/],
    [
      'deployment-evicted',
      'Current',
      undefined,
      undefined,
      /^1 of 1 ready; web-\S+ has failed and was replaced: Evicted: Usage of EmptyDir volume "cache" exceeds the limit "1Mi"\.\s*$/,
    ],
    ['deployment-good-early', 'InProgress', undefined, undefined, /^container main starts: ContainerCreating$/],
    ['deployment-image', 'Failed', 'image', 0, NOT_FOUND],
    ['deployment-image-early', 'Failed', 'image', 0, NOT_FOUND],
    [
      'deployment-crash',
      'Failed',
      'crash',
      0,
      /^container main crashes \(exit code 3, restarted 3 times\): .*[Bb]ack-off.* restarting failed container/,
    ],
    ['deployment-crash-early', 'Failed', 'crash', undefined, /^container main crashes \(exit code 3\)$/],
    [
      'deployment-oom',
      'Failed',
      'oom',
      0,
      /^container main is killed for using more memory than its limit of 16Mi \(OOMKilled, exit code 137\), restarted \d times$/,
    ],
    [
      'deployment-unschedulable',
      'Failed',
      'unschedulable',
      60,
      /^cannot be scheduled: 0\/1 nodes are available: 1 Insufficient nvidia\.com\/gpu\./,
    ],
    [
      'deployment-readiness',
      'InProgress',
      'probe',
      undefined,
      /^container main is not ready: Readiness probe failed: .*connection refused$/,
    ],
    [
      'deployment-liveness',
      'Failed',
      'probe',
      0,
      /^container main was restarted \d times: Liveness probe failed: cat: can't open '\/nothing'/,
    ],
    [
      'deployment-claim',
      'Failed',
      'claim',
      60,
      /^waits for PersistentVolumeClaim\/fx\/nowhere: no volume: storageclass\.storage\.k8s\.io "no-such-class" not found$/,
    ],
    [
      'deployment-claimmany',
      'Failed',
      'claim',
      60,
      /^waits for PersistentVolumeClaim\/fx\/many: no volume: failed to provision volume .*only supports ReadWriteOnce/,
    ],
    ['deployment-quota', 'Failed', 'quota', 15, OVER_QUOTA],
    ['deployment-initcrash', 'Failed', 'crash', 0, /^init container prepare crashes \(exit code 7, restarted/],
    [
      'deployment-initslow',
      'InProgress',
      undefined,
      undefined,
      /^init container prepare runs; the others wait for it$/,
    ],
    [
      'deployment-noconfig',
      'Failed',
      'config',
      30,
      /^container main cannot be created: configmap "missing" not found$/,
    ],
    ['deployment-noexec', 'Failed', 'crash', 0, /^container main cannot be started .*exec: "\/no\/such\/program"/],
    ['deployment-nomount', 'Failed', 'mount', 60, /^a volume cannot be mounted: .* secret "missing" not found$/],
    ['deployment-noserviceaccount', 'Failed', 'config', 15, /serviceaccount "missing" not found$/],
    ['statefulset-goodset', 'Current', undefined, undefined, /^1 of 1 ready$/],
    ['statefulset-set', 'Failed', 'image', 0, NOT_FOUND],
    ['statefulset-quotaset', 'Failed', 'quota', 15, OVER_QUOTA],
    ['daemonset-agent', 'Failed', 'crash', 0, /exit code 1, restarted/],
    ['daemonset-nowhereds', 'Current', undefined, undefined, /^no node matches it$/],
    ['daemonset-quotads', 'Failed', 'quota', 15, OVER_QUOTA],
    ['job-jobgood', 'Current', undefined, undefined, /^completed$/],
    ['job-joblong', 'InProgress', undefined, undefined, /^1 pod at work$/],
    [
      'job-jobbad',
      'Failed',
      'crash',
      0,
      /^failed: Job has reached the specified backoff limit; container main crashes \(exit code 4\)$/,
    ],
    ['job-joblate', 'Failed', 'failed', 0, /^failed: Job was active longer than specified deadline/],
    ['job-quotajob', 'Failed', 'quota', 15, OVER_QUOTA],
    ['pod-podfailed', 'Failed', 'crash', 0, /exit code 5/],
    ['pod-podpull', 'Failed', 'image', 0, /^image pull failed: .*couldn't parse image name "Not A Name"/],
    ['claim-bound', 'Current', undefined, undefined, /^bound to pvc-/],
    ['claim-waiting', 'Current', undefined, undefined, /WaitForFirstConsumer/],
    ['claim-nowhere', 'Failed', 'claim', 60, /"no-such-class" not found$/],
    ['claim-many', 'Failed', 'claim', 60, /only supports ReadWriteOnce/],
    ['service-good', 'Current', undefined, undefined, /^1 of 1 endpoint ready$/],
    ['service-headless', 'Current', undefined, undefined, /^1 of 1 endpoint ready$/],
    ['service-crash', 'Failed', 'crash', undefined, /^no endpoint is ready: container main crashes/],
    ['service-lonely', 'InProgress', undefined, undefined, /^no pod is behind it$/],
    ['service-lb', 'InProgress', undefined, undefined, /load balancer/],
    ['crd-things', 'Current', undefined, undefined, /^established$/],
    ['namespace-fx', 'Current', undefined, undefined, /^active$/],
    ['hpa-hpa', 'Current', undefined, undefined, /^does not scale: .*missing request for cpu/],
  ])('%s is %s', (name, state, cause, certainAfterSeconds, sentence) => {
    const { object, related } = load(name);
    const diagnosis = diagnose(object, related);
    expect(diagnosis).toMatchObject({ state, reason: expect.stringMatching(sentence) });
    expect(diagnosis.cause).toBe(cause);
    expect(diagnosis.certainAfterSeconds).toBe(certainAfterSeconds);
    const { why, ...health } = healthOf(object, related);
    expect(health).toEqual({
      state: diagnosis.state,
      reason: diagnosis.reason,
      evidence: diagnosis.evidence,
    });
    expect(why === undefined).toBe(state === 'Current');
  });

  it('waits for the controller to see the newest generation', () => {
    const { object, related } = load('deployment-good');
    const changed = { ...object, metadata: { ...object.metadata, generation: 2 } };
    expect(healthOf(changed, related)).toMatchObject({
      state: 'InProgress',
      reason: expect.stringContaining('generation 2'),
    });
  });

  it('tells what holds an object that is being deleted', () => {
    const { object } = load('claim-bound');
    const leaving = { ...object, metadata: { ...object.metadata, deletionTimestamp: '2026-01-01T00:00:00Z' } };
    expect(healthOf(leaving, NOTHING_RELATED)).toMatchObject({
      state: 'Terminating',
      reason: 'is being deleted; held by kubernetes.io/pvc-protection',
    });
  });

  it('forgets what a provisioner said before its class came', () => {
    const { object, related } = load('claim-nowhere');
    const late: KubeObject = {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'no-such-class' },
      volumeBindingMode: 'WaitForFirstConsumer',
    };
    const unused = { ...related, pods: [], storageClasses: [late] };
    expect(healthOf(object, unused).state).toBe('Current');
    const used = { ...related, storageClasses: [{ ...late, volumeBindingMode: 'Immediate' }] };
    expect(healthOf(object, used).state).toBe('InProgress');
  });

  it('counts replicas when there are several', () => {
    const { object, related } = load('deployment-unschedulable');
    const three = { ...object, spec: { ...(object.spec as object), replicas: 3 } };
    expect(healthOf(three, related).reason).toMatch(/^0 of 3 ready; unschedulable-.*: cannot be scheduled: /);
  });

  it('reads the Ready condition of kinds that it does not know', () => {
    const custom = (conditions: unknown): KubeObject => ({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name: 'w' },
      status: { conditions },
    });
    expect(healthOf(custom([]), NOTHING_RELATED).state).toBe('Current');
    expect(healthOf(custom([{ type: 'Ready', status: 'False', message: 'no disk' }]), NOTHING_RELATED)).toMatchObject({
      state: 'InProgress',
      reason: 'not ready: no disk',
    });
    expect(healthOf(custom([{ type: 'Stalled', status: 'True', message: 'bad spec' }]), NOTHING_RELATED)).toMatchObject(
      {
        state: 'Failed',
        reason: 'is stalled: bad spec',
      },
    );
  });

  it('never throws on objects whose status is not what it should be', () => {
    for (const [apiVersion, kind] of [
      ['apps/v1', 'Deployment'],
      ['v1', 'Pod'],
      ['batch/v1', 'Job'],
      ['v1', 'Service'],
    ] as const) {
      for (const status of [undefined, null, [], 'x', { conditions: 'x', containerStatuses: [null, 3] }]) {
        expect(healthOf({ apiVersion, kind, metadata: { name: 'x' }, status }, NOTHING_RELATED).reason).not.toBe('');
      }
    }
  });
});

describe('isCertainFailure', () => {
  it('is sure at once of an image that is not there, and only after a while of a full node', () => {
    const image = load('deployment-image');
    expect(isCertainFailure(diagnose(image.object, image.related), 0)).toBe(true);
    const full = load('deployment-unschedulable');
    expect(isCertainFailure(diagnose(full.object, full.related), 59)).toBe(false);
    expect(isCertainFailure(diagnose(full.object, full.related), 60)).toBe(true);
  });

  it('never gives up on a probe by itself', () => {
    const { object, related } = load('deployment-readiness');
    expect(isCertainFailure(diagnose(object, related), 1e9)).toBe(false);
  });
});

it('knows the kinds that need no watching', () => {
  expect(isStaticKind({ apiVersion: 'v1', kind: 'ConfigMap' })).toBe(true);
  expect(isStaticKind({ apiVersion: 'apps/v1', kind: 'Deployment' })).toBe(false);
});

describe('a StatefulSet that was made anew and took over pods of before', () => {
  const { object, related } = load('statefulset-goodset');
  const taken = (status: object): KubeObject => ({ ...object, status: { ...(object.status as object), ...status } });

  it('is not rolled out before it has replaced them, although both its revisions are one', () => {
    // What Kubernetes leaves out is 0.
    const early = taken({ currentReplicas: undefined, updatedReplicas: undefined });
    expect(healthOf(early, related)).toMatchObject({
      state: 'InProgress',
      reason: '0 of 1 pods are of the new revision',
    });
  });

  it('is rolled out when the pods are of the current revision', () => {
    expect(healthOf(taken({ updatedReplicas: undefined }), related)).toMatchObject({ state: 'Current' });
  });
});
