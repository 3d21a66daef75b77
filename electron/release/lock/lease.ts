// The Lease of a release as the API server has it: who holds it, since when, and how to ask for it.
// Source: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { count, record, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { PlanVerb } from '../../../shared/model/plan.ts';
import type { ReleaseTarget } from '../context.ts';

const VERB = 'odin-control-panel/verb';

/** A holder's own claim to a release. */
export interface Claim {
  /** Unique to one operation of one process. */
  readonly identity: string;
  readonly verb: PlanVerb;
  /** In ms since the epoch. */
  readonly since: number;
  readonly durationMs: number;
}

/** A claim for this process. */
export function newClaim(verb: PlanVerb, durationMs: number): Claim {
  return { identity: `${hostname()}_${process.pid}_${randomUUID()}`, verb, since: Date.now(), durationMs };
}

/** The Lease that says so; `before` is the one that it replaces. */
export function leaseOf(target: ReleaseTarget, claim: Claim, before?: KubeObject): KubeObject {
  const transitions = count(record(before?.spec).leaseTransitions);
  const isSame = before !== undefined && holderOf(before) === claim.identity;
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: leaseName(target),
      namespace: target.namespace,
      labels: { 'app.kubernetes.io/managed-by': 'odin-control-panel' },
      annotations: { [VERB]: claim.verb },
      ...(before?.metadata.resourceVersion === undefined ? {} : { resourceVersion: before.metadata.resourceVersion }),
    },
    spec: {
      holderIdentity: claim.identity,
      leaseDurationSeconds: Math.max(1, Math.ceil(claim.durationMs / 1_000)),
      acquireTime: microTime(claim.since),
      renewTime: microTime(Date.now()),
      leaseTransitions: before === undefined || isSame ? transitions : transitions + 1,
    },
  };
}

/** Who holds it; empty when nobody does. */
export function holderOf(lease: KubeObject): string {
  return text(record(lease.spec).holderIdentity);
}

/** For how long it is valid when its holder is not heard of any more, in ms. */
export function durationOf(lease: KubeObject): number {
  return count(record(lease.spec).leaseDurationSeconds) * 1_000;
}

/** When its holder said last that it is at work, by the holder's clock, in ms since the epoch. */
export function renewedAt(lease: KubeObject): number {
  return Date.parse(text(record(lease.spec).renewTime)) || 0;
}

/** "ODIN on laptop (process 4711, upgrade) since 2026-01-31T12:00:00Z". */
export function describeHolder(lease: KubeObject): string {
  const [, host, pid] = /^(.*)_(\d+)_[^_]*$/.exec(holderOf(lease)) ?? [];
  const verb = lease.metadata.annotations?.[VERB] ?? 'at work';
  const who = host === undefined ? holderOf(lease) : `ODIN on ${host} (process ${pid}, ${verb})`;
  const since = text(record(lease.spec).acquireTime).replace(/\.\d+Z$/, 'Z');
  return `${who}${since === '' ? '' : ` since ${since}`}`;
}

/** Path of the list that it is in. */
export function leasesPath({ namespace }: ReleaseTarget): string {
  return `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/leases`;
}

/** Path of the Lease itself. */
export function leasePath(target: ReleaseTarget): string {
  return `${leasesPath(target)}/${encodeURIComponent(leaseName(target))}`;
}

function leaseName({ release }: ReleaseTarget): string {
  return `odin-lock.${release}`;
}

/** RFC 3339 with microseconds, the only form that the field takes. */
function microTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z');
}
