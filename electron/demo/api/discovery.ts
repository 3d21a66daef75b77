// The documents in which the cluster says what it is and what it has.

import type { Json, JsonObject } from '../store/json.ts';
import { apiVersionOf, type Resource, type Subresource } from '../store/resources.ts';

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
export function documentAt(path: string, accept: string, served: readonly Resource[]): Document | undefined {
  const groups = groupsOf(served);
  const plain = (body: JsonObject): Document => ({ contentType: 'application/json', body });
  if (path === '/version') return plain(version());
  if (path === '/') return plain({ paths: ['/api', '/api/v1', '/apis', ...groups.map(({ name }) => `/apis/${name}`)] });
  const [root, ...rest] = path.replace(/\/$/, '').split('/').slice(1);
  if (root === 'api') {
    if (rest.length === 0) return isAggregated(accept) ? aggregated('', served) : plain(coreVersions());
    return rest.length === 1 && rest[0] === 'v1' ? plain(resourceList('v1', served)) : undefined;
  }
  if (root !== 'apis') return undefined;
  if (rest.length === 0) return isAggregated(accept) ? aggregated('apis', served) : plain(groupList(groups));
  const group = groups.find(({ name }) => name === rest[0]);
  if (group === undefined || rest.length > 2) return undefined;
  if (rest.length === 1) return plain({ kind: 'APIGroup', apiVersion: 'v1', ...groupOf(group) });
  const asked = rest[1] ?? '';
  return group.versions.includes(asked) ? plain(resourceList(`${group.name}/${asked}`, served)) : undefined;
}

interface Group {
  readonly name: string;
  readonly versions: readonly string[];
}

/** Whether any resource is in this group. */
export function hasGroup(name: string, served: readonly Resource[]): boolean {
  return served.some(({ group }) => group === name);
}

function groupsOf(served: readonly Resource[]): readonly Group[] {
  const names = new Set(served.map(({ group }) => group).filter((group) => group !== ''));
  return [...names].map((name) => ({
    name,
    versions: [...new Set(served.filter(({ group }) => group === name).map(({ version }) => version))],
  }));
}

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

function groupList(groups: readonly Group[]): JsonObject {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups.map(groupOf) };
}

function groupOf({ name, versions }: Group): JsonObject {
  const entries = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: entries, preferredVersion: entries[0] ?? {} };
}

function resourceList(groupVersion: string, served: readonly Resource[]): JsonObject {
  const resources = served
    .filter((resource) => apiVersionOf(resource) === groupVersion)
    .flatMap((resource) => {
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
        ...subresourcesOf(resource).map(({ name, verbs: subVerbs, kind: subKind, group, version }) => ({
          name: `${plural}/${name}`,
          singularName: '',
          namespaced,
          ...(group === undefined ? {} : { group }),
          ...(version === undefined ? {} : { version }),
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

function subresourcesOf({ hasStatus, kind, subresources }: Resource): Subresource[] {
  return [...subresources, ...(hasStatus ? [{ name: 'status', verbs: STATUS_VERBS, kind }] : [])];
}

function isAggregated(accept: string): boolean {
  return accept.split(',').some((type) => type.includes(`as=${AGGREGATED}`) && type.includes('v=v2'));
}

function aggregated(root: string, served: readonly Resource[]): Document {
  const groups = root === '' ? [{ name: '', versions: ['v1'] }] : groupsOf(served);
  const items = groups.map(({ name, versions }) => ({
    metadata: name === '' ? {} : { name },
    versions: versions.map((version) => ({
      version,
      resources: served
        .filter((resource) => resource.group === name && resource.version === version)
        .map(aggregatedResource)
        .sort((a, b) => (a.resource < b.resource ? -1 : 1)),
      freshness: 'Current',
    })),
  }));
  return {
    contentType: `application/json;g=apidiscovery.k8s.io;v=v2;as=${AGGREGATED}`,
    body: { kind: AGGREGATED, apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items },
  };
}

function aggregatedResource(resource: Resource) {
  const kindOf = (kind: string, group = '', version = '') => ({ group, version, kind });
  const subresources = subresourcesOf(resource)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, verbs, kind, group, version }) => ({
      subresource: name,
      responseKind: kindOf(kind, group, version),
      verbs,
    }));
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
