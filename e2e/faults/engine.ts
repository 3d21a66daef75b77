// The engine as the fault suites call it: every call to it is here, with limits that make a lost answer cost a second instead of half a minute.
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { Discovery } from '../../electron/kube/discovery.ts';
import { applyPlan } from '../../electron/release/apply/apply-plan.ts';
import type { LockTimes, ReleaseContext } from '../../electron/release/context.ts';

import { planRecovery } from '../../electron/release/plan/plan-recovery.ts';
import { planRevision } from '../../electron/release/plan/plan-revision.ts';
import { planRollback } from '../../electron/release/plan/plan-rollback.ts';
import { planUninstall } from '../../electron/release/plan/plan-uninstall.ts';
import type { PreparedPlan } from '../../electron/release/plan/prepared.ts';
import { openBook } from '../../electron/release/record/book.ts';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import type { Operation } from '../../shared/model/operation.ts';

/** What somebody wants of a release. */
export type Want =
  | { readonly verb: 'install'; readonly desired: Desired }
  | { readonly verb: 'rollback'; readonly revision: number }
  | { readonly verb: 'uninstall' }
  /** The end of an interrupted change. */
  | { readonly verb: 'recover'; readonly how: How };

/** How an interrupted change is ended. */
export type How = 'undo' | 'finish';

export interface ReleaseName {
  readonly release: string;
  readonly namespace: string;
}

/** One running ODIN. */
export interface Engine {
  plan(target: ReleaseName, want: Want): Promise<PreparedPlan>;
  apply(prepared: PreparedPlan): Promise<Operation>;
  /** It is gone, as a killed process is: nothing that it still wants to say reaches the cluster. */
  kill(): void;
  close(): Promise<void>;
}

/** How patient an engine is. */
export interface Patience {
  /** With one request. */
  readonly requestMs: number;
  readonly verifyMs: number;
  readonly lock: LockTimes;
}

/** For one that meets faults: neither a lost answer nor a lock whose holder is dead is waited for long. */
export const SHORT: Omit<Patience, 'verifyMs'> = {
  requestMs: 2_500,
  lock: { durationMs: 3_000, deadlineMs: 2_500, renewMs: 500 },
};
/** For one on a healthy connection, which a busy machine must not make give up. */
export const LONG: Patience = {
  requestMs: 30_000,
  verifyMs: 60_000,
  lock: { durationMs: 15_000, deadlineMs: 10_000, renewMs: 2_000 },
};

/** So long that a lock is renewed twice meanwhile. */
const DELAY_MS = 1_200;

export interface EngineOptions {
  readonly patience: Patience;
  /** What another already knows of the cluster's kinds. */
  readonly discovery?: Discovery;
  /** Writes to such a path are sent late. */
  readonly delayed?: string;
}

/** Connects by a kubeconfig. */
export async function openEngine(
  file: string,
  context: string,
  { patience, discovery, delayed }: EngineOptions,
): Promise<Engine> {
  const client = limited(await connect({ file, context }), patience.requestMs, delayed);
  const own: ReleaseContext = {
    client,
    discovery: discovery ?? new Discovery(client),
    verifyLimitMs: patience.verifyMs,
    lockTimes: patience.lock,
  };
  const life = new AbortController();
  return {
    plan: (target, want) => plan(own, target, want, life.signal),
    apply: (prepared) => applyPlan(own, prepared, () => {}, life.signal),
    kill: () => {
      life.abort();
      void client.close();
    },
    close: () => client.close(),
  };
}

function plan(context: ReleaseContext, target: ReleaseName, want: Want, signal: AbortSignal): Promise<PreparedPlan> {
  switch (want.verb) {
    case 'install':
      return planRevision(openBook(context, want.desired, signal), { desired: want.desired, consent: [] });
    case 'rollback':
      return planRollback(openBook(context, target, signal), { consent: [], revision: want.revision });
    case 'uninstall':
      return planUninstall(openBook(context, target, signal), { deleteData: false, consent: [] });
    case 'recover':
      return planRecovery(openBook(context, target, signal), { how: want.how, consent: [] });
  }
}

function limited(client: KubeClient, limitMs: number, delayed: string | undefined): KubeClient {
  const shorter = <T extends { readonly timeoutMs?: number }>(request: T): T => ({
    ...request,
    timeoutMs: Math.min(request.timeoutMs ?? limitMs, limitMs),
  });
  return {
    server: client.server,
    request: async (request) => {
      const isDelayed = delayed !== undefined && request.path.includes(delayed) && request.query?.dryRun === undefined;
      if (isDelayed && (request.method ?? 'GET') !== 'GET') await sleep(DELAY_MS);
      return client.request(shorter(request));
    },
    lines: (request) => client.lines(shorter(request)),
    websocket: (request, protocols) => client.websocket(shorter(request), protocols),
    close: () => client.close(),
  };
}
