// The Lease of a release as the API server has it: who holds it, since when, and how to ask for it.
// Source: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/lease-v1/
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { count, record, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { PlanVerb } from '../../../shared/model/plan.ts';
import type { Cluster, LockTimes, ReleaseTarget } from '../context.ts';

const VERB = 'odin-control-panel/verb';

/** Those of Kubernetes' own controllers. */
const TIMES: LockTimes = { durationMs: 15_000, deadlineMs: 10_000, renewMs: 2_000 };

/** So many times as long as ours a Lease may ask to be waited for: no ODIN asks for more, and a forged one asks for 68 years. */
const MOST_TIMES_OURS = 4;

/** Of an int32, which is what the API server keeps it as. */
const MOST_TRANSITIONS = 2 ** 31 - 1;

/** As much of a name as a sentence bears: a host's has 64 characters, a forged one as many as it likes. */
const MOST_CHARACTERS = 100;

/** The lock's times on a cluster. */
export function lockTimesOf({ lockTimes }: Cluster): LockTimes {
  return lockTimes ?? TIMES;
}

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
  const transitions = transitionsOf(before);
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
      leaseTransitions: before === undefined || isSame ? transitions : (transitions + 1) % MOST_TRANSITIONS,
    },
  };
}

/** Who holds it; empty when nobody does. */
export function holderOf(lease: KubeObject): string {
  return text(record(lease.spec).holderIdentity);
}

/**
 * For how long it is valid when its holder is not heard of any more, in ms: as it says, but at least as long as ours, and
 * not for ever. Anybody may have written it.
 */
export function durationOf(lease: KubeObject, { durationMs }: LockTimes): number {
  const told = count(record(lease.spec).leaseDurationSeconds) * 1_000;
  return Math.min(Math.max(told, durationMs), MOST_TIMES_OURS * durationMs);
}

/** When its holder said last that it is at work, by the holder's clock, in ms since the epoch. */
export function renewedAt(lease: KubeObject): number {
  return Date.parse(text(record(lease.spec).renewTime)) || 0;
}

/** "ODIN on laptop (process 4711, upgrade) since 2026-01-31T12:00:00Z". */
export function describeHolder(lease: KubeObject): string {
  const { host, pid } = odinOf(lease) ?? {};
  const verb = short(text(lease.metadata.annotations?.[VERB])) || 'at work';
  const who = host === undefined ? short(holderOf(lease)) : `ODIN on ${short(host)} (process ${pid}, ${verb})`;
  const since = short(text(record(lease.spec).acquireTime)).replace(/\.\d+Z$/, 'Z');
  return `${who}${since === '' ? '' : ` since ${since}`}`;
}

/** Whether its holder calls itself as {@link newClaim} does; another name is somebody's hand. */
export function isOdins(lease: KubeObject): boolean {
  return odinOf(lease) !== undefined;
}

function odinOf(lease: KubeObject): { readonly host: string; readonly pid: string } | undefined {
  const [, host, pid] = /^(.*)_(\d{1,10})_[^_]*$/s.exec(holderOf(lease)) ?? [];
  return host === undefined || pid === undefined ? undefined : { host, pid };
}

function short(words: string): string {
  return words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)}…` : words;
}

function transitionsOf(lease: KubeObject | undefined): number {
  const told = count(record(lease?.spec).leaseTransitions);
  return Number.isInteger(told) && told >= 0 && told <= MOST_TRANSITIONS ? told : 0;
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
