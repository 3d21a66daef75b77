// The pod that an object is, or that it makes: its spec and its labels.
import { type Json, record } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';

/** What a pod is made of. */
export interface PodTemplate {
  readonly spec: Json;
  readonly labels: Readonly<Record<string, string>>;
}

/** Kinds that have a template of their pods at `spec.template`. */
const MAKERS = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job']);

/** Undefined for what is no pod and makes none. */
export function podTemplateOf(object: KubeObject): PodTemplate | undefined {
  const spec = record(object.spec);
  if (object.kind === 'Pod') return { spec, labels: labelsOf(object.metadata) };
  const template =
    object.kind === 'CronJob' ? record(record(record(spec.jobTemplate).spec).template) : record(spec.template);
  if (object.kind !== 'CronJob' && !MAKERS.has(object.kind)) return undefined;
  return { spec: record(template.spec), labels: labelsOf(record(template.metadata)) };
}

function labelsOf({ labels }: Json | KubeObject['metadata']): Readonly<Record<string, string>> {
  const pairs = Object.entries(record(labels)).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[key, value]] : [],
  );
  return Object.fromEntries(pairs);
}
