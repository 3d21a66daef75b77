// Containers that end: in a row, once a day, because their pod is done, or because they can never run.
import { describe, expect, it } from 'vitest';
import { diagnose, healthOf } from './health-of.ts';
import { around, deployment, ended, looping, pod, READY, workload } from './workloads.testkit.ts';

const SIDECAR = { initContainers: [{ name: 'logs', restartPolicy: 'Always' }] };

/** A Job's pod with a native sidecar that was stopped after `main` ended. */
function withSidecar(main: object, sidecar: object, restartPolicy = 'Never') {
  const owner = workload('Job', 'batch', {}, { active: 1 });
  const it = pod('batch-a', {
    owner,
    spec: { restartPolicy, ...SIDECAR },
    main: main as { [field: string]: unknown },
    status: { initContainerStatuses: [{ name: 'logs', ...sidecar }] },
  });
  return { owner, it, related: around(owner, it) };
}

describe('a native sidecar', () => {
  it.each([143, 137, 2, 1, 0])('that is stopped with exit code %d once the others are done is no failure', (code) => {
    for (const policy of ['Never', 'OnFailure']) {
      const { owner, it, related } = withSidecar(ended(0), ended(code), policy);
      expect(healthOf(it, related).state, policy).not.toBe('Failed');
      expect(healthOf(owner, related).state, policy).toBe('InProgress');
    }
  });

  it('leaves the word to the container that failed', () => {
    const { it, related } = withSidecar(ended(3), ended(137));
    const failed = { ...it, status: { ...(it.status as object), phase: 'Failed' } };
    const alone = { ...failed, metadata: { ...failed.metadata, ownerReferences: [] } };
    expect(healthOf(alone, related).reason).toBe('container main crashes (exit code 3)');
  });

  it('that crashes while the others run is one', () => {
    const { it, related } = withSidecar(READY, looping(4));
    expect(diagnose(it, related)).toMatchObject({ state: 'Failed', container: 'logs' });
  });

  it('that crashes while the others are started again is one', () => {
    const { it, related } = withSidecar(ended(1), looping(4), 'OnFailure');
    expect(healthOf(it, related).state).toBe('Failed');
  });
});

describe('crashes in a row', () => {
  const judged = (main: { [field: string]: unknown }) => {
    const { object, set } = deployment({ desired: 1, ready: 0 });
    return diagnose(object, around(object, set, pod('web-a', { owner: set, main })));
  };

  it('are counted, so that who knows what it may wait for can go on', () => {
    expect(judged(looping(4))).toMatchObject({ cause: 'crash', certainAfterSeconds: 0, crashes: 4 });
    expect(judged(looping(2)).certainAfterSeconds).toBeUndefined();
  });

  it('end with a long run: what ends once a day has not crashed forty times', () => {
    const run = { startedAt: '2026-11-28T14:00:00Z', finishedAt: '2026-11-29T14:00:00Z' };
    expect(judged(looping(40, run))).toMatchObject({ state: 'Failed', crashes: 1 });
    expect(judged(looping(40, run)).certainAfterSeconds).toBeUndefined();
  });

  it('are over when the container is back, also after it was killed for its memory once', () => {
    const { object, set } = deployment({ desired: 1, ready: 1 });
    const lastState = { terminated: { exitCode: 137, reason: 'OOMKilled' } };
    const back = pod('web-a', { owner: set, main: { ...READY, restartCount: 1, lastState } });
    expect(healthOf(object, around(object, set, back))).toMatchObject({ state: 'Current', reason: '1 of 1 ready' });
    expect(healthOf(back, around(back)).reason).toBe('ready after 1 restarts');
  });

  it.each([
    [{ exitCode: 127 }],
    [{ exitCode: 126 }],
    [{ exitCode: 128, reason: 'StartError', message: 'exec: "/app": executable file not found in $PATH' }],
    [{ exitCode: 128, reason: 'StartError', message: 'exec /app: exec format error' }],
    [{ exitCode: 128, reason: 'StartError', message: 'exec: "/data": stat /data: no such file or directory' }],
    [{ exitCode: 128, reason: 'ContainerCannotRun', message: 'exec: "/app": permission denied' }],
  ])('of %j can never end well, so that nothing is waited for', (last) => {
    expect(judged(looping(3, last)).certainAfterSeconds).toBe(0);
    expect(judged(looping(3, last)).crashes).toBeUndefined();
  });

  it.each([
    [{ exitCode: 1, message: 'dial tcp: lookup db: no such host' }],
    [{ exitCode: 2, message: 'open /data/x: no such file or directory' }],
    [{ exitCode: 128, reason: 'StartError', message: 'nvidia-container-cli: initialization error: driver not loaded' }],
  ])('of %j may', (last) => {
    expect(judged(looping(3, last)).crashes).toBe(3);
  });
});

describe('a paused Deployment', () => {
  const remark = expect.stringContaining('is paused: what was changed is rolled out once it is resumed');

  it('is done at once without any pod', () => {
    const { object } = deployment({ desired: 1, ready: 0, updated: 0 }, { paused: true });
    expect(diagnose(object, around(object))).toMatchObject({ state: 'Current', reason: remark, remark });
  });

  it.each([
    ['all of the old revision', { desired: 2, ready: 2, updated: 0 }],
    ['all of the new one', { desired: 2, ready: 2, updated: 2 }],
  ])('is done while its pods serve: %s', (_, numbers) => {
    const { object, set } = deployment(numbers, { paused: true }, { replicas: 2 });
    const pods = [pod('web-a', { owner: set }), pod('web-b', { owner: set })];
    expect(diagnose(object, around(object, set, ...pods))).toMatchObject({ state: 'Current', remark });
  });

  it('is broken when the pods that it has are', () => {
    const { object, set } = deployment({ desired: 1, ready: 0 }, { paused: true });
    const diagnosis = diagnose(object, around(object, set, pod('web-a', { owner: set, main: looping(5) })));
    expect(diagnosis).toMatchObject({ state: 'Failed', cause: 'crash', reason: remark });
    expect(diagnosis.remark).toBeUndefined();
  });
});

describe('a progress deadline', () => {
  const given = (name: string) => ({
    conditions: [
      {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: `ReplicaSet "${name}" has timed out progressing.`,
      },
    ],
  });

  it('that was reached is certain, also for what is started again and again', () => {
    const { object, set } = deployment({ desired: 1, ready: 0 }, {}, given('web-1'));
    const diagnosis = diagnose(object, around(object, set, pod('web-a', { owner: set, main: looping(8) })));
    expect(diagnosis).toMatchObject({ state: 'Failed', certainAfterSeconds: 0 });
    expect(diagnosis.crashes).toBeUndefined();
  });

  it('of a ReplicaSet that is not wanted any more says nothing', () => {
    const { object, set } = deployment({ desired: 1, ready: 0 }, {}, given('web-0'));
    const starting = pod('web-a', { owner: set, main: { ready: false, state: { running: {} } } });
    expect(healthOf(object, around(object, set, starting)).state).toBe('InProgress');
  });
});

it('waits for minReadySeconds, and through a startup probe of minutes', () => {
  const { object, set } = deployment({ desired: 1, ready: 1 }, { minReadySeconds: 60 }, { availableReplicas: 0 });
  expect(diagnose(object, around(object, set, pod('web-a', { owner: set }))).state).toBe('InProgress');
  const slow = deployment({ desired: 1, ready: 0 });
  const starting = pod('web-a', { owner: slow.set, main: { ready: false, started: false, state: { running: {} } } });
  const diagnosis = diagnose(slow.object, around(slow.object, slow.set, starting));
  expect(diagnosis).toMatchObject({ state: 'InProgress', reason: 'container main runs and is not ready yet' });
  expect(diagnosis.certainAfterSeconds).toBeUndefined();
});
