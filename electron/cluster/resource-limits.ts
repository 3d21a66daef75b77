// The limits of CPU and memory of a pod, or of all pods that a workload wants, as the object's spec has them.
import { count, type Json, record, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { quantityValue } from './quantity.ts';

/** Absent where a container may use as much as its node has. */
export interface ResourceLimits {
  readonly cpuLimitCores?: number;
  readonly memoryLimitBytes?: number;
}

/** Of a pod, or of a workload times its replicas. */
export function resourceLimitsOf(object: KubeObject): ResourceLimits {
  const spec = record(object.spec);
  const podSpec = object.kind === 'Pod' ? spec : record(templateOf(object.kind, spec).spec);
  const replicas = replicasOf(object.kind, spec, record(object.status));
  const cpu = limitOf(podSpec, 'cpu') * replicas;
  const memory = limitOf(podSpec, 'memory') * replicas;
  return {
    ...(cpu > 0 ? { cpuLimitCores: cpu } : {}),
    ...(memory > 0 ? { memoryLimitBytes: memory } : {}),
  };
}

function templateOf(kind: string, spec: Json): Json {
  const own = kind === 'CronJob' ? record(record(spec.jobTemplate).spec) : spec;
  return record(own.template);
}

function replicasOf(kind: string, spec: Json, status: Json): number {
  switch (kind) {
    case 'Deployment':
    case 'StatefulSet':
    case 'ReplicaSet':
      return count(spec.replicas, 1);
    case 'DaemonSet':
      return count(status.desiredNumberScheduled, 1);
    case 'Job':
      return count(spec.parallelism, 1);
    default:
      return 1;
  }
}

/** The pod's own limit, else the sum of what runs in it beside one another; NaN where one of them has none. */
function limitOf(podSpec: Json, resource: 'cpu' | 'memory'): number {
  const own = quantityValue(record(record(podSpec.resources).limits)[resource]);
  if (own > 0) return own;
  const sidecars = records(podSpec.initContainers).filter((one) => text(one.restartPolicy) === 'Always');
  return [...records(podSpec.containers), ...sidecars]
    .map(({ resources }) => quantityValue(record(record(resources).limits)[resource]))
    .reduce((sum, limit) => sum + (limit > 0 ? limit : Number.NaN), 0);
}
