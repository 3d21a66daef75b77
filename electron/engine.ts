// Everything behind the window that needs no Electron: contexts, the chosen cluster and the contract's handlers. The main
// process loads it after the window is on its way, so that a person does not wait for what only the first answer needs.
import type { Handlers } from '../shared/ipc/types.ts';
import type { ClusterContext } from '../shared/model/cluster.ts';
import type { Operation } from '../shared/model/operation.ts';
import { DisposalStack } from './disposal.ts';
import { type Desktop, makeHandlers } from './handlers.ts';
import type { Log } from './log/log.ts';
import { stateDir } from './paths.ts';
import { UNWATCHED_INTERVAL_MS, WATCHED_INTERVAL_MS } from './session/alert-watch.ts';
import { openApprovals } from './session/approval-ledger.ts';
import { openChosenFolders } from './session/chosen-folders.ts';
import { openChosenKubeconfigs } from './session/chosen-kubeconfigs.ts';
import { Clusters } from './session/clusters.ts';
import { Contexts } from './session/contexts.ts';
import { openForwardMemory } from './session/forward-memory.ts';
import { Permits } from './session/permits.ts';
import { openPortMemory } from './session/port-memory.ts';
import type { SessionListener } from './session/session-listener.ts';
import { ShellPermits } from './session/shell-permits.ts';

/** What the engine needs of the desktop around it. */
export interface EngineOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Whether it was started in a terminal rather than by the desktop. */
  readonly isInTerminal: boolean;
  readonly assetsDir: string;
  readonly desktop: Desktop;
  /** Told what happens in the chosen cluster. */
  readonly listener: SessionListener;
  /** Whether a window is there: what fires is asked for more often then. */
  readonly isWatched: () => boolean;
  /** The context that was chosen last. */
  readonly selected: string | null;
  readonly log: Log;
  /** Told in a sentence what went wrong in a part of the engine that goes on. */
  readonly onMishap: (sentence: string) => void;
  /** Told why its state folder cannot be written, again and again while that is so. */
  readonly onStateLost: (error: unknown) => void;
}

/** A running engine. */
export interface Engine {
  readonly handlers: Handlers;
  /** The menu of clusters as it is now. */
  list(): ReturnType<Clusters['list']>;
  /** The change that quitting would interrupt. */
  runningOperation(): Operation | null;
  /** The machine has slept: asks at once what has become of the cluster and of the forwards. */
  wake(): void;
  /** The page has gone: ends what is followed for it. */
  forgetPage(): void;
  dispose(): Promise<void>;
}

/**
 * Starts it and chooses the cluster that was chosen last; on a first start the one that kubectl would take, where its
 * kubeconfig has all that is needed. A plugin that runs, or another file that is read, waits for a person's choice.
 */
export function startEngine(options: EngineOptions): Engine {
  const { environment, platform, isInTerminal, assetsDir, desktop, listener, isWatched, selected, log, onMishap } =
    options;
  const undos = new DisposalStack();
  const state = stateDir(environment, platform);
  const kubeconfigs = openChosenKubeconfigs(state, log, options.onStateLost);
  const chosenFiles = () => kubeconfigs.list();
  const machine = { environment, platform, startedAs: 'app', isInteractive: false, isInTerminal, chosenFiles } as const;
  const contexts = new Contexts(machine, state, (sentence, cause) => {
    log.error('demo', sentence, { error: cause });
    onMishap(sentence);
  });
  undos.defer(() => contexts.dispose());
  const alertInterval = () => (isWatched() ? WATCHED_INTERVAL_MS : UNWATCHED_INTERVAL_MS);
  const folders = openChosenFolders(state, log, options.onStateLost);
  const clusters = new Clusters({
    contexts,
    assetsDir,
    ports: openPortMemory(state, log, options.onStateLost),
    folders,
    approvals: openApprovals(state, log, options.onStateLost),
    listener,
    alertInterval,
    shells: { permits: new ShellPermits((question) => desktop.confirm(question)), platform },
    forwards: {
      permits: new Permits((question) => desktop.confirm(question)),
      memory: openForwardMemory(state, log, options.onStateLost),
    },
    log,
  });
  undos.defer(() => clusters.dispose());
  const all = clusters.list().contexts;
  const wanted = all.find(({ id }) => id === selected) ?? all.find(isTakenUnasked);
  // What goes wrong is told as the cluster's status.
  if (wanted !== undefined) void clusters.select(wanted.id);
  return {
    handlers: makeHandlers(clusters, desktop, { folders, kubeconfigs }),
    list: () => clusters.list(),
    runningOperation: () => {
      const operations = clusters.sessionOrNull?.operations;
      return operations?.isRunning === true ? operations.current : null;
    },
    wake: () => clusters.wake(),
    forgetPage: () => {
      clusters.sessionOrNull?.streams.closeAll().catch((error: unknown) => {
        log.error('stream', 'what the page followed did not end cleanly', { error });
      });
    },
    dispose: () => undos.dispose(),
  };
}

function isTakenUnasked({ isCurrent, runs, reads }: ClusterContext): boolean {
  return isCurrent && runs === undefined && reads === undefined;
}
