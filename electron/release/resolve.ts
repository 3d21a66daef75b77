// Wanted objects → what will be sent: each with its kind's path, its namespace, and the closed list of additions.
import { AppError } from '../../shared/errors.ts';
import { formatRef, type KubeObject, refOf } from '../../shared/model/object.ts';
import { record, records, text } from '../cluster/health/fields.ts';
import type { ApiResource } from '../kube/discovery.ts';
import { withOwnership, withPolicy } from './additions.ts';
import { withChecksums } from './checksum.ts';
import type { ReleaseContext } from './context.ts';
import type { Desired } from './desired.ts';
import type { Wanted } from './entry.ts';
import { inParallel } from './in-parallel.ts';
import { readNamespaces } from './namespaces.ts';
import { duplicates, preflight } from './preflight.ts';
import { inStages } from './stages.ts';

/** In the order of applying. `problems` are sentences; an object that has one is not among `wanted`. */
export interface Resolved {
  readonly wanted: readonly Wanted[];
  readonly problems: readonly string[];
  /** Whether the release's own namespace is still to be made. */
  readonly isNewNamespace: boolean;
}

/** Throws as `KubeClient.request` does; what is wrong with the objects themselves is a problem, not an error. */
export async function resolve(context: ReleaseContext, desired: Desired, signal: AbortSignal): Promise<Resolved> {
  const applied = preflight(desired.objects);
  const created = preflight(desired.createOnly);
  const problems = [...applied.problems, ...created.problems];
  const definitions = definedIn(applied.objects);
  const place = (objects: readonly KubeObject[]): Promise<Placed[]> =>
    inParallel(objects, (object) => placed(context, object, desired.namespace, definitions, signal));
  const toApply = sorted(await place(applied.objects), problems);
  const toCreate = sorted(await place(created.objects), problems);
  problems.push(...duplicates([...toApply, ...toCreate].map(({ object }) => object)));

  const namespaces = await readNamespaces(
    context,
    new Set([desired.namespace, ...[...toApply, ...toCreate].flatMap(({ object }) => object.metadata.namespace ?? [])]),
    signal,
  );
  problems.push(...namespaces.problems);
  const coming = new Set(toApply.filter(({ object }) => isNamespace(object)).map(({ object }) => object.metadata.name));
  const isNewNamespace = namespaces.absent.has(desired.namespace);
  if (isNewNamespace && !coming.has(desired.namespace)) {
    toApply.unshift(await placed(context, namespaceObject(desired.namespace), '', definitions, signal).then(found));
    coming.add(desired.namespace);
  }
  for (const name of namespaces.absent) {
    if (!coming.has(name))
      problems.push(`Namespace/${name} does not exist; create it first: kubectl create namespace ${name}`);
  }

  const checked = withChecksums(toApply.map(({ object }) => object));
  const wanted = [
    ...toApply.map((one, index) =>
      asWanted({ ...one, object: checked[index] ?? one.object }, 'apply', desired, namespaces.absent),
    ),
    ...toCreate.map((one) => asWanted(one, 'create', desired, namespaces.absent)),
  ];
  return { wanted: inStages(wanted, ({ ref }) => ref).flat(), problems, isNewNamespace };
}

interface Found {
  readonly object: KubeObject;
  readonly resource: ApiResource;
  /** False while the CRD that brings its kind is not applied. */
  readonly isServed: boolean;
}
type Placed = Found | { readonly problem: string };

async function placed(
  { discovery }: ReleaseContext,
  object: KubeObject,
  namespace: string,
  definitions: ReadonlyMap<string, ApiResource>,
  signal: AbortSignal,
): Promise<Placed> {
  try {
    const { apiVersion, kind } = object;
    const defined = definitions.get(`${apiVersion} ${kind}`);
    const served =
      defined === undefined
        ? await discovery.resource(apiVersion, kind, signal)
        : await discovery.find(apiVersion, kind, signal);
    const resource = served ?? defined;
    if (resource === undefined) return { problem: `The cluster has no kind ${kind} in ${apiVersion}.` };
    return { object: inNamespace(object, resource, namespace), resource, isServed: served !== undefined };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'badInput') throw error;
    return { problem: `${formatRef(refOf(object))}: ${error.message}` };
  }
}

function inNamespace(object: KubeObject, resource: ApiResource, fallback: string): KubeObject {
  const { namespace, ...metadata } = object.metadata;
  if (!resource.namespaced) return { ...object, metadata };
  return { ...object, metadata: { ...metadata, namespace: namespace ?? fallback } };
}

/** The kinds that CRDs among the objects bring. */
function definedIn(objects: readonly KubeObject[]): ReadonlyMap<string, ApiResource> {
  const definitions = objects.filter((object) => object.kind === 'CustomResourceDefinition');
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

function asWanted(found: Found, mode: Wanted['mode'], desired: Desired, absent: ReadonlySet<string>): Wanted {
  const { object, resource, isServed } = found;
  const recorded = withPolicy(object, mode === 'create' ? true : undefined);
  const { namespace } = object.metadata;
  const isHomeless = namespace !== undefined && absent.has(namespace);
  return {
    ref: refOf(object),
    resource,
    body: withOwnership(recorded, desired),
    recorded,
    mode,
    untried: isServed ? (isHomeless ? 'namespace' : undefined) : 'kind',
  };
}

function sorted(all: readonly Placed[], problems: string[]): Found[] {
  return all.flatMap((one) => {
    if (!('problem' in one)) return [one];
    problems.push(one.problem);
    return [];
  });
}

function found(one: Placed): Found {
  if ('problem' in one) throw new AppError('unsupported', one.problem);
  return one;
}

function isNamespace({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}

function namespaceObject(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}
