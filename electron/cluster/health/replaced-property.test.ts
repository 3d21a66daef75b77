// Whatever pods a controller has left behind: its own numbers judge, and nobody is given up for what it replaces.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import { diagnose, isCertainFailure } from './health-of.ts';
import { around, deployment, ended, failedPod, pod, workload } from './workloads.testkit.ts';

const reason = fc.constantFrom(
  'Evicted',
  'NodeShutdown',
  'Terminated',
  'OutOfcpu',
  'NodeAffinity',
  'Preempting',
  'UnexpectedAdmissionError',
  '',
);
const left = fc.record({
  reason,
  message: fc.string(),
  code: fc.constantFrom(0, 1, 137, 143),
  isGoing: fc.boolean(),
  isSucceeded: fc.boolean(),
});

type Left = { reason: string; message: string; code: number; isGoing: boolean; isSucceeded: boolean };

function leftPod(
  { reason: why, message, code, isGoing, isSucceeded }: Left,
  index: number,
  owner: KubeObject,
): KubeObject {
  const metadata = isGoing ? { deletionTimestamp: '2026-11-29T14:00:00Z' } : {};
  const status = isSucceeded ? { phase: 'Succeeded' } : {};
  return failedPod(`left-${index}`, why, message, { owner, main: ended(code), metadata, status });
}

/** Workloads of each kind whose controller has as many pods as it should. */
const COMPLETE: Readonly<
  Record<string, (desired: number) => { readonly object: KubeObject; readonly owner: KubeObject }>
> = {
  Deployment: (desired) => {
    const { object, set } = deployment({ desired, ready: desired });
    return { object, owner: set };
  },
  StatefulSet: (desired) =>
    whole('StatefulSet', { replicas: desired }, { replicas: desired, currentReplicas: desired }, desired),
  ReplicaSet: (desired) => whole('ReplicaSet', { replicas: desired }, { replicas: desired }, desired),
  DaemonSet: (desired) =>
    whole(
      'DaemonSet',
      {},
      {
        desiredNumberScheduled: desired,
        numberReady: desired,
        numberAvailable: desired,
        updatedNumberScheduled: desired,
      },
      desired,
    ),
};

function whole(kind: string, spec: object, status: object, desired: number) {
  const numbers = { readyReplicas: desired, availableReplicas: desired };
  const object = workload(kind, 'w', { ...spec }, { ...numbers, ...status });
  return { object, owner: object };
}

it.each(Object.entries(COMPLETE))('a complete %s is healthy', (_, make) => {
  fc.assert(
    fc.property(fc.array(left, { maxLength: 6 }), fc.integer({ min: 0, max: 3 }), (lefts, desired) => {
      const { object, owner } = make(desired);
      const pods = Array.from({ length: desired }, (__, index) => pod(`serving-${index}`, { owner }));
      const all = [...lefts.map((one, index) => leftPod(one, index, owner)), ...pods];
      expect(diagnose(object, around(object, owner, ...all)).state).toBe('Current');
    }),
  );
});

it.each(Object.keys(COMPLETE))('a %s that makes its pods anew is never given up for those that ended', (kind) => {
  fc.assert(
    fc.property(fc.array(left, { maxLength: 6 }), (lefts) => {
      const { object, owner } = COMPLETE[kind]?.(1) ?? expect.unreachable(kind);
      const lost = { readyReplicas: 0, availableReplicas: 0, numberReady: 0, numberAvailable: 0 };
      const short = { ...object, status: { ...(object.status as object), ...lost } };
      const all = lefts.map((one, index) => leftPod(one, index, owner));
      const diagnosis = diagnose(short, around(short, owner, ...all));
      expect(diagnosis.state).toBe('InProgress');
      expect(isCertainFailure(diagnosis, 1e9)).toBe(false);
    }),
  );
});
