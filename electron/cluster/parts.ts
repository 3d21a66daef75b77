// The parts of the stack: a workload with the Services that lead to it; a Service that leads to none is a part of its own.
import { isRecord, record } from '../../shared/json.ts';
import { type KubeObject, refOf } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { PartRow, PodRow, ServiceRow, WorkloadRow } from '../../shared/model/overview.ts';
import { specOf } from './health/conditions.ts';
import { knownPort } from './known-port.ts';
import { withoutItsService } from './missing.ts';
import { partTitle, type TitleOf } from './part-title.ts';
import { versionAndClaims } from './version-and-claims.ts';

/** What parts are made of. Rows have the health of the objects, and of what is gone. */
export interface PartSources {
  readonly controllers: readonly KubeObject[];
  readonly services: readonly KubeObject[];
  readonly workloadRows: readonly WorkloadRow[];
  readonly serviceRows: readonly ServiceRow[];
  readonly podRows: readonly PodRow[];
  /** Workloads and Services that should be there and are not. */
  readonly missing: readonly ObjectRef[];
  readonly titleOf: TitleOf;
}

/** One row for each, by title. No two have the same title. */
export function partsOf(sources: PartSources): PartRow[] {
  const { controllers, services, missing, titleOf } = sources;
  const isTaken = new Set<string>();
  const take = (found: readonly KubeObject[]): readonly KubeObject[] => {
    for (const service of found) isTaken.add(service.metadata.name);
    return found;
  };
  const lookUp = rowsByKey(sources);
  const present = controllers.map((object) =>
    workloadPart(object, take(services.filter((service) => leadsTo(service, object))), lookUp, titleOf),
  );
  const gone = missing
    .filter(({ kind }) => kind !== 'Service')
    .map((ref) => {
      const own = take(services.filter(({ metadata }) => metadata.name === ref.name && !isTaken.has(metadata.name)));
      return missingPart(ref, own, lookUp, titleOf);
    });
  const alone = services
    .filter(({ metadata }) => !isTaken.has(metadata.name))
    .map((service) => servicePart(service, lookUp, titleOf));
  const parts = [...present, ...gone, ...alone];
  for (const ref of missing.filter(({ kind }) => kind === 'Service')) {
    const at = parts.findIndex(({ object }) => object.name === ref.name && object.kind !== 'Service');
    const part = parts[at];
    if (part === undefined) parts.push(missingPart(ref, [], lookUp, titleOf));
    else parts[at] = withoutItsService(part, ref);
  }
  return distinct(parts).sort((a, b) => a.title.localeCompare(b.title, 'en'));
}

interface Rows {
  readonly healthOf: (ref: ObjectRef) => PartRow['health'];
  readonly podsOf: (ref: ObjectRef) => readonly PodRow[];
}

function rowsByKey({ workloadRows, serviceRows, podRows }: PartSources): Rows {
  const healths = new Map([
    ...workloadRows.map(({ kind, name, health }) => [`${kind}/${name}`, health] as const),
    ...serviceRows.map(({ name, health }) => [`Service/${name}`, health] as const),
  ]);
  const pods = new Map<string, PodRow[]>();
  for (const row of podRows) {
    const { owner = '' } = row;
    const known = pods.get(owner);
    if (known === undefined) pods.set(owner, [row]);
    else known.push(row);
  }
  return {
    healthOf: ({ kind, name }) => healths.get(`${kind}/${name}`) ?? { state: 'Unknown', reason: '', evidence: [] },
    podsOf: ({ kind, name }) => pods.get(`${kind}/${name}`) ?? [],
  };
}

function workloadPart(object: KubeObject, services: readonly KubeObject[], rows: Rows, titleOf: TitleOf): PartRow {
  const ref = refOf(object);
  const pods = rows.podsOf(ref);
  const port = knownPort(services, ref.name);
  return {
    title: partTitle(object, titleOf),
    object: ref,
    ...(port === undefined ? {} : { port }),
    ...versionAndClaims(object),
    services: services.map(refOf),
    pods: pods.map(({ namespace, name }) => ({ apiVersion: 'v1', kind: 'Pod', namespace, name })),
    health: rows.healthOf(ref),
    restarts: pods.reduce((sum, { restarts }) => sum + restarts, 0),
    ...age(object),
  };
}

function servicePart(service: KubeObject, rows: Rows, titleOf: TitleOf): PartRow {
  const ref = refOf(service);
  const port = knownPort([service], ref.name);
  return {
    title: partTitle(service, titleOf),
    object: ref,
    ...(port === undefined ? {} : { port }),
    services: [ref],
    pods: [],
    health: rows.healthOf(ref),
    restarts: 0,
    ...age(service),
  };
}

function missingPart(ref: ObjectRef, services: readonly KubeObject[], rows: Rows, titleOf: TitleOf): PartRow {
  const title = titleOf(ref.name) ?? ref.name;
  return {
    title,
    object: ref,
    services: services.map(refOf),
    pods: [],
    health: rows.healthOf(ref),
    restarts: 0,
  };
}

/** Whether the pods that a workload makes are behind a Service. */
function leadsTo(service: KubeObject, workload: KubeObject): boolean {
  const { selector } = specOf(service);
  if (!isRecord(selector)) return false;
  const asked = Object.entries(selector);
  const labels = record(record(record(specOf(workload).template).metadata).labels);
  return (
    asked.length > 0 &&
    service.metadata.namespace === workload.metadata.namespace &&
    asked.every(([key, value]) => labels[key] === value)
  );
}

function age({ metadata }: KubeObject): { readonly createdAt?: number } {
  const createdAt = Date.parse(metadata.creationTimestamp ?? '');
  return Number.isNaN(createdAt) ? {} : { createdAt };
}

/** Those that share a title are told apart by what they are in the cluster. */
function distinct(parts: readonly PartRow[]): PartRow[] {
  const uses = new Map<string, number>();
  for (const { title } of parts) uses.set(title, (uses.get(title) ?? 0) + 1);
  return parts.map((part) =>
    (uses.get(part.title) ?? 0) > 1 ? { ...part, title: `${part.object.kind}/${part.object.name}` } : part,
  );
}
