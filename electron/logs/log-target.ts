// The pods that a source of logs means: where they are listed, and which of those are its own.
import { assertNever } from '../../shared/assert-never.ts';
import { AppError } from '../../shared/errors.ts';
import { record } from '../../shared/json.ts';
import type { LogSource } from '../../shared/model/log-line.ts';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import type { KubeClient } from '../kube/client.ts';
import { isSegment } from '../kube/discovery.ts';
import { selectorQuery } from '../kube/label-selector.ts';
import type { ListTarget } from '../kube/list-all.ts';

/** Where the pods of a source are listed. */
export interface LogTarget extends ListTarget {
  /** What it is called in a sentence. */
  readonly name: string;
  readonly isOurs: (pod: KubeObject) => boolean;
  /** Whether it is one pod, which does not come again once it has gone. */
  readonly isOnePod: boolean;
}

/** The group and plural of what makes pods. */
const MAKERS: ReadonlyMap<string, string> = new Map([
  ['Deployment', 'apps/v1/deployments'],
  ['StatefulSet', 'apps/v1/statefulsets'],
  ['DaemonSet', 'apps/v1/daemonsets'],
  ['ReplicaSet', 'apps/v1/replicasets'],
  ['Job', 'batch/v1/jobs'],
]);

/**
 * Asks for the object, so that one that is not there is told at once.
 *
 * Throws what the client does (`notFound`, `forbidden`), `badInput` for a name that no object can have, `unsupported` for a kind
 * that makes no pods.
 */
export async function targetOf(client: KubeClient, source: LogSource, signal: AbortSignal): Promise<LogTarget> {
  switch (source.of) {
    case 'stack':
      return {
        ...podsIn(STACK_NAMESPACE, { labelSelector: 'app.kubernetes.io/part-of=odin' }),
        name: 'the stack',
        isOurs: () => true,
        isOnePod: false,
      };
    case 'object':
      return ofObject(client, source.object, signal);
    default:
      return assertNever(source);
  }
}

async function ofObject(client: KubeClient, ref: ObjectRef, signal: AbortSignal): Promise<LogTarget> {
  const { kind, name, namespace = '' } = ref;
  if (!isSegment(namespace) || !isSegment(name)) {
    throw new AppError('badInput', `${formatRef(ref)} is no name that an object can have.`);
  }
  if (kind === 'Pod') {
    const target = podsIn(namespace, { fieldSelector: `metadata.name=${name}` });
    await client.request({ path: `${target.path}/${encodeURIComponent(name)}`, signal });
    return { ...target, name, isOurs: () => true, isOnePod: true };
  }
  const maker = MAKERS.get(kind);
  if (maker === undefined) {
    throw new AppError('unsupported', `${kind} has no log of its own: open the log of a pod or a workload.`);
  }
  const [group, version, plural] = maker.split('/');
  const path = `/apis/${group}/${version}/namespaces/${encodeURIComponent(namespace)}/${plural}/${encodeURIComponent(name)}`;
  const { body } = await client.request<KubeObject>({ path, signal });
  const labelSelector = selectorQuery(record(body.spec).selector);
  return {
    ...podsIn(namespace, labelSelector === undefined ? {} : { labelSelector }),
    name,
    isOurs: (pod) => isMadeBy(pod, ref),
    isOnePod: false,
  };
}

function podsIn(namespace: string, query: ListTarget['query']): ListTarget {
  return {
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
    ...(query === undefined ? {} : { query }),
  };
}

/** By name and not by UID: what was deleted and made anew goes on. A Deployment's ReplicaSets are called after the hash of their pods. */
function isMadeBy({ metadata }: KubeObject, { kind, name }: ObjectRef): boolean {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (kind !== 'Deployment') return owner?.kind === kind && owner.name === name;
  return owner?.kind === 'ReplicaSet' && owner.name === `${name}-${metadata.labels?.['pod-template-hash'] ?? ''}`;
}
