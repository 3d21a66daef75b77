// The engine's surroundings: a cluster, for as long as a caller waits, and the name of a release in it.
import type { Consent } from '../../shared/model/consent.ts';
import type { KubeClient } from '../kube/client.ts';
import type { Discovery } from '../kube/discovery.ts';

/** How long a Lease is valid, how long it may go unrenewed before its holder stops, and how often it is renewed. */
export interface LockTimes {
  readonly durationMs: number;
  readonly deadlineMs: number;
  readonly renewMs: number;
}

/** A connected cluster, and the engine's patience with it. */
export interface ReleaseContext {
  readonly client: KubeClient;
  readonly discovery: Discovery;
  /** How long applied objects may take to become healthy; default 11 minutes. */
  readonly verifyLimitMs?: number;
  /** Of the lock; default 15, 10 and 2 s. */
  readonly lockTimes?: LockTimes;
}

/** The cluster as one caller has it: his signal ends every request that names no other, and every wait. */
export interface Cluster extends ReleaseContext {
  readonly signal: AbortSignal;
}

/** The same cluster for another caller. */
export function within(context: ReleaseContext, signal: AbortSignal): Cluster {
  const { client } = context;
  return {
    ...context,
    client: {
      server: client.server,
      request: (request) => client.request({ ...request, signal: request.signal ?? signal }),
      lines: (request) => client.lines(request),
      websocket: (request, protocols) => client.websocket(request, protocols),
      close: () => client.close(),
    },
    signal,
  };
}

/** Names a release; its records are in its namespace. */
export interface ReleaseTarget {
  readonly release: string;
  readonly namespace: string;
}

/** A release to be changed, and what was agreed to for that. */
export interface Aim extends ReleaseTarget {
  readonly consent: Consent;
}
