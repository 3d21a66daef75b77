// Failures that can be switched on: what a workload's pods shall suffer from, asked for through the API itself.
// `kubectl annotate deployment/grafana demo.odin/fail=crash`, or in the ConfigMap kube-system/odin-demo the entry
// `monitoring.grafana: crash` (namespace, dot, the workload's name). Taking it away mends it.
import { isObject, type JsonObject, objectAt } from '../store/json.ts';
import { controllerOf } from './owned.ts';
import { nameOf, namespaceOf, type World } from './world.ts';

/** `claim` needs a pod with a volume claim; `quota` makes a ResourceQuota that lets no pod in. */
export const FAILURES = ['image', 'crash', 'oom', 'unschedulable', 'probe', 'claim', 'quota'] as const;
export type FailureName = (typeof FAILURES)[number];

export const FAIL_ANNOTATION = 'demo.odin/fail';
export const FAIL_CONFIG = { namespace: 'kube-system', name: 'odin-demo' } as const;

/** Exit codes, reasons and last words of containers that fail on demand. */
export const DEATHS = {
  crash: {
    exitCode: 1,
    reason: 'Error',
    afterMs: 1500,
    lines: ['level=info msg="starting"', 'level=error msg="cannot open /data/state.db: input/output error"'],
  },
  oom: { exitCode: 137, reason: 'OOMKilled', afterMs: 2500, lines: ['level=info msg="starting"'] },
} as const;

/** What a pod, or any workload, suffers from: its own annotation first, then its owners', then the ConfigMap. */
export function failureOf(world: World, object: JsonObject): FailureName | undefined {
  const config = objectAt(world.get('ConfigMap', FAIL_CONFIG.namespace, FAIL_CONFIG.name), 'data');
  for (let it: JsonObject | undefined = object; it !== undefined; it = ownerOf(world, it)) {
    const asked = objectAt(it, 'metadata.annotations')[FAIL_ANNOTATION] ?? config[`${namespaceOf(it)}.${nameOf(it)}`];
    const known = FAILURES.find((failure) => failure === asked);
    if (known !== undefined) return known;
  }
  return undefined;
}

function ownerOf(world: World, object: JsonObject): JsonObject | undefined {
  const owner = controllerOf(object);
  if (owner === undefined || !['ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet'].includes(owner.kind))
    return undefined;
  return world.get(owner.kind, namespaceOf(object), owner.name);
}

const QUOTA = 'odin-demo';

/** Keeps a quota of no pods in each namespace where a workload is to fail by one. */
export function reconcileQuotaFailures(world: World): void {
  const wanted = new Set<string>();
  for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet']) {
    for (const workload of world.list(kind)) {
      if (failureOf(world, workload) === 'quota') wanted.add(namespaceOf(workload));
    }
  }
  for (const quota of world.list('ResourceQuota')) {
    if (nameOf(quota) === QUOTA && !wanted.delete(namespaceOf(quota))) world.remove(quota);
  }
  for (const namespace of wanted) {
    if (!isObject(world.get('Namespace', '', namespace))) continue;
    world.create('ResourceQuota', namespace, { metadata: { name: QUOTA }, spec: { hard: { pods: '0' } } });
  }
}
