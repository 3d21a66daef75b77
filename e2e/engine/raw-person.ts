// A person, and a judge, made of raw requests: what kubectl and Helm do on a real cluster, where there is neither.
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Answer, RawClient } from '../conformance/client.ts';
import { until } from '../conformance/target.ts';
import type { HelmRevision, Judge, Live, Person } from './ground.ts';

/** A row of discovery. */
interface Resource {
  readonly name: string;
  readonly singularName: string;
  readonly shortNames?: readonly string[];
  readonly kind: string;
  readonly namespaced: boolean;
}
type Served = Resource & { readonly groupVersion: string };

/** The kinds that a cluster serves, by each of their names. */
class Kinds {
  readonly #byName = new Map<string, Served>();

  static async read(client: RawClient): Promise<Kinds> {
    const kinds = new Kinds();
    const read = async <T>(path: string): Promise<T> => ok(await client.send('GET', path)) as T;
    const { groups } = await read<{ groups: { preferredVersion: { groupVersion: string } }[] }>('/apis');
    const versions = ['v1', ...groups.map(({ preferredVersion }) => preferredVersion.groupVersion)];
    for (const groupVersion of versions) {
      const { resources } = await read<{ resources: readonly Resource[] }>(
        groupVersion === 'v1' ? '/api/v1' : `/apis/${groupVersion}`,
      );
      for (const resource of resources.filter(({ name }) => !name.includes('/'))) kinds.#add(resource, groupVersion);
    }
    return kinds;
  }

  #add(resource: Resource, groupVersion: string): void {
    const { name, singularName, shortNames = [], kind } = resource;
    for (const one of [name, singularName, ...shortNames, kind.toLowerCase()]) {
      if (!this.#byName.has(one)) this.#byName.set(one, { ...resource, groupVersion });
    }
  }

  has(kind: string): boolean {
    return this.#byName.has(kind.toLowerCase());
  }

  find(name: string): Served {
    const found = this.#byName.get(name.toLowerCase());
    if (found === undefined) throw new Error(`the server doesn't have a resource type "${name}"`);
    return found;
  }

  /** The path of a list, or of an object in it. */
  path(namespace: string, kind: string, name = ''): string {
    const { groupVersion, namespaced, name: plural } = this.find(kind);
    const root = groupVersion === 'v1' ? '/api/v1' : `/apis/${groupVersion}`;
    return `${root}${namespaced ? `/namespaces/${namespace}` : ''}/${plural}${name === '' ? '' : `/${name}`}`;
  }
}

/** The body of an answer that must be good. */
function ok({ status, body }: Answer): unknown {
  if (status < 300) return body;
  throw new Error(`${status}: ${(body as { message?: string }).message ?? JSON.stringify(body)}`);
}

const STRATEGIC = 'application/strategic-merge-patch+json';
const MERGE = 'application/merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

/** Both, on one cluster. */
export async function rawPerson(client: RawClient): Promise<{ person: Person; judge: Judge; serves: Kinds['has'] }> {
  const kinds = await Kinds.read(client);
  const at = (namespace: string, what: string): string => {
    const [kind = '', name = ''] = what.split('/');
    return kinds.path(namespace, kind, name);
  };
  const read = async (path: string): Promise<Live> => ok(await client.send('GET', path)) as Live;
  const patch = async (path: string, content: object, manager: string, contentType = STRATEGIC): Promise<void> => {
    ok(await client.send('PATCH', `${path}?fieldManager=${manager}`, { body: content, contentType }));
  };
  const applied = (manager: string, home: string, object: KubeObject, more: string): Promise<Answer> => {
    const path = kinds.path(object.metadata.namespace ?? home, object.kind, object.metadata.name);
    return client.send('PATCH', `${path}?fieldManager=${manager}${more}`, { body: object, contentType: APPLY });
  };
  const records = async (namespace: string, release: string): Promise<readonly HelmRecord[]> => {
    const { items } = await read(`${kinds.path(namespace, 'secrets')}?labelSelector=owner%3Dhelm%2Cname%3D${release}`);
    return (items as readonly Live[]).map(readRecord).sort((a, b) => a.version - b.version);
  };
  const manifest = async (namespace: string, release: string): Promise<readonly KubeObject[]> => {
    const text = (await records(namespace, release)).at(-1)?.manifest ?? '';
    return parseAllDocuments(text).map((one) => one.toJS() as KubeObject);
  };

  const person: Person = {
    get: (namespace, what) => read(at(namespace, what)),
    find: async (namespace, what) => {
      const answer = await client.send('GET', at(namespace, what));
      return answer.status === 404 ? undefined : (ok(answer) as Live);
    },
    names: async (namespace, list) => {
      const found = await Promise.all(
        list.split(',').map(async (word) => {
          const { singularName, groupVersion } = kinds.find(word);
          const [group = '', version] = groupVersion.split('/');
          const kind = version === undefined ? singularName : `${singularName}.${group}`;
          const { items } = await read(kinds.path(namespace, word));
          return (items as readonly Live[]).map(({ metadata }) => `${kind}/${metadata.name}`);
        }),
      );
      return found.flat().sort();
    },
    create: async (namespace, object) => {
      const path = kinds.path(object.metadata.namespace ?? namespace, object.kind);
      ok(await client.send('POST', `${path}?fieldManager=kubectl-create`, { body: object }));
    },
    applyAs: async (manager, namespace, object) => void ok(await applied(manager, namespace, object, '&force=true')),
    patch: (namespace, what, content, manager = 'kubectl-patch') => patch(at(namespace, what), content, manager),
    mergePatch: (namespace, what, content) => patch(at(namespace, what), content, 'kubectl-patch', MERGE),
    edit: async (namespace, what, from, to) => {
      const text = JSON.stringify(await read(at(namespace, what)));
      const body = JSON.parse(text.replaceAll(from, to));
      ok(await client.send('PUT', `${at(namespace, what)}?fieldManager=kubectl-edit`, { body }));
    },
    setImage: (namespace, what, images) => {
      const containers = Object.entries(images).map(([name, image]) => ({ name, image }));
      return patch(at(namespace, what), { spec: { template: { spec: { containers } } } }, 'kubectl-set');
    },
    setLimits: async (namespace, what, limits) => {
      const { spec } = await read(at(namespace, what));
      const containers = (spec.template.spec.containers as readonly { readonly name: string }[]).map(({ name }) => {
        return { name, resources: { limits } };
      });
      await patch(at(namespace, what), { spec: { template: { spec: { containers } } } }, 'kubectl-set');
    },
    // A real one knows of the sub-resource; whose field it is then, is the same.
    scale: (namespace, what, replicas) => patch(at(namespace, what), { spec: { replicas } }, 'kubectl'),
    label: (namespace, what, labels) => patch(at(namespace, what), { metadata: { labels } }, 'kubectl-label'),
    annotate: (namespace, what, annotations) =>
      patch(at(namespace, what), { metadata: { annotations } }, 'kubectl-annotate'),
    delete: async (namespace, what) => {
      ok(await client.send('DELETE', at(namespace, what)));
      await until(async () => (await client.send('GET', at(namespace, what))).status === 404);
    },
  };

  const judge: Judge = {
    history: async (namespace, release) =>
      (await records(namespace, release)).map(
        ({ version, info, chart }): HelmRevision => ({
          revision: version,
          status: info.status,
          description: info.description,
          chart: `${chart.metadata.name}-${chart.metadata.version}`,
          app_version: chart.metadata.appVersion,
        }),
      ),
    manifest,
    diff: async (namespace, release) => {
      const changes = await Promise.all(
        (await manifest(namespace, release)).map(async (object) => {
          const { namespace: home = namespace, name } = object.metadata;
          const before = await person.get(home, `${object.kind}/${name}`);
          const after = ok(await applied('kubectl', home, object, '&force=true&dryRun=All')) as Live;
          return isDeepStrictEqual(contentOf(before), contentOf(after)) ? [] : [`${object.kind}/${name}`];
        }),
      );
      return changes.flat().join('\n');
    },
    conflicts: async (object) => {
      const answer = await applied('helm', '', object, '&dryRun=All');
      if (answer.status !== 409) {
        ok(answer);
        return [];
      }
      const { details } = answer.body as { details: { causes: readonly { message: string; field: string }[] } };
      return details.causes
        .map(({ message, field }) => `${/"([^"]+)"/.exec(message)?.[1]} ${field.replace(/^\./, '')}`)
        .sort();
    },
  };
  return { person, judge, serves: (kind) => kinds.has(kind) };
}

/** An object without its marks of writing. */
function contentOf({ metadata, ...rest }: Live): object {
  const {
    managedFields: _managed,
    resourceVersion: _version,
    ...kept
  } = metadata as Live['metadata'] & {
    managedFields?: unknown;
  };
  return { ...rest, metadata: kept };
}

/** The part of Helm's record that is judged. */
interface HelmRecord {
  readonly name: string;
  readonly namespace: string;
  readonly version: number;
  readonly manifest: string;
  readonly info: { readonly status: string; readonly description: string };
  readonly chart: {
    readonly metadata: { readonly name: string; readonly version: string; readonly appVersion: string };
  };
}

/** Decodes a record as Helm does, and holds its labels, by which Helm finds it, to what is in it. */
function readRecord({ type, metadata, data }: Live): HelmRecord {
  const packed = Buffer.from(Buffer.from(data.release, 'base64').toString(), 'base64');
  const found: HelmRecord = JSON.parse(gunzipSync(packed).toString());
  const { name, version, info } = found;
  expect({ type, secret: metadata.name, labels: metadata.labels, namespace: found.namespace }).toMatchObject({
    type: 'helm.sh/release.v1',
    secret: `sh.helm.release.v1.${name}.v${version}`,
    labels: { owner: 'helm', name, version: `${version}`, status: info.status },
    namespace: metadata.namespace,
  });
  return found;
}
