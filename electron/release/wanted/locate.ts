// The place of each wanted object: its kind's path and its namespace. Kinds may come with the very same release.
import { AppError } from '../../../shared/errors.ts';
import { record, records, text } from '../../../shared/json.ts';
import { formatRef, type KubeObject, refOf } from '../../../shared/model/object.ts';
import type { ApiResource } from '../../kube/api-resource.ts';
import type { Cluster } from '../context.ts';
import { inParallel } from '../object/in-parallel.ts';

/** An object with its namespace, and the path of its kind. */
export interface Placed {
  readonly object: KubeObject;
  readonly resource: ApiResource;
  /** False while the CRD that brings its kind is not applied. */
  readonly isServed: boolean;
}

/** Kinds by `apiVersion kind`. */
export type Kinds = ReadonlyMap<string, ApiResource>;

/**
 * Places `objects`; those that name no namespace go to `namespace`. An object of a kind that neither the cluster nor
 * `defined` knows becomes a problem, in a sentence.
 */
export async function locate(
  cluster: Cluster,
  objects: readonly KubeObject[],
  namespace: string,
  defined: Kinds,
): Promise<{ readonly placed: Placed[]; readonly problems: string[] }> {
  const found = await inParallel(objects, (object) => locateOne(cluster, object, namespace, defined));
  return {
    placed: found.filter((one) => typeof one !== 'string'),
    problems: found.filter((one) => typeof one === 'string'),
  };
}

async function locateOne(
  { discovery, signal }: Cluster,
  object: KubeObject,
  namespace: string,
  defined: Kinds,
): Promise<Placed | string> {
  const { apiVersion, kind } = object;
  const coming = defined.get(`${apiVersion} ${kind}`);
  if (coming !== undefined) {
    const served = await discovery.find(apiVersion, kind, signal);
    return place(object, served ?? coming, namespace, served !== undefined);
  }
  try {
    return place(object, await discovery.resource(apiVersion, kind, signal), namespace, true);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'badInput') throw error;
    return `${formatRef(refOf(object))}: ${error.message}`;
  }
}

function place(object: KubeObject, resource: ApiResource, fallback: string, isServed: boolean): Placed {
  const { namespace = fallback, ...rest } = object.metadata;
  const metadata = resource.namespaced ? { ...rest, namespace } : rest;
  return { object: { ...object, metadata }, resource, isServed };
}

/** The kinds that CRDs among the objects bring. */
export function kindsDefinedIn(objects: readonly KubeObject[]): Kinds {
  const definitions = objects.filter(
    ({ apiVersion, kind }) => kind === 'CustomResourceDefinition' && apiVersion.startsWith('apiextensions.k8s.io/'),
  );
  return new Map(
    definitions.flatMap((definition) => {
      const { group, names, scope, versions } = record(definition.spec);
      const kind = text(record(names).kind);
      return records(versions).map((version): [string, ApiResource] => {
        const apiVersion = `${text(group)}/${text(version.name)}`;
        const plural = text(record(names).plural);
        return [`${apiVersion} ${kind}`, { apiVersion, kind, plural, namespaced: scope === 'Namespaced', verbs: [] }];
      });
    }),
  );
}
