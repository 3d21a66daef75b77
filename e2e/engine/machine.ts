// A person's machine: a state folder of its own, ODIN on it, and the window that looks for what was interrupted.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { KubeClient, KubeRequest } from '../../electron/kube/client.ts';
import { ApprovalLedger } from '../../electron/session/approval-ledger.ts';
import { ClusterApprovals } from '../../electron/session/cluster-approvals.ts';
import { ManagedRelease } from '../../electron/session/managed-release.ts';
import { Operations } from '../../electron/session/operations.ts';
import { Recovery } from '../../electron/session/recovery.ts';
import {
  contextOf,
  intercepted,
  type Odin,
  odinOn,
  type PreparedPlan,
  type ReleaseName,
  recording,
  writesIn,
} from './odin.ts';

/** What came of opening the window. */
export interface Opened {
  /** All that it would change the cluster by, dry runs too, but for the lock. */
  readonly sent: readonly KubeRequest[];
  /** What of it changes something. */
  readonly writes: readonly KubeRequest[];
  /** Why it was left to the person. */
  readonly unapproved: string | undefined;
}

/** How `run` of operations is replaced, where nothing is to be done in earnest. */
export type Instead = (prepared: PreparedPlan) => void;

export interface Machine {
  readonly stateDir: string;
  /** Each call is another process. */
  odin(client?: KubeClient): Odin;
  /** Plans and begins a change, and dies at the first write that `isLast` names, after it. */
  killed(plan: (odin: Odin) => Promise<PreparedPlan>, isLast: (request: KubeRequest) => boolean): Promise<void>;
  /** Opens the window on a release and waits until it has looked, and done what it does unasked. */
  opened(target: ReleaseName, instead?: Instead): Promise<Opened>;
}

/** A machine for one test. */
export function machineOn(ground: { readonly client: KubeClient }): Machine {
  const stateDir = mkdtempSync(join(tmpdir(), 'odin-machine-'));
  onTestFinished(() => rmSync(stateDir, { recursive: true, force: true }));
  const approvals = (client: KubeClient) => new ClusterApprovals(client, new ApprovalLedger(stateDir, () => {}));
  const odin: Machine['odin'] = (client = ground.client) => odinOn(() => client, { approvals });
  return {
    stateDir,
    odin,
    killed: async (plan, isLast) => {
      let isDead = false;
      const doomed = odin(
        intercepted(ground.client, async (request) => {
          if (isDead) throw new Error('killed');
          const isWrite = (request.method ?? 'GET') !== 'GET' && request.query?.dryRun === undefined;
          const answer = await ground.client.request(request);
          isDead ||= isWrite && isLast(request); // renewals of the lock go on beside it
          if (isDead) throw new Error('killed');
          return answer as never;
        }),
      );
      await doomed.apply(await plan(odin())).catch(() => {});
      if (!isDead) throw new Error('it was never killed');
    },
    opened: async (target, instead) => {
      const sent: KubeRequest[] = [];
      const context = contextOf(recording(ground.client, sent), { approvals });
      const stack = new ManagedRelease(context, {
        ...target,
        desired: () => Promise.reject(new Error('not asked for')),
      });
      const operations = new Operations(context, () => {});
      if (instead !== undefined) {
        let shown: PreparedPlan | undefined;
        operations.show = (prepared) => {
          shown = prepared;
          return prepared.plan;
        };
        operations.run = async () => {
          if (shown !== undefined) instead(shown);
          return undefined as never;
        };
      }
      const recovery = new Recovery({
        stack,
        target,
        operations,
        approvals: context.approvals,
        onLeft: () => {},
      });
      await recovery.look();
      recovery.dispose();
      return {
        sent: sent.filter(({ path }) => !path.includes('/leases')),
        writes: writesIn(sent),
        unapproved: recovery.unapproved,
      };
    },
  };
}
