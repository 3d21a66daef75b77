// Admission of new objects: refuses them, or adds what the cluster knows and the writer left out.
import { invalidValue } from './causes.ts';
import { Failure, forbidden, invalidObject, notFound } from './failure.ts';
import { isObject, type Json, type JsonObject, listAt, objectAt, stringAt, valueAt, withValue } from './json.ts';
import { type Resource, resourceOf } from './resources.ts';
import type { Store } from './store.ts';
import { isTerminating } from './strategy.ts';

const SERVICE_NETWORK = '10.43';

/** The object with what admission adds. Throws `Failure` 403, 404 or 422. */
export function admitCreate(store: Store, resource: Resource, object: JsonObject): JsonObject {
  if (resource.namespaced) checkNamespace(store, resource, object);
  switch (resource.struct) {
    case 'Pod':
      return admitPod(store, resource, object);
    case 'Service':
      return admitService(store, resource, object);
    case 'PersistentVolumeClaim':
      return admitClaim(store, object);
    default:
      return object;
  }
}

/** Nothing new in a namespace that is not there, or that is going. */
function checkNamespace(store: Store, resource: Resource, object: JsonObject): void {
  const name = stringAt(object, 'metadata.namespace');
  const namespaces = resourceOf('Namespace');
  const namespace = store.get(namespaces, '', name);
  if (namespace === undefined) throw notFound(namespaces, name);
  if (!isTerminating(namespace)) return;
  const why = `unable to create new content in namespace ${name} because it is being terminated`;
  const { message, body } = forbidden(resource, stringAt(object, 'metadata.name'), why);
  const cause = {
    reason: 'NamespaceTerminating',
    message: `namespace ${name} is being terminated`,
    field: 'metadata.namespace',
  };
  throw new Failure(403, 'Forbidden', message, { ...objectAt(body, 'details'), causes: [cause] });
}

const TOLERATIONS: readonly JsonObject[] = ['not-ready', 'unreachable'].map((state) => ({
  key: `node.kubernetes.io/${state}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

function admitPod(store: Store, resource: Resource, pod: JsonObject): JsonObject {
  const namespace = stringAt(pod, 'metadata.namespace');
  const name = stringAt(pod, 'metadata.name');
  const refuse = (why: string) => forbidden(resource, name, why);
  const account = stringAt(pod, 'spec.serviceAccountName') || 'default';
  const found = store.get(resourceOf('ServiceAccount'), namespace, account);
  if (found === undefined) {
    const why = `error looking up service account ${namespace}/${account}: serviceaccount "${account}" not found`;
    throw refuse(why);
  }
  const spec: Record<string, Json> = {
    ...objectAt(pod, 'spec'),
    serviceAccountName: account,
    serviceAccount: account,
    preemptionPolicy: 'PreemptLowerPriority',
    priority: 0,
  };
  const tolerations = listAt(pod, 'spec.tolerations');
  const isTolerated = (key: Json | undefined) =>
    tolerations.some(
      (it) => ['', key].includes(stringAt(it, 'key')) && ['', 'NoExecute'].includes(stringAt(it, 'effect')),
    );
  spec.tolerations = [...tolerations, ...TOLERATIONS.filter(({ key }) => !isTolerated(key))];
  const priorityClass = stringAt(pod, 'spec.priorityClassName');
  if (priorityClass !== '') {
    const priority = store.get(resourceOf('PriorityClass'), '', priorityClass);
    if (priority === undefined) throw refuse(`no PriorityClass with name ${priorityClass} was found`);
    spec.priority = priority.value ?? 0;
  }
  const runtime = stringAt(pod, 'spec.runtimeClassName');
  if (runtime !== '' && store.get(resourceOf('RuntimeClass'), '', runtime) === undefined) {
    throw refuse(`pod rejected: RuntimeClass "${runtime}" not found`);
  }
  const isMounted = valueAt(pod, 'spec.automountServiceAccountToken') ?? found.automountServiceAccountToken ?? true;
  return { ...pod, spec: isMounted === true ? withToken(spec) : spec };
}

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The projected volume that gives a container its service account's token. */
function withToken(spec: JsonObject): JsonObject {
  const name = `kube-api-access-${randomSuffix()}`;
  const fieldRef = { apiVersion: 'v1', fieldPath: 'metadata.namespace' };
  const sources = [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    { downwardAPI: { items: [{ path: 'namespace', fieldRef }] } },
  ];
  const mount = { name, readOnly: true, mountPath: TOKEN_PATH };
  const withMount = (container: Json): Json =>
    isObject(container) ? { ...container, volumeMounts: [...listAt(container, 'volumeMounts'), mount] } : container;
  const init = spec.initContainers;
  return {
    ...spec,
    volumes: [...listAt(spec, 'volumes'), { name, projected: { sources, defaultMode: 420 } }],
    containers: listAt(spec, 'containers').map(withMount),
    ...(init === undefined ? {} : { initContainers: listAt(spec, 'initContainers').map(withMount) }),
  };
}

function admitService(store: Store, resource: Resource, service: JsonObject): JsonObject {
  if (stringAt(service, 'spec.type') === 'ExternalName') return service;
  const asked = stringAt(service, 'spec.clusterIP');
  const taken = new Set(store.list(resource).map((other) => stringAt(other, 'spec.clusterIP')));
  if (asked !== '' && asked !== 'None') {
    const refuse = (field: string, value: Json, why: string) =>
      invalidObject(resource, stringAt(service, 'metadata.name'), [invalidValue(field, value, why)]);
    if (!/^\d+\.\d+\.\d+\.\d+$/.test(asked)) {
      throw refuse('spec.clusterIPs[0]', asked, 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)');
    }
    if (!asked.startsWith(`${SERVICE_NETWORK}.`)) {
      const range = `The range of valid IPs is ${SERVICE_NETWORK}.0.0/16`;
      const why = `failed to allocate IP ${asked}: the provided IP (${asked}) is not in the valid range. ${range}`;
      throw refuse('spec.clusterIPs', [asked], why);
    }
    if (taken.has(asked)) {
      throw refuse('spec.clusterIPs', [asked], `failed to allocate IP ${asked}: provided IP is already allocated`);
    }
  }
  const address = asked === '' ? freeAddress(taken) : asked;
  // Whoever lists endpoints by hand may list addresses of either family.
  const isFree = address === 'None' && valueAt(service, 'spec.selector') === undefined;
  const spec = {
    ipFamilies: isFree ? ['IPv4', 'IPv6'] : ['IPv4'],
    ipFamilyPolicy: isFree ? 'RequireDualStack' : 'SingleStack',
    ...objectAt(service, 'spec'),
    clusterIP: address,
    clusterIPs: [address],
  };
  return { ...service, spec: withNodePorts(store, resource, spec) };
}

function freeAddress(taken: ReadonlySet<string>): string {
  for (;;) {
    const address = `${SERVICE_NETWORK}.${Math.floor(Math.random() * 256)}.${1 + Math.floor(Math.random() * 254)}`;
    if (!taken.has(address)) return address;
  }
}

function withNodePorts(store: Store, resource: Resource, spec: JsonObject): JsonObject {
  if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') return spec;
  const taken = new Set(
    store.list(resource).flatMap((it) => listAt(it, 'spec.ports').map((port) => valueAt(port, 'nodePort'))),
  );
  const ports = listAt(spec, 'ports').map((port) => {
    if (!isObject(port) || port.nodePort !== undefined) return port;
    let nodePort = 30000;
    while (taken.has(nodePort)) nodePort++;
    taken.add(nodePort);
    return { ...port, nodePort };
  });
  return { ...spec, ports };
}

/** A claim that names no class gets the default one. */
function admitClaim(store: Store, claim: JsonObject): JsonObject {
  if (valueAt(claim, 'spec.storageClassName') !== undefined) return claim;
  const isDefault = (it: JsonObject) =>
    objectAt(it, 'metadata.annotations')['storageclass.kubernetes.io/is-default-class'] === 'true';
  const storageClass = store.list(resourceOf('StorageClass')).find(isDefault);
  if (storageClass === undefined) return claim;
  return withValue(claim, 'spec.storageClassName', stringAt(storageClass, 'metadata.name'));
}

/** Five characters as Kubernetes makes them up: no vowels, so that no words come out. */
export function randomSuffix(length = 5): string {
  const letters = 'bcdfghjklmnpqrstvwxz2456789';
  return Array.from({ length }, () => letters[Math.floor(Math.random() * letters.length)]).join('');
}
