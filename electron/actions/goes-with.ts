// All that a deletion takes with it, or does not, in the future tense; the gravest first.
import { count, record, records, text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Cluster } from '../release/context.ts';
import { mounts } from './pod-reads.ts';
import { readNamespacePods, readPods } from './pods-of.ts';

/** Names of pods in a sentence. */
const NAMED = 3;
const WORKLOADS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'ReplicationController',
]);
const READ: ReadonlySet<string> = new Set(['Secret', 'ConfigMap', 'PersistentVolumeClaim']);

/** Sentences, each about the object that is to go. Throws as `KubeClient.request` does. */
export async function whatGoesWith(cluster: Cluster, live: KubeObject): Promise<string[]> {
  const { kind, metadata } = live;
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  const again = owner === undefined ? [] : [`Its ${owner.kind} ${owner.name} makes another one.`];
  return [...(await ofKind(cluster, live)), ...again, ...held(metadata.finalizers, kind)];
}

/** Claims that a StatefulSet takes with it, by name. */
export function losesClaims({ kind, metadata, spec }: KubeObject): string[] {
  const { persistentVolumeClaimRetentionPolicy, volumeClaimTemplates, replicas } = record(spec);
  if (kind !== 'StatefulSet' || record(persistentVolumeClaimRetentionPolicy).whenDeleted !== 'Delete') return [];
  return claimNames(volumeClaimTemplates, metadata.name, count(replicas, 1)).map(
    (name) => `PersistentVolumeClaim/${metadata.namespace}/${name}`,
  );
}

async function ofKind(cluster: Cluster, live: KubeObject): Promise<string[]> {
  const { kind, metadata, spec } = live;
  const { name } = metadata;
  if (kind === 'Namespace') return [`All that is in namespace ${name} is deleted too: pods, claims, Secrets.`];
  if (kind === 'CustomResourceDefinition') {
    const of = text(record(record(spec).names).kind) || 'this kind';
    return [`All objects of kind ${of} are deleted too, in every namespace.`];
  }
  if (kind === 'Node')
    return [
      `${name} leaves the cluster: its pods are forgotten, and it comes back only when its kubelet registers it again.`,
    ];
  if (kind === 'PersistentVolume') return [`The cluster forgets the volume ${name}.`];
  if (kind === 'CronJob') return ['Its jobs and their pods go too.'];
  if (kind === 'Service') return [`${name} is not reachable by this name any more.`];
  if (kind === 'Pod') return [`${name} ends, and all that it kept outside of volumes is lost.`];
  if (WORKLOADS.has(kind)) return ofWorkload(cluster, live);
  return READ.has(kind) ? ofRead(cluster, live) : [];
}

async function ofWorkload(cluster: Cluster, live: KubeObject): Promise<string[]> {
  const { name } = live.metadata;
  const pods = await readPods(cluster, live);
  const ending =
    pods === undefined ? 'its pods end' : pods.length === 1 ? 'its pod ends' : `its ${pods.length} pods end`;
  const losses = losesClaims(live);
  const claims = records(record(live.spec).volumeClaimTemplates);
  const isKept = live.kind === 'StatefulSet' && claims.length > 0 && losses.length === 0;
  return [
    ...(losses.length === 0 ? [] : ['Its claims go too: what they hold is lost.']),
    `${name} stops: ${ending}.`,
    ...(isKept ? ['Its claims stay, with what they hold.'] : []),
  ];
}

/** A claim, a Secret or a ConfigMap, and the pods that need it. */
async function ofRead(cluster: Cluster, { kind, metadata }: KubeObject): Promise<string[]> {
  const pods = await readNamespacePods(cluster, metadata.namespace ?? '');
  const names = (pods ?? []).filter((pod) => mounts(pod, kind, metadata.name)).map((pod) => pod.metadata.name);
  const users = [
    names.slice(0, NAMED).join(', '),
    ...(names.length > NAMED ? [`and ${names.length - NAMED} more`] : []),
  ].join(' ');
  if (kind === 'PersistentVolumeClaim') {
    const waits = names.length === 0 ? [] : [`It goes when no pod uses it any more: now ${users}.`];
    return ['What it holds is lost.', ...waits];
  }
  return names.length === 0 ? [] : [`${users} will not start again without it.`];
}

function held(finalizers: unknown, kind: string): string[] {
  const names = Array.isArray(finalizers)
    ? finalizers.map(String).filter((name) => !name.startsWith('kubernetes.io/'))
    : [];
  if (names.length === 0 || kind === 'Namespace') return [];
  return [`It goes only when ${names.slice(0, NAMED).join(', ')} ${names.length === 1 ? 'is' : 'are'} done.`];
}

function claimNames(templates: unknown, name: string, replicas: number): string[] {
  const numbers = Array.from({ length: Math.min(replicas, 100) }, (_, index) => index);
  return records(templates).flatMap(({ metadata }) =>
    numbers.map((n) => `${text(record(metadata).name)}-${name}-${n}`),
  );
}
