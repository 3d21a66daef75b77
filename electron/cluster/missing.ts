// Rows for what a release has made and the cluster has no more: what is deleted must not look as if it were well.
import type { Health } from '../../shared/model/health.ts';
import { refKey, refOf } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { ServiceRow, WorkloadRow } from '../../shared/model/overview.ts';
import type { WatchedKindName } from './kinds.ts';
import { dnsNameOf } from './service-row.ts';
import type { Snapshot } from './snapshot.ts';

/** The kinds that the overview can miss: the verdict is on these. */
const COUNTED = ['Deployment', 'StatefulSet', 'DaemonSet', 'Service'] as const satisfies readonly WatchedKindName[];

const GONE: Health = {
  state: 'NotFound',
  reason: 'is gone from the cluster; Stack → Apply the changes puts it back',
  evidence: [],
};

/** Keys (see `refKey`) of the workloads and services in a snapshot. */
export function presentIn({ objects }: Snapshot): ReadonlySet<string> {
  return new Set(COUNTED.flatMap((kind) => objects[kind].map((object) => refKey(refOf(object)))));
}

/** Those of `expected` that the overview of a complete snapshot would show, and that are not in it. */
export function missingFrom(snapshot: Snapshot, expected: readonly ObjectRef[]): readonly ObjectRef[] {
  const present = presentIn(snapshot);
  return expected.filter(
    (ref) =>
      COUNTED.some((kind) => kind === ref.kind) && ref.namespace === snapshot.namespace && !present.has(refKey(ref)),
  );
}

/** The row of a Deployment, StatefulSet or DaemonSet that is gone. */
export function missingWorkloadRow({ kind, namespace = '', name }: ObjectRef): WorkloadRow {
  return { kind, namespace, name, health: GONE };
}

/** The row of a Service that is gone, with nothing behind it. */
export function missingServiceRow({ namespace = '', name }: ObjectRef): ServiceRow {
  return {
    namespace,
    name,
    dnsName: dnsNameOf(namespace, name),
    ports: [],
    readyEndpoints: 0,
    totalEndpoints: 0,
    backends: [],
    health: GONE,
  };
}
