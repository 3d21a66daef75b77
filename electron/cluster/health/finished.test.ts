// Pods that have ended: a remark where a controller has replaced them, a trouble where nobody does.
import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { diagnose, healthOf } from './health-of.ts';
import { around, deployment, ended, failedPod, looping, pod, workload } from './workloads.testkit.ts';

/** Reason and message as a kubelet, the scheduler or the pod collector writes them into `status`. */
const ENDS: readonly (readonly [reason: string, message: string])[] = [
  ['Evicted', 'Usage of EmptyDir volume "cache" exceeds the limit "1Mi".'],
  ['Evicted', 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 12Mi.'],
  ['Evicted', 'Pod was rejected: The node had condition: [DiskPressure].'],
  [
    'UnexpectedAdmissionError',
    'Allocate failed due to no healthy devices present; cannot allocate unhealthy devices nvidia.com/gpu, which is unexpected',
  ],
  ['NodeShutdown', 'Pod was rejected as the node is shutting down.'],
  ['Terminated', 'Pod was terminated in response to imminent node shutdown.'],
  ['OutOfcpu', 'Pod was rejected: Node didn’t have enough resource: cpu, requested: 100, used: 950, capacity: 1000'],
  ['OutOfmemory', 'Pod was rejected: Node didn’t have enough resource: memory'],
  ['OutOfpods', 'Pod was rejected: Node didn’t have enough resource: pods'],
  [
    'NodeAffinity',
    'Pod was rejected: Predicate NodeAffinity failed: node(s) didn’t match Pod’s node affinity/selector',
  ],
  ['Preempting', 'Preempted in order to admit critical pod'],
  ['TaintToleration', 'Predicate TaintToleration failed'],
  ['SysctlForbidden', 'forbidden sysctl: "net.core.somaxconn" not allowlisted'],
  ['DeadlineExceeded', 'Pod was active on the node longer than the specified deadline'],
  ['NodeLost', 'Node node which was running pod is unresponsive'],
  ['', 'Pod was rejected without a reason'],
  ['', ''],
];

describe.each(ENDS)('a pod that ended as "%s" (%s)', (reason, message) => {
  const words = message === '' ? 'its containers ended' : [reason, message].filter(Boolean).join(': ');

  it('is a remark on the Deployment that has replaced it, and no trouble of its own', () => {
    const { object, set } = deployment({ desired: 1, ready: 1 });
    const gone = failedPod('web-a', reason, message, { owner: set });
    const related = around(object, set, gone, pod('web-b', { owner: set }));
    expect(healthOf(object, related)).toMatchObject({
      state: 'Current',
      reason: `1 of 1 ready; web-a has failed and was replaced: ${words}`,
    });
    expect(healthOf(gone, related)).toMatchObject({
      state: 'Current',
      reason: `has failed and was replaced: ${words}`,
    });
  });

  it('is told and waited for while the Deployment makes another', () => {
    const { object, set } = deployment({ desired: 1, ready: 0 });
    const gone = failedPod('web-a', reason, message, { owner: set });
    const related = around(object, set, gone);
    const diagnosis = diagnose(object, related);
    expect(diagnosis).toMatchObject({
      state: 'InProgress',
      reason: `0 of 1 ready; web-a has failed and is being replaced: ${words}`,
    });
    expect(diagnosis.certainAfterSeconds).toBeUndefined();
    expect(healthOf(gone, related).state).toBe('InProgress');
  });

  it('is no reason to give up while its replacement starts', () => {
    const { object, set } = deployment({ desired: 1, ready: 0 });
    const starting = pod('web-b', {
      owner: set,
      main: { ready: false, state: { waiting: { reason: 'ContainerCreating' } } },
    });
    const related = around(object, set, failedPod('web-a', reason, message, { owner: set }), starting);
    expect(diagnose(object, related)).toMatchObject({
      state: 'InProgress',
      reason: 'container main starts: ContainerCreating',
    });
  });

  it('is broken where it stands alone, or is the node’s own', () => {
    const alone = failedPod('alone', reason, message);
    expect(diagnose(alone, around(alone))).toMatchObject({ state: 'Failed', certainAfterSeconds: 0 });
    const node: KubeObject = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node', uid: 'node' } };
    const own = failedPod('etcd-node', reason, message, { owner: node });
    expect(healthOf(own, around(own)).state).toBe('Failed');
  });
});

const EVICTED = 'The node was low on resource: memory.';

it('waits for the other kinds that replace their pods, whatever their strategy', () => {
  const onDelete = { replicas: 1, updateStrategy: { type: 'OnDelete' } };
  const revisions = { currentRevision: 'a', updateRevision: 'b' };
  const set = workload('StatefulSet', 'db', onDelete, { replicas: 1, readyReplicas: 0, ...revisions });
  const daemons = workload('DaemonSet', 'agent', {}, { desiredNumberScheduled: 1, numberReady: 0 });
  const alone = workload('ReplicaSet', 'alone', { replicas: 1 }, { replicas: 1 });
  for (const owner of [set, daemons, alone]) {
    const gone = failedPod(`${owner.metadata.name}-0`, 'Evicted', EVICTED, { owner });
    const diagnosis = diagnose(owner, around(owner, gone));
    expect(diagnosis, owner.kind).toMatchObject({ state: 'InProgress', cause: 'evicted' });
    expect(diagnosis.certainAfterSeconds, owner.kind).toBeUndefined();
    expect(healthOf(gone, around(gone)), owner.kind).toMatchObject({ state: 'InProgress' });
  }
});

it('counts a DaemonSet’s pod as replaced on its own node alone', () => {
  const owner = workload('DaemonSet', 'agent', {}, { desiredNumberScheduled: 2, numberReady: 1 });
  const gone = failedPod('agent-a', 'Evicted', EVICTED, { owner });
  const elsewhere = pod('agent-b', { owner, spec: { nodeName: 'other' } });
  expect(healthOf(gone, around(gone, elsewhere)).state).toBe('InProgress');
  expect(healthOf(gone, around(gone, elsewhere, pod('agent-c', { owner }))).state).toBe('Current');
});

it('asks nothing of pods that an old, emptied ReplicaSet has left', () => {
  const { object, set } = deployment({ desired: 1, ready: 1 });
  const old = {
    ...workload('ReplicaSet', 'web-0', { replicas: 0 }),
    metadata: { ...set.metadata, name: 'web-0', uid: 'old', annotations: {} },
  };
  const left = failedPod('web-0-a', 'Evicted', EVICTED, { owner: old });
  const related = around(object, set, old, left, pod('web-b', { owner: set }));
  expect(healthOf(object, related)).toMatchObject({ state: 'Current', reason: '1 of 1 ready' });
  expect(healthOf(left, related).state).toBe('Current');
});

it('sums up many, and tells of the last one', () => {
  const { object, set } = deployment({ desired: 1, ready: 1 });
  const gone = ['2026-11-27', '2026-11-29', '2026-11-28'].map((day, index) =>
    failedPod(`web-${index}`, 'UnexpectedAdmissionError', `of ${day}`, {
      owner: set,
      metadata: { creationTimestamp: `${day}T08:00:00Z` },
    }),
  );
  expect(healthOf(object, around(object, set, ...gone, pod('web-b', { owner: set }))).reason).toBe(
    '1 of 1 ready; 3 pods have failed and were replaced, web-1 last: UnexpectedAdmissionError: of 2026-11-29',
  );
});

it('still sees a pod that crashes beside one that was replaced', () => {
  const { object, set } = deployment({ desired: 1, ready: 1 });
  const crashing = pod('web-b', { owner: set, main: looping(4) });
  const related = around(object, set, failedPod('web-a', 'Evicted', EVICTED, { owner: set }), crashing);
  expect(diagnose(object, related)).toMatchObject({ state: 'Failed', cause: 'crash', pod: 'web-b' });
});

it('believes a DaemonSet’s numbers over a pod that crashes where none is wanted', () => {
  const owner = workload(
    'DaemonSet',
    'agent',
    {},
    { desiredNumberScheduled: 1, numberReady: 1, numberAvailable: 1, updatedNumberScheduled: 1, numberMisscheduled: 1 },
  );
  const stray = pod('agent-b', { owner, spec: { nodeName: 'tainted' }, main: looping(9) });
  expect(healthOf(owner, around(owner, pod('agent-a', { owner }), stray)).state).toBe('Current');
});

describe('a Job', () => {
  const job = (status: object) => workload('Job', 'migrate', { backoffLimit: 6 }, { ...status });
  const never = { spec: { restartPolicy: 'Never' } };

  it.each<[string, object]>([
    ['is not counted yet', { active: 0 }],
    ['is ignored by a podFailurePolicy', { active: 1, failed: 0 }],
    ['is counted', { active: 0, failed: 1 }],
  ])('goes on after a try that %s', (_, status) => {
    const owner = job(status);
    const gone = failedPod('migrate-a', 'Evicted', EVICTED, { owner, ...never });
    const crashed = pod('migrate-b', { owner, ...never, main: ended(1), status: { phase: 'Failed' } });
    for (const tried of [gone, crashed]) {
      const diagnosis = diagnose(owner, around(owner, tried));
      expect(diagnosis.state).toBe('InProgress');
      expect(diagnosis.certainAfterSeconds).toBeUndefined();
    }
  });

  it('decides itself how often its containers may crash', () => {
    const owner = job({ active: 1 });
    const crashing = pod('migrate-a', { owner, spec: { restartPolicy: 'OnFailure' }, main: looping(5) });
    const diagnosis = diagnose(owner, around(owner, crashing));
    expect(diagnosis).toMatchObject({ state: 'Failed', cause: 'crash' });
    expect(diagnosis.certainAfterSeconds).toBeUndefined();
  });

  it('is no trouble for tries that another has made good', () => {
    const owner = job({ succeeded: 1 });
    const gone = failedPod('migrate-a', 'Evicted', EVICTED, { owner, ...never });
    expect(healthOf(gone, around(gone)).state).toBe('Failed');
    const done = pod('migrate-b', { owner, ...never, main: ended(0), status: { phase: 'Succeeded' } });
    expect(healthOf(gone, around(gone, done)).state).toBe('Current');
  });

  it('fails when it says so, with the reason of its last try', () => {
    const owner = job({
      failed: 7,
      conditions: [
        {
          type: 'Failed',
          status: 'True',
          reason: 'BackoffLimitExceeded',
          message: 'Job has reached the specified backoff limit',
        },
      ],
    });
    const gone = failedPod('migrate-a', 'Evicted', EVICTED, { owner, ...never });
    expect(diagnose(owner, around(owner, gone))).toMatchObject({
      state: 'Failed',
      certainAfterSeconds: 0,
      reason: `failed: Job has reached the specified backoff limit; failed: Evicted: ${EVICTED}`,
    });
  });
});
