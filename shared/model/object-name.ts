// The name of an object as addresses and links have it (`Pod/monitoring/grafana-0`, `deploy/monitoring/grafana`), and the kinds that people name.
import type { ObjectRef } from './object-ref.ts';

/** A kind that people name without its API version. */
export interface NamedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** kubectl's other words for it, in lower case. */
  readonly names: readonly string[];
}

const row = (apiVersion: string, kind: string, ...names: readonly string[]): NamedKind => ({ apiVersion, kind, names });

/** Any other kind is spelled out with its version and group. Source: `kubectl api-resources`. */
export const NAMED_KINDS: readonly NamedKind[] = [
  row('v1', 'Pod', 'pods', 'po'),
  row('apps/v1', 'Deployment', 'deployments', 'deploy'),
  row('apps/v1', 'StatefulSet', 'statefulsets', 'sts'),
  row('apps/v1', 'DaemonSet', 'daemonsets', 'ds'),
  row('apps/v1', 'ReplicaSet', 'replicasets', 'rs'),
  row('batch/v1', 'Job', 'jobs'),
  row('batch/v1', 'CronJob', 'cronjobs', 'cj'),
  row('v1', 'Service', 'services', 'svc'),
  row('v1', 'PersistentVolumeClaim', 'persistentvolumeclaims', 'pvc'),
  row('v1', 'PersistentVolume', 'persistentvolumes', 'pv'),
  row('v1', 'ConfigMap', 'configmaps', 'cm'),
  row('v1', 'Secret', 'secrets'),
  row('v1', 'ServiceAccount', 'serviceaccounts', 'sa'),
  row('v1', 'Node', 'nodes', 'no'),
  row('v1', 'Namespace', 'namespaces', 'ns'),
  row('networking.k8s.io/v1', 'Ingress', 'ingresses', 'ing'),
  row('networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies', 'netpol'),
];

/** By the kind or any other name of it, in any case. */
const BY_WORD = new Map(
  NAMED_KINDS.flatMap((named) => [named.kind.toLowerCase(), ...named.names].map((word) => [word, named] as const)),
);

/** The kind that a word names, as kubectl would take it: `Pod`, `pod`, `po`. */
export function kindNamed(word: string): NamedKind | undefined {
  return BY_WORD.get(word.toLowerCase());
}

/** `Pod/monitoring/grafana-0`, `Node//razer`, `IngressRoute.v1.traefik.io/monitoring/x`. */
export function nameOfObject({ apiVersion, kind, namespace = '', name }: ObjectRef): string {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const isNamed = NAMED_KINDS.some((named) => named.kind === kind && named.apiVersion === apiVersion);
  return `${isNamed ? kind : `${kind}.${version}.${group}`}/${namespace}/${name}`;
}

/** The longest is that of an object: 253 characters, and as many again for group and namespace. */
const LONGEST = 1_000;
const NAME = /^([A-Za-z0-9]+)(?:\.([a-z0-9]+)\.([a-z0-9.-]*))?\/([a-z0-9.-]*)\/([A-Za-z0-9.:_-]+)$/;
/** A part of a path that leads elsewhere, which is no name. */
const DOTS = /^\.+$/;

/** Reads it back, by any word for its kind; undefined for what names no object. */
export function objectNamed(text: string): ObjectRef | undefined {
  if (text.length > LONGEST) return undefined;
  const [, word = '', version, group = '', namespace = '', name = ''] = NAME.exec(text) ?? [];
  if (name === '' || [group, namespace, name].some((part) => DOTS.test(part))) return undefined;
  const inNamespace = namespace === '' ? {} : { namespace };
  if (version !== undefined) {
    return { apiVersion: group === '' ? version : `${group}/${version}`, kind: word, name, ...inNamespace };
  }
  const named = kindNamed(word);
  return named === undefined ? undefined : { apiVersion: named.apiVersion, kind: named.kind, name, ...inNamespace };
}
