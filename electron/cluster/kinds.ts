// The kinds that are watched of a cluster, and their paths in its API.

/** One watched kind. */
export interface WatchedKind {
  readonly apiVersion: string;
  /** Its collection's path, for objects of this namespace. */
  readonly path: (namespace: string) => string;
  /** Whether the overview is out of date without it. Others only add reasons. */
  readonly isEssential: boolean;
}

const core = (plural: string, isEssential = true): WatchedKind => ({
  apiVersion: 'v1',
  path: (namespace) => `/api/v1/namespaces/${namespace}/${plural}`,
  isEssential,
});

const grouped = (group: string, plural: string): WatchedKind => ({
  apiVersion: `${group}/v1`,
  path: (namespace) => `/apis/${group}/v1/namespaces/${namespace}/${plural}`,
  isEssential: true,
});

// A person may be allowed to see a namespace and nothing of the cluster around it.
const clusterWide = (apiVersion: string, path: string): WatchedKind => ({
  apiVersion,
  path: () => path,
  isEssential: false,
});

/** Kind → where it is. All of one namespace, but nodes and storage classes, which have none. */
export const WATCHED = {
  Service: core('services'),
  EndpointSlice: grouped('discovery.k8s.io', 'endpointslices'),
  Pod: core('pods'),
  Deployment: grouped('apps', 'deployments'),
  StatefulSet: grouped('apps', 'statefulsets'),
  DaemonSet: grouped('apps', 'daemonsets'),
  ReplicaSet: grouped('apps', 'replicasets'),
  PersistentVolumeClaim: core('persistentvolumeclaims', false),
  Event: core('events', false),
  Node: clusterWide('v1', '/api/v1/nodes'),
  StorageClass: clusterWide('storage.k8s.io/v1', '/apis/storage.k8s.io/v1/storageclasses'),
} as const satisfies Record<string, WatchedKind>;

export type WatchedKindName = keyof typeof WATCHED;

/** The keys of {@link WATCHED}. */
export const WATCHED_KINDS = Object.keys(WATCHED) as readonly WatchedKindName[];
