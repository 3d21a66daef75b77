// The engine as suites call it: the one file of theirs that knows electron/release.
import { expect } from 'vitest';
import type { KubeClient, KubeRequest } from '../../electron/kube/client.ts';
import { Discovery } from '../../electron/kube/discovery.ts';
import { applyPlan } from '../../electron/release/apply/apply-plan.ts';
import type { Approvals, LockTimes, ReleaseContext, ReleaseTarget } from '../../electron/release/context.ts';
import { readDrift } from '../../electron/release/look/drift.ts';
import { readHistory } from '../../electron/release/look/history.ts';
import { readStanding, type Standing } from '../../electron/release/look/standing.ts';
import { planAccept } from '../../electron/release/plan/plan-accept.ts';
import { planRecovery } from '../../electron/release/plan/plan-recovery.ts';
import { planRevision } from '../../electron/release/plan/plan-revision.ts';
import { planRollback } from '../../electron/release/plan/plan-rollback.ts';
import { planUninstall } from '../../electron/release/plan/plan-uninstall.ts';
import type {
  PreparedPlan as AnyPrepared,
  PreparedRevision as MakesRevision,
} from '../../electron/release/plan/prepared.ts';
import { openBook } from '../../electron/release/record/book.ts';
import type { ReleaseState } from '../../electron/release/record/state.ts';
import type { Desired as Wanted } from '../../electron/release/wanted/desired.ts';
import type { Consent } from '../../shared/model/consent.ts';
import type { Drift, SeenEdit } from '../../shared/model/drift.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Revision } from '../../shared/model/revision.ts';

/** What a release shall consist of. */
export type Desired = Wanted;
/** Names a release. */
export type ReleaseName = ReleaseTarget;
/** A plan that can be applied. */
export type PreparedPlan = AnyPrepared;
/** One that makes a revision. */
export type PreparedRevision = MakesRevision;

const never = new AbortController().signal;

export interface OdinOptions {
  /** How long applied objects may take to become healthy, in ms; default a minute. */
  readonly verifyLimitMs?: number;
  /** Default 15, 10 and 2 s, as a person's ODIN has it: a busy machine must not make it give up. */
  readonly lockTimes?: LockTimes;
  /** What was approved on its machine; default: nothing is noted, and nobody asks. */
  readonly approvals?: (client: KubeClient) => Approvals;
}

/** One running ODIN: it plans and applies, and reads what it wrote. Without a consent, nothing is agreed to. */
export interface Odin {
  plan(desired: Desired, consent?: Consent): Promise<PreparedRevision>;
  /** Default revision: the last that was healthy before the newest. */
  planRollback(target: ReleaseName, revision?: number, consent?: Consent): Promise<PreparedRevision>;
  /** Changes by hand are undone; `takes`: those that were shown. */
  planPutBack(target: ReleaseName, takes: readonly SeenEdit[], consent?: Consent): Promise<PreparedRevision>;
  planUninstall(target: ReleaseName, deleteData?: boolean): Promise<PreparedPlan>;
  /** Changes by hand become part of the release. */
  planAccept(target: ReleaseName, consent?: Consent): Promise<PreparedRevision>;
  /** The end of an interrupted change. */
  planRecovery(target: ReleaseName, how: 'undo' | 'finish'): Promise<PreparedPlan>;
  apply(prepared: PreparedPlan, onProgress?: (operation: Operation) => void, signal?: AbortSignal): Promise<Operation>;
  /** Plans and applies, and is content with nothing but success. */
  installed(desired: Desired, consent?: Consent): Promise<Operation>;
  uninstalled(target: ReleaseName, deleteData?: boolean): Promise<Operation>;
  drift(target: ReleaseName): Promise<Drift>;
  /** Newest first. */
  history(target: ReleaseName): Promise<readonly Revision[]>;
  /** Its journal and inventory; undefined where there are none. */
  notes(target: ReleaseName): Promise<ReleaseState | undefined>;
  standing(target: ReleaseName): Promise<Standing>;
}

const LOCK_TIMES: LockTimes = { durationMs: 15_000, deadlineMs: 10_000, renewMs: 2_000 };

/** What the engine works with, for what has no call below. */
export function contextOf(
  client: KubeClient,
  { verifyLimitMs = 60_000, lockTimes = LOCK_TIMES, approvals }: OdinOptions = {},
): ReleaseContext {
  const noted = approvals === undefined ? {} : { approvals: approvals(client) };
  return { client, discovery: new Discovery(client), verifyLimitMs, lockTimes, ...noted };
}

/** An ODIN of its own; the connection is asked for when it is needed first. */
export function odinOn(client: () => KubeClient, options: OdinOptions = {}): Odin {
  let made: ReleaseContext | undefined;
  const context = (): ReleaseContext => {
    made ??= contextOf(client(), options);
    return made;
  };
  const book = ({ release, namespace }: ReleaseName) => openBook(context(), { release, namespace }, never);
  const odin: Odin = {
    plan: (desired, consent = []) => planRevision(book(desired), { desired, consent }),
    planRollback: (target, revision, consent = []) => planRollback(book(target), { revision, consent }),
    planPutBack: async (target, takes, consent = []) => {
      const to = book(target);
      return planRollback(to, { revision: await to.revisions.newestGood(), takes, consent });
    },
    planUninstall: (target, deleteData = false) => planUninstall(book(target), { deleteData, consent: [] }),
    planAccept: (target, consent = []) => planAccept(book(target), consent),
    planRecovery: (target, how) => planRecovery(book(target), { how, consent: [] }),
    apply: (prepared, onProgress = () => {}, signal = never) => applyPlan(context(), prepared, onProgress, signal),
    installed: async (desired, consent) => succeeded(await odin.apply(await odin.plan(desired, consent))),
    uninstalled: async (target, deleteData) =>
      succeeded(await odin.apply(await odin.planUninstall(target, deleteData))),
    drift: (target) => readDrift(book(target)),
    history: (target) => readHistory(book(target)),
    notes: async (target) => (await book(target).state.read())?.state,
    standing: (target) => readStanding(book(target)),
  };
  return odin;
}

/** The same connection with somebody between it and the cluster. */
export function intercepted(client: KubeClient, request: KubeClient['request']): KubeClient {
  return {
    server: client.server,
    request,
    lines: (one) => client.lines(one),
    websocket: (one, protocols) => client.websocket(one, protocols),
    close: () => client.close(),
  };
}

/** The same connection, which writes down in `sent` all that changes something, dry runs too. */
export function recording(client: KubeClient, sent: KubeRequest[]): KubeClient {
  return intercepted(client, (request) => {
    if ((request.method ?? 'GET') !== 'GET') sent.push(request);
    return client.request(request);
  });
}

/** Of what was sent, that which changes the cluster; the lock is not counted. */
export function writesIn(sent: readonly KubeRequest[]): readonly KubeRequest[] {
  return sent.filter(({ path, query }) => query?.dryRun === undefined && !path.includes('/leases'));
}

/** The operation, which must have succeeded. */
export function succeeded(operation: Operation): Operation {
  expect(operation, operation.error).toMatchObject({ phase: 'succeeded' });
  return operation;
}
