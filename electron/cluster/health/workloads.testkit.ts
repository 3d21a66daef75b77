// Workloads and pods as an API server would tell of them, put together for tests: only what their health depends on.
import type { KubeObject } from '../../../shared/model/object.ts';
import { type RelatedObjects, relatedFrom } from './related.ts';

type Fields = { readonly [field: string]: unknown };

/** A container's status, by its name. */
export const READY = { ready: true, started: true, restartCount: 0, state: { running: {} } };

/** A container that is waiting to be started once more. */
export const looping = (restartCount: number, ended: Fields = {}): Fields => ({
  ready: false,
  restartCount,
  state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 20s restarting failed container=main' } },
  lastState: {
    terminated: {
      exitCode: 1,
      reason: 'Error',
      startedAt: '2026-11-29T14:00:00Z',
      finishedAt: '2026-11-29T14:00:01Z',
      ...ended,
    },
  },
});

export const ended = (exitCode: number, rest: Fields = {}): Fields => ({
  ready: false,
  restartCount: 0,
  state: { terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', ...rest } },
});

export interface PodParts {
  readonly owner?: KubeObject;
  readonly spec?: Fields;
  readonly status?: Fields;
  readonly metadata?: Fields;
  /** Of its one container, `main`. */
  readonly main?: Fields;
}

let count = 0;

/** A pod of one container that runs and is ready, but for what is said otherwise. */
export function pod(name: string, { owner, spec, status, metadata, main = READY }: PodParts = {}): KubeObject {
  const ready = main.ready === true ? 'True' : 'False';
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'ns',
      uid: `${name}-${++count}`,
      creationTimestamp: '2026-11-29T14:00:00Z',
      ...(owner === undefined ? {} : { ownerReferences: [referenceTo(owner)] }),
      ...metadata,
    },
    spec: { nodeName: 'node', restartPolicy: 'Always', containers: [{ name: 'main' }], ...spec },
    status: {
      phase: 'Running',
      conditions: [
        {
          type: 'Ready',
          status: ready,
          reason: 'ContainersNotReady',
          message: 'containers with unready status: [main]',
        },
      ],
      containerStatuses: [{ name: 'main', ...main }],
      ...status,
    },
  };
}

/** A pod that was ended from outside, as the kubelet or the scheduler writes it. */
export function failedPod(name: string, reason: string, message: string, parts: PodParts = {}): KubeObject {
  return pod(name, {
    ...parts,
    main: parts.main ?? ended(137),
    status: { phase: 'Failed', reason, message, ...parts.status },
  });
}

/** An object of `apps/v1` or `batch/v1` with a uid of its own. */
export function workload(kind: string, name: string, spec: Fields = {}, status: Fields = {}): KubeObject {
  return {
    apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: {
      name,
      namespace: 'ns',
      uid: `${kind}-${name}`,
      generation: 1,
      annotations: { 'deployment.kubernetes.io/revision': '1' },
    },
    spec,
    status: { observedGeneration: 1, ...status },
  };
}

/** A Deployment with its ReplicaSet, whose numbers say so many pods of each sort. */
export function deployment(
  numbers: { readonly desired: number; readonly ready: number; readonly updated?: number },
  spec: Fields = {},
  status: Fields = {},
): { readonly object: KubeObject; readonly set: KubeObject } {
  const { desired, ready, updated = desired } = numbers;
  const object = workload(
    'Deployment',
    'web',
    { replicas: desired, ...spec },
    { replicas: updated, updatedReplicas: updated, readyReplicas: ready, availableReplicas: ready, ...status },
  );
  const set = workload('ReplicaSet', 'web-1', { replicas: desired });
  return { object, set: { ...set, metadata: { ...set.metadata, ownerReferences: [referenceTo(object)] } } };
}

/** All of them as what is around an object. */
export function around(...objects: readonly KubeObject[]): RelatedObjects {
  return relatedFrom(objects);
}

function referenceTo({ apiVersion, kind, metadata }: KubeObject) {
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid ?? '', controller: true };
}
