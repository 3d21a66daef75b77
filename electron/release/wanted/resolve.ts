// Wanted objects → what will be sent: each with its kind's path, its namespace, and the closed list of additions.
import { type KubeObject, refOf } from '../../../shared/model/object.ts';
import type { Cluster, ReleaseTarget } from '../context.ts';
import { learnSecrets } from '../fields/mask.ts';
import { withOwnership, withPolicy } from '../object/additions.ts';
import type { Wanted } from '../object/entry.ts';
import { withChecksums } from './checksum.ts';
import type { Desired } from './desired.ts';
import { kindsDefinedIn, locate, type Placed } from './locate.ts';
import { readNamespaces } from './namespaces.ts';
import { duplicates, preflight } from './preflight.ts';
import { isScaled, readScaled, type Scaled, withoutScaledReplicas } from './scaled.ts';
import { inStages } from './stages.ts';

/** In the order of applying. `problems` are sentences; an object that has one may be missing in `wanted`. */
export interface Resolved {
  readonly wanted: readonly Wanted[];
  readonly problems: readonly string[];
}

/** Throws as `KubeClient.request` does; what is wrong with the objects themselves is a problem, not an error. */
export async function resolve(cluster: Cluster, desired: Desired): Promise<Resolved> {
  const { namespace } = desired;
  const [toApply, toCreate] = [preflight(desired.objects), preflight(desired.createOnly)];
  for (const object of [...toApply.objects, ...toCreate.objects]) learnSecrets(object);
  const defined = kindsDefinedIn(toApply.objects);
  const applied = await locate(cluster, toApply.objects, namespace, defined);
  const created = await locate(cluster, toCreate.objects, namespace, defined);
  const all = [...applied.placed, ...created.placed];

  const used = new Set([namespace, ...all.flatMap(({ object }) => object.metadata.namespace ?? [])]);
  const namespaces = await readNamespaces(cluster, used);
  const coming = new Set(
    applied.placed.filter(({ object }) => isNamespace(object)).map(({ object }) => object.metadata.name),
  );
  const homeless = [...namespaces.absent].filter((name) => !coming.has(name));
  // A release brings its own namespace where the manifests do not; others are somebody's decision. It is made and not
  // recorded, as by Helm: a revision that names it could not be gone back to from a later one that does not.
  const own = homeless.includes(namespace) ? [namespaceObject(namespace)] : [];
  const home = await locate(cluster, own, '', defined);

  const placed = withContentChecksums(applied.placed);
  const scaled = await readScaled(
    cluster,
    placed.map(({ object }) => object),
  );
  const circumstances = { target: desired, absent: namespaces.absent, scaled };
  const wanted = [
    ...placed.map((one) => asWanted(one, 'apply', circumstances)),
    ...[...home.placed, ...created.placed].map((one) => asWanted(one, 'create', circumstances)),
  ];
  return {
    wanted: inStages(wanted, ({ ref }) => ref).flat(),
    problems: [
      ...[toApply, toCreate, applied, created, home, namespaces].flatMap(({ problems }) => problems),
      ...duplicates(all.map(({ object }) => object)),
      ...homeless.filter((name) => name !== namespace).map(missing),
    ],
  };
}

interface Circumstances {
  readonly target: ReleaseTarget;
  /** Namespaces that are not there. */
  readonly absent: ReadonlySet<string>;
  readonly scaled: Scaled;
}

function asWanted(placed: Placed, mode: Wanted['mode'], { target, absent, scaled }: Circumstances): Wanted {
  const { object, resource, isServed } = placed;
  const recorded = withPolicy(object, mode === 'create' ? true : undefined);
  const isHomeless = absent.has(object.metadata.namespace ?? '');
  return {
    ref: refOf(object),
    resource,
    body: withOwnership(withoutScaledReplicas(recorded, scaled), target),
    recorded,
    mode,
    isScaled: isScaled(object, scaled),
    untried: isServed ? (isHomeless ? 'namespace' : undefined) : 'kind',
  };
}

function withContentChecksums(placed: readonly Placed[]): readonly Placed[] {
  const objects = withChecksums(placed.map(({ object }) => object));
  return placed.map((one, index) => ({ ...one, object: objects[index] ?? one.object }));
}

function isNamespace({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}

function namespaceObject(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

function missing(name: string): string {
  return `Namespace/${name} does not exist; create it first: kubectl create namespace ${name}`;
}
