// The documents in which the cluster says what it is and what it has.

import type { Json, JsonObject } from '../store/json.ts';
import { apiVersionOf, RESOURCES, type Resource } from '../store/resources.ts';

/** What `/version` says; the suffix makes ODIN see the K3s that it expects. */
export const GIT_VERSION = 'v1.36.5+k3s1';

const STATUS_VERBS = ['get', 'patch', 'update'];
const AGGREGATED = 'APIGroupDiscoveryList';

/** A document and its media type. */
export interface Document {
  readonly contentType: string;
  readonly body: Json;
}

/** The document at a path, or undefined when there is none. `accept` may ask for discovery in one piece. */
export function documentAt(path: string, accept: string): Document | undefined {
  const plain = (body: JsonObject): Document => ({ contentType: 'application/json', body });
  if (path === '/version') return plain(version());
  if (path === '/') return plain({ paths: ['/api', '/api/v1', '/apis', ...GROUPS.map(({ name }) => `/apis/${name}`)] });
  const [root, ...rest] = path.replace(/\/$/, '').split('/').slice(1);
  if (root === 'api') {
    if (rest.length === 0) return isAggregated(accept) ? aggregated('') : plain(coreVersions());
    return rest.length === 1 && rest[0] === 'v1' ? plain(resourceList('v1')) : undefined;
  }
  if (root !== 'apis') return undefined;
  if (rest.length === 0) return isAggregated(accept) ? aggregated('apis') : plain(groupList());
  const group = GROUPS.find(({ name }) => name === rest[0]);
  if (group === undefined || rest.length > 2) return undefined;
  if (rest.length === 1) return plain({ kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group) });
  return rest[1] === group.version ? plain(resourceList(`${group.name}/${group.version}`)) : undefined;
}

interface Group {
  readonly name: string;
  readonly version: string;
}

/** Whether any resource is in this group. */
export function hasGroup(name: string): boolean {
  return name === '' || GROUPS.some((group) => group.name === name);
}

const GROUPS: readonly Group[] = [
  ...new Map(RESOURCES.filter(({ group }) => group !== '').map(({ group, version }) => [group, version])),
].map(([name, version]) => ({ name, version }));

function version(): JsonObject {
  return {
    major: '1',
    minor: '36',
    emulationMajor: '1',
    emulationMinor: '36',
    minCompatibilityMajor: '1',
    minCompatibilityMinor: '35',
    gitVersion: GIT_VERSION,
    gitCommit: '0000000000000000000000000000000000000000',
    gitTreeState: 'clean',
    buildDate: '2026-10-15T00:00:00Z',
    goVersion: `none: ODIN's demo cluster on Node ${process.versions.node}`,
    compiler: 'none',
    platform: 'linux/amd64',
  };
}

function coreVersions(): JsonObject {
  const address = { clientCIDR: '0.0.0.0/0', serverAddress: '127.0.0.1' };
  return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [address] };
}

function groupList(): JsonObject {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: GROUPS.map(groupOf) };
}

function groupOf({ name, version: served }: Group): JsonObject {
  const entry = { groupVersion: `${name}/${served}`, version: served };
  return { name, versions: [entry], preferredVersion: entry };
}

function resourceList(groupVersion: string): JsonObject {
  const resources = RESOURCES.filter((resource) => apiVersionOf(resource) === groupVersion).flatMap((resource) => {
    const { plural, singular, namespaced, kind, verbs, shortNames, categories } = resource;
    return [
      {
        name: plural,
        singularName: singular,
        namespaced,
        kind,
        verbs,
        ...(shortNames.length > 0 ? { shortNames } : {}),
        ...(categories.length > 0 ? { categories } : {}),
      },
      ...subresourcesOf(resource).map(({ name, verbs: subVerbs, kind: subKind }) => ({
        name: `${plural}/${name}`,
        singularName: '',
        namespaced,
        kind: subKind,
        verbs: subVerbs,
      })),
    ];
  });
  return {
    kind: 'APIResourceList',
    ...(groupVersion === 'v1' ? {} : { apiVersion: 'v1' }),
    groupVersion,
    resources: resources.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function subresourcesOf(resource: Resource) {
  const own = resource.subresources.map(({ name, verbs }) => {
    return { name, verbs, kind: name === 'portforward' ? 'PodPortForwardOptions' : resource.kind };
  });
  return resource.hasStatus ? [...own, { name: 'status', verbs: STATUS_VERBS, kind: resource.kind }] : own;
}

function isAggregated(accept: string): boolean {
  return accept.split(',').some((type) => type.includes(`as=${AGGREGATED}`) && type.includes('v=v2'));
}

function aggregated(root: string): Document {
  const groups = root === '' ? [{ name: '', version: 'v1' }] : GROUPS;
  const items = groups.map(({ name, version: served }) => ({
    metadata: name === '' ? {} : { name },
    versions: [
      {
        version: served,
        resources: RESOURCES.filter(({ group }) => group === name)
          .map(aggregatedResource)
          .sort((a, b) => (a.resource < b.resource ? -1 : 1)),
        freshness: 'Current',
      },
    ],
  }));
  return {
    contentType: `application/json;g=apidiscovery.k8s.io;v=v2;as=${AGGREGATED}`,
    body: { kind: AGGREGATED, apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items },
  };
}

function aggregatedResource(resource: Resource) {
  const kindOf = (kind: string) => ({ group: '', version: '', kind });
  const subresources = subresourcesOf(resource)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, verbs, kind }) => ({ subresource: name, responseKind: kindOf(kind), verbs }));
  return {
    resource: resource.plural,
    responseKind: kindOf(resource.kind),
    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: resource.singular,
    verbs: resource.verbs,
    ...(resource.shortNames.length > 0 ? { shortNames: resource.shortNames } : {}),
    ...(resource.categories.length > 0 ? { categories: resource.categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}
