// The truth about a namespace, read past the engine: objects without what changes by itself, Helm's records, ODIN's notes, the Lease.
import { gunzipSync } from 'node:zlib';
import type { KubeClient } from '../../electron/kube/client.ts';
import type { KubeObject } from '../../shared/model/object.ts';

export const STRANGER = 'of-a-stranger';

/** A Helm record; `problem` when Helm could not read it. */
export interface Revision {
  readonly revision: number;
  readonly status: string;
  /** Of the chart. */
  readonly version: string;
  readonly problem?: string;
}

export interface Truth {
  /** By `Kind/name`, as text that is the same in every namespace. */
  readonly objects: ReadonlyMap<string, string>;
  /** Oldest first. */
  readonly revisions: readonly Revision[];
  /** ODIN's notes; undefined when there are none. */
  readonly notes: { readonly journal: { readonly verb: string } | null } | undefined;
  readonly lease: KubeObject | undefined;
  /** Of all claims; undefined when there is none. */
  readonly claimUids: string | undefined;
  /** Changes when somebody touches it. */
  readonly stranger: string | undefined;
}

const LISTS = {
  ConfigMap: '/api/v1/NS/configmaps',
  Secret: '/api/v1/NS/secrets',
  ServiceAccount: '/api/v1/NS/serviceaccounts',
  Service: '/api/v1/NS/services',
  PersistentVolumeClaim: '/api/v1/NS/persistentvolumeclaims',
  Role: '/apis/rbac.authorization.k8s.io/v1/NS/roles',
  RoleBinding: '/apis/rbac.authorization.k8s.io/v1/NS/rolebindings',
  Deployment: '/apis/apps/v1/NS/deployments',
  StatefulSet: '/apis/apps/v1/NS/statefulsets',
  DaemonSet: '/apis/apps/v1/NS/daemonsets',
  Gizmo: '/apis/faults.example/v1/NS/gizmos',
  Laggard: '/apis/faults.example/v1/NS/laggards',
  Lease: '/apis/coordination.k8s.io/v1/NS/leases',
} as const;

const FROM_THE_SYSTEM = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default'];

export async function readTruth(client: KubeClient, namespace: string, release: string): Promise<Truth> {
  const lists = await Promise.all(
    Object.entries(LISTS).map(async ([kind, path]): Promise<[string, KubeObject][]> => {
      const { body } = await client.request<{ items: KubeObject[] }>({
        path: path.replace('NS', `namespaces/${namespace}`),
      });
      return body.items.map((item) => [`${kind}/${item.metadata.name}`, item]);
    }),
  );
  const all = new Map(lists.flat());
  const take = (key: string): KubeObject | undefined => {
    const found = all.get(key);
    all.delete(key);
    return found;
  };
  for (const key of FROM_THE_SYSTEM) all.delete(key);
  const stranger = take(`ConfigMap/${STRANGER}`);
  const lease = take(`Lease/odin-lock.${release}`);
  const notes = take(`Secret/odin-state.${release}`);
  const claims = [...all].flatMap(([key, { metadata }]) =>
    key.startsWith('PersistentVolumeClaim/') ? [metadata.uid] : [],
  );
  const records = [...all.keys()].filter((key) => key.startsWith(`Secret/sh.helm.release.v1.${release}.v`));
  const revisions = records.flatMap((key) => take(key) ?? []).map(revisionOf);
  return {
    objects: new Map([...all].map(([key, object]) => [key, plain(object, namespace)])),
    revisions: revisions.sort((left, right) => left.revision - right.revision),
    notes: notes === undefined ? undefined : JSON.parse(unpack(notes, 'state')),
    lease,
    claimUids: claims.length === 0 ? undefined : claims.join(' '),
    stranger: stranger === undefined ? undefined : `${stranger.metadata.uid} ${stranger.metadata.resourceVersion}`,
  };
}

function unpack(secret: KubeObject, key: string): string {
  return Buffer.from((secret.data as Record<string, string>)[key] ?? '', 'base64').toString();
}

function revisionOf(secret: KubeObject): Revision {
  const labels = secret.metadata.labels ?? {};
  const told = { revision: Number(labels.version), status: labels.status ?? '', version: '' };
  try {
    const { name, version, namespace, info, chart, manifest } = JSON.parse(
      gunzipSync(Buffer.from(unpack(secret, 'release'), 'base64')).toString(),
    );
    const isSame =
      name === labels.name &&
      version === told.revision &&
      info.status === told.status &&
      namespace === secret.metadata.namespace &&
      typeof manifest === 'string' &&
      secret.type === 'helm.sh/release.v1';
    const problem = isSame
      ? {}
      : { problem: `its labels (${JSON.stringify(labels)}) are not what it holds (${version}, ${info.status})` };
    return { ...told, version: chart.metadata.version, ...problem };
  } catch (error) {
    return { ...told, problem: `it cannot be decoded: ${error}` };
  }
}

/** All but identity, status, and what controllers and the server fill in; with the fields that Helm's field manager owns. */
function plain({ metadata, status: _status, ...rest }: KubeObject, namespace: string): string {
  const {
    uid: _uid,
    resourceVersion: _version,
    generation: _generation,
    creationTimestamp: _created,
    ...kept
  } = metadata;
  const { managedFields = [], annotations = {}, ...named } = kept as typeof kept & { managedFields?: ManagedFields[] };
  const owned = managedFields
    .filter(({ manager }) => manager === 'helm')
    .map(({ operation, fieldsV1 }) => ({ operation, fieldsV1 }));
  const own = Object.entries(annotations).filter(([name]) => !/^(deployment|pv)\.kubernetes\.io\//.test(name));
  const spec = rest.spec as Record<string, unknown> | undefined;
  const { clusterIP: _ip, clusterIPs: _ips, ...lasting } = spec ?? {};
  const text = JSON.stringify(
    sorted({ ...rest, ...(spec === undefined ? {} : { spec: lasting }), metadata: named, annotations: own, owned }),
  );
  return text.replaceAll(namespace, 'NS');
}

interface ManagedFields {
  readonly manager?: string;
  readonly operation?: string;
  readonly fieldsV1?: unknown;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
