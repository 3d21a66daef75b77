// The engine's surroundings: a cluster, for as long as a caller waits, and the name of a release in it.
import type { Consent } from '../../shared/model/consent.ts';
import type { SeenEdit } from '../../shared/model/drift.ts';
import type { KubeClient } from '../kube/client.ts';
import type { Discovery } from '../kube/discovery.ts';

/** How long a Lease is valid, how long it may go unrenewed before its holder stops, and how often it is renewed. */
export interface LockTimes {
  readonly durationMs: number;
  readonly deadlineMs: number;
  readonly renewMs: number;
}

/** What a person agreed to with one change, as hashes: whoever ends that change unasked does nothing else. */
export interface Approval {
  /** The id of its journal. */
  readonly id: string;
  /** What may be applied: contents of the record that it makes, and of the one that it goes back to (`contentOf`). */
  readonly contents: readonly string[];
  /** Secrets that it generates. */
  readonly generated: readonly string[];
  /** Objects whose deletion was shown, each with its uid. */
  readonly removals: readonly string[];
  /** Objects that it applies: going back deletes those that the former revision does not want. Never one that is kept. */
  readonly made: readonly string[];
  /** Of an uninstall: whether data goes too. */
  readonly deleteData?: boolean | undefined;
}

/** This machine's memory of what a person approved on it. Nothing of it throws: what cannot be known was not approved. */
export interface Approvals {
  /** Keeps what is about to be begun; it takes the place of any former change of the release. */
  note(target: ReleaseTarget, approval: Approval): Promise<void>;
  /** The change under way, if it was begun here. */
  current(target: ReleaseTarget): Promise<Approval | undefined>;
  /** The change is over: nothing of it is to be done any more. */
  settle(target: ReleaseTarget): Promise<void>;
  /** Whether a record of this content was made, or agreed to, on this machine. */
  knows(target: ReleaseTarget, content: string): Promise<boolean>;
}

/** A connected cluster, and the engine's patience with it. */
export interface ReleaseContext {
  readonly client: KubeClient;
  readonly discovery: Discovery;
  /** How long applied objects may take to become healthy; default 11 minutes. */
  readonly verifyLimitMs?: number;
  /** Of the lock; default 15, 10 and 2 s. */
  readonly lockTimes?: LockTimes;
  /** Default: nothing is remembered, and nobody asks. */
  readonly approvals?: Approvals;
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
  /** Edits that it was asked to undo: what may be taken from others without the consent `force`, and no other field. */
  readonly takes?: readonly SeenEdit[] | undefined;
}
