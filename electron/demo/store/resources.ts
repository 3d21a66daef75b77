// The kinds that the demo cluster serves: everything else is 404, as on a cluster without it.

/** One row of discovery. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The name of its type: the kind, or for a custom resource one that no built-in kind has. What a kind decides is decided by it. */
  readonly struct: string;
  readonly plural: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** Has `status` as a sub-resource: ordinary writes leave `status` alone, writes to it leave the rest alone. */
  readonly hasStatus: boolean;
  /** Counts changes of everything but `metadata` and `status` in `metadata.generation`. */
  readonly hasGeneration: boolean;
  readonly verbs: readonly string[];
  /** Sub-resources beside `status`. */
  readonly subresources: readonly Subresource[];
}

/** What can be done with most resources. */
const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** What may follow an object's name in a path, beside `status`. */
export interface Subresource {
  readonly name: string;
  readonly verbs: readonly string[];
  /** What its answers are. */
  readonly kind: string;
  /** Of that kind, where it is not the resource's own. */
  readonly group?: string;
  readonly version?: string;
}

function scale(): Subresource {
  return { name: 'scale', verbs: ['get', 'patch', 'update'], kind: 'Scale', group: 'autoscaling', version: 'v1' };
}

/** By kind. */
const SUBRESOURCES: Readonly<Record<string, readonly Subresource[]>> = {
  Pod: [
    { name: 'exec', verbs: ['create', 'get'], kind: 'PodExecOptions' },
    { name: 'log', verbs: ['get'], kind: 'Pod' },
    { name: 'portforward', verbs: ['create', 'get'], kind: 'PodPortForwardOptions' },
  ],
  ...Object.fromEntries(['Deployment', 'ReplicaSet', 'StatefulSet'].map((kind) => [kind, [scale()]])),
};

// kind | plural | short names | what it has: n(amespaced) s(tatus) g(eneration), and its category: a(ll), x (api-extensions)
const ROWS: Readonly<Record<string, readonly string[]>> = {
  'admissionregistration.k8s.io/v1': [
    'MutatingWebhookConfiguration|mutatingwebhookconfigurations||gx',
    'ValidatingWebhookConfiguration|validatingwebhookconfigurations||gx',
  ],
  'apiextensions.k8s.io/v1': ['CustomResourceDefinition|customresourcedefinitions|crd crds|sgx'],
  'autoscaling/v2': ['HorizontalPodAutoscaler|horizontalpodautoscalers|hpa|nsa'],
  'batch/v1': ['CronJob|cronjobs|cj|nsga', 'Job|jobs||nsga'],
  v1: [
    'ConfigMap|configmaps|cm|n',
    'Endpoints|endpoints|ep|n',
    'Event|events|ev|n',
    'LimitRange|limitranges|limits|n',
    'Namespace|namespaces|ns|s',
    'Node|nodes|no|s',
    'PersistentVolume|persistentvolumes|pv|s',
    'PersistentVolumeClaim|persistentvolumeclaims|pvc|ns',
    'Pod|pods|po|nsga',
    'ResourceQuota|resourcequotas|quota|ns',
    'Secret|secrets||n',
    'Service|services|svc|nsa',
    'ServiceAccount|serviceaccounts|sa|n',
  ],
  'apps/v1': [
    'DaemonSet|daemonsets|ds|nsga',
    'Deployment|deployments|deploy|nsga',
    'ReplicaSet|replicasets|rs|nsga',
    'StatefulSet|statefulsets|sts|nsga',
  ],
  'coordination.k8s.io/v1': ['Lease|leases||n'],
  'discovery.k8s.io/v1': ['EndpointSlice|endpointslices||ng'],
  'networking.k8s.io/v1': [
    'Ingress|ingresses|ing|nsg',
    'IngressClass|ingressclasses||g',
    'NetworkPolicy|networkpolicies|netpol|ng',
  ],
  'node.k8s.io/v1': ['RuntimeClass|runtimeclasses||'],
  'policy/v1': ['PodDisruptionBudget|poddisruptionbudgets|pdb|nsg'],
  'rbac.authorization.k8s.io/v1': [
    'ClusterRole|clusterroles||',
    'ClusterRoleBinding|clusterrolebindings||',
    'Role|roles||n',
    'RoleBinding|rolebindings||n',
  ],
  'scheduling.k8s.io/v1': ['PriorityClass|priorityclasses|pc|g'],
  'storage.k8s.io/v1': ['StorageClass|storageclasses|sc|'],
};

/** All rows, in the order of discovery. */
export const RESOURCES: readonly Resource[] = Object.entries(ROWS).flatMap(([apiVersion, rows]) => {
  const slash = apiVersion.indexOf('/');
  return rows.map((row) => {
    const [kind = '', plural = '', short = '', traits = ''] = row.split('|');
    return {
      group: slash < 0 ? '' : apiVersion.slice(0, slash),
      version: apiVersion.slice(slash + 1),
      kind,
      struct: kind,
      plural,
      singular: kind.toLowerCase(),
      namespaced: traits.includes('n'),
      // A slip of the pen must not delete all namespaces.
      verbs: kind === 'Namespace' ? VERBS.filter((verb) => verb !== 'deletecollection') : VERBS,
      shortNames: short === '' ? [] : short.split(' '),
      categories: traits.includes('a') ? ['all'] : traits.includes('x') ? ['api-extensions'] : [],
      hasStatus: traits.includes('s'),
      hasGeneration: traits.includes('g'),
      subresources: SUBRESOURCES[kind] ?? [],
    };
  });
});

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(resource: Pick<Resource, 'group' | 'version'>): string {
  return resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
}

/** `deployments.apps`, or `pods` for the core group: how the API server's messages name a resource. */
export function qualifiedPlural(resource: Resource): string {
  return resource.group === '' ? resource.plural : `${resource.plural}.${resource.group}`;
}

/** `Deployment.apps`, or `Pod`: how messages about an invalid object name its kind. */
export function qualifiedKind(resource: Resource): string {
  return resource.group === '' ? resource.kind : `${resource.kind}.${resource.group}`;
}

/** Where the kinds that are always there are from. */
export const BUILT_IN_GROUPS: ReadonlySet<string> = new Set(RESOURCES.map(({ group }) => group));

const BY_KIND = new Map(RESOURCES.map((resource) => [resource.kind, resource]));

/** The resource of a kind that the demo cluster certainly has; a wrong name is a defect. */
export function resourceOf(kind: string): Resource {
  const resource = BY_KIND.get(kind);
  if (resource === undefined) throw new Error(`the demo cluster has no kind ${kind}`);
  return resource;
}

/** The resource of an object, unless the demo cluster does not serve its kind. */
export function findResource(apiVersion: string, kind: string): Resource | undefined {
  const resource = BY_KIND.get(kind);
  return resource !== undefined && apiVersionOf(resource) === apiVersion ? resource : undefined;
}
