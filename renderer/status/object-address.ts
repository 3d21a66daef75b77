// The address of an object in the inspector: a part of the page's own address, so that Back works and a link can be sent.
import type { ObjectRef } from '../../shared/model/object-ref.ts';

/** `apiVersion` of the kinds that people name without it; any other is spelled out. */
const API_VERSIONS: Readonly<Record<string, string>> = {
  Pod: 'v1',
  Service: 'v1',
  Node: 'v1',
  Namespace: 'v1',
  ConfigMap: 'v1',
  Secret: 'v1',
  ServiceAccount: 'v1',
  PersistentVolumeClaim: 'v1',
  PersistentVolume: 'v1',
  Deployment: 'apps/v1',
  StatefulSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  Ingress: 'networking.k8s.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
};

/** An object that an address names, and where in the inspector. */
export interface Opened {
  readonly object: ObjectRef;
  /** `logs`, `events`, `yaml`, `shell`; absent for the summary. */
  readonly tab?: string | undefined;
  readonly container?: string | undefined;
  /** Whether the log of the run before is meant. */
  readonly previous?: boolean | undefined;
  /** Whether it is asked at once if it is to be restarted. */
  readonly isRestartAsked?: boolean | undefined;
}

/** The page's address with an object opened in it: `#/overview?open=Pod/monitoring/grafana-0&tab=logs`. */
export function addressOf(hash: string, { object, tab, container, previous, isRestartAsked }: Opened): string {
  const query = new URLSearchParams({ open: nameOf(object) });
  if (tab !== undefined) query.set('tab', tab);
  if (container !== undefined) query.set('container', container);
  if (previous === true) query.set('previous', '');
  if (isRestartAsked === true) query.set('ask', 'restart');
  return `${withoutObject(hash)}?${query.toString().replaceAll('%2F', '/')}`;
}

/** The same address with nothing opened. */
export function withoutObject(hash: string): string {
  const [page = ''] = hash.split('?', 1);
  return page === '' ? '#/overview' : page;
}

/** What an address opens; undefined where it opens nothing, or nothing that has such a name. */
export function openedIn(hash: string): Opened | undefined {
  const at = hash.indexOf('?');
  if (at < 0) return undefined;
  const query = new URLSearchParams(hash.slice(at + 1));
  const object = objectOf(query.get('open') ?? '');
  if (object === undefined) return undefined;
  return {
    object,
    tab: query.get('tab') ?? undefined,
    container: query.get('container') ?? undefined,
    ...(query.has('previous') ? { previous: true } : {}),
    ...(query.get('ask') === 'restart' ? { isRestartAsked: true } : {}),
  };
}

/** `Pod/monitoring/grafana-0`, `Node//razer`, `IngressRoute.v1.traefik.io/monitoring/x`. */
function nameOf({ apiVersion, kind, namespace = '', name }: ObjectRef): string {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion];
  const known = API_VERSIONS[kind] === apiVersion;
  return `${known ? kind : `${kind}.${version}.${group}`}/${namespace}/${name}`;
}

function objectOf(name: string): ObjectRef | undefined {
  const [, kind = '', version, group = '', namespace = '', own = ''] =
    /^([A-Za-z0-9]+)(?:\.([a-z0-9]+)\.([a-z0-9.-]*))?\/([a-z0-9.-]*)\/([A-Za-z0-9.:_-]+)$/.exec(name) ?? [];
  const apiVersion = version === undefined ? API_VERSIONS[kind] : group === '' ? version : `${group}/${version}`;
  if (own === '' || apiVersion === undefined) return undefined;
  return { apiVersion, kind, name: own, ...(namespace === '' ? {} : { namespace }) };
}
