// Rows for what a release has made and the cluster has no more: what is deleted must not look as if it were well.
import type { Cause } from '../../shared/model/cause.ts';
import type { Health } from '../../shared/model/health.ts';
import { refKey, refOf } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { PartRow, ServiceRow, WorkloadRow } from '../../shared/model/overview.ts';
import { cutAt, TITLE_CHARACTERS } from './health/words.ts';
import type { WatchedKindName } from './kinds.ts';
import { dnsNameOf } from './service-row.ts';
import type { Snapshot } from './snapshot.ts';

/** The kinds that the overview can miss: the verdict is on these. */
const COUNTED = ['Deployment', 'StatefulSet', 'DaemonSet', 'Service'] as const satisfies readonly WatchedKindName[];

/** Of what is gone; `title` holds the thing and that it is gone. */
function gone(title: string): Health {
  const why: Cause = {
    category: 'missing',
    title: cutAt(title, TITLE_CHARACTERS),
    next: 'Apply the stack’s changes: that puts it back.',
    actions: [{ kind: 'openStack' }],
  };
  return {
    state: 'NotFound',
    reason: 'is gone from the cluster; Stack → Apply the changes puts it back',
    evidence: [],
    why,
  };
}

/** Keys (see `refKey`) of the workloads and services in a snapshot. */
export function presentIn({ objects }: Snapshot): ReadonlySet<string> {
  return new Set(COUNTED.flatMap((kind) => objects[kind].map((object) => refKey(refOf(object)))));
}

/** Those of `expected` that the overview of a complete snapshot would show, and that are not in it, each once. */
export function missingFrom(snapshot: Snapshot, expected: readonly ObjectRef[]): readonly ObjectRef[] {
  const present = presentIn(snapshot);
  const missing = expected.filter(
    (ref) =>
      COUNTED.some((kind) => kind === ref.kind) && ref.namespace === snapshot.namespace && !present.has(refKey(ref)),
  );
  return [...new Map(missing.map((ref) => [refKey(ref), ref])).values()];
}

/** The row of a Deployment, StatefulSet or DaemonSet that is gone; `title` is its part's. */
export function missingWorkloadRow({ kind, namespace = '', name }: ObjectRef, title: string): WorkloadRow {
  return { kind, namespace, name, health: gone(`${title} is gone from the cluster`) };
}

/** A part that cannot be reached, for its Service is gone; what is worse with it is said first. */
export function withoutItsService(part: PartRow, service: ObjectRef): PartRow {
  const services = [...part.services, service];
  if (part.health.state !== 'Current') return { ...part, services };
  return { ...part, services, health: gone(`${part.title} cannot be reached: its Service ${service.name} is gone`) };
}

/** The row of a Service that is gone, with nothing behind it. */
export function missingServiceRow({ namespace = '', name }: ObjectRef, title: string): ServiceRow {
  return {
    namespace,
    name,
    dnsName: dnsNameOf(namespace, name),
    ports: [],
    readyEndpoints: 0,
    totalEndpoints: 0,
    backends: [],
    health: gone(`${title} cannot be reached: its Service is gone`),
  };
}
