// The object that a word of the command line means: a part of the stack by its name, or any object by kind and name.
import { AppError } from '../../shared/errors.ts';
import { kindNamed } from '../../shared/model/object-name.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Overview } from '../../shared/model/overview.ts';

/** The kinds that are looked at. */
const KINDS: readonly string[] = [
  'Pod',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'Service',
  'PersistentVolumeClaim',
  'ConfigMap',
  'Node',
];
/** Kinds that are in no namespace. */
const CLUSTER_WIDE: ReadonlySet<string> = new Set(['Node']);

/** As the API server has it for names of all these kinds; it also keeps a path from leading elsewhere. */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;

/**
 * @param word `grafana`, `Grafana`, `deploy/grafana`, `grafana-7d9c-x2x4z`
 * @param namespace where it is, and where parts and pods are looked for where that is the stack's
 *
 * Throws `badInput` for what can be no name, `notFound` for a part that is not there, with the names of those that are.
 */
export function objectNamed(
  word: string,
  namespace: string,
  { workloads, parts = [], pods }: Pick<Overview, 'workloads' | 'parts' | 'pods'>,
): ObjectRef {
  const [name = '', kindWord, ...more] = word.split('/').reverse();
  if (!NAME.test(kindWord === undefined ? name.toLowerCase() : name) || !NAME.test(namespace) || more.length > 0) {
    throw new AppError('badInput', `"${word}" is no name of an object: use one such as grafana, or pod/grafana-0.`);
  }
  if (kindWord !== undefined) return ofKind(kindWord, name, namespace);
  const part = parts.find(({ title }) => title.toLowerCase() === name.toLowerCase());
  if (part !== undefined) return part.object;
  const workload = workloads.find((one) => one.name === name);
  if (workload !== undefined)
    return { apiVersion: 'apps/v1', kind: workload.kind, namespace: workload.namespace, name };
  if (pods.some((pod) => pod.name === name)) return { apiVersion: 'v1', kind: 'Pod', namespace, name };
  const known = workloads.map((one) => one.name).join(', ');
  const which = known === '' ? 'nothing of the stack is there' : `there are ${known}`;
  throw new AppError('notFound', `No part of the stack is called ${name}; ${which}.`);
}

function ofKind(word: string, name: string, namespace: string): ObjectRef {
  const named = kindNamed(word);
  if (named === undefined || !KINDS.includes(named.kind)) {
    throw new AppError('badInput', `"${word}" is none of the kinds that are known here: ${KINDS.join(', ')}.`);
  }
  const { apiVersion, kind } = named;
  return { apiVersion, kind, name, ...(CLUSTER_WIDE.has(kind) ? {} : { namespace }) };
}
