// The options of a session: what it needs from whoever opens it.
import type { ClusterContext } from '../../shared/model/cluster.ts';
import type { PortMemory } from '../cluster/forward-port.ts';
import type { ForwardMemory } from '../forwards/kept-forwards.ts';
import type { KubeClient } from '../kube/client.ts';
import type { Log } from '../log/log.ts';
import type { ApprovalLedger } from './approval-ledger.ts';
import type { ChosenFolders } from './chosen-folders.ts';
import type { Permits } from './permits.ts';
import type { ForwardQuestion } from './question.ts';
import type { SessionListener } from './session-listener.ts';
import type { ShellPermits } from './shell-permits.ts';

/** What a session needs from outside. */
export interface SessionOptions {
  readonly context: ClusterContext;
  readonly client: KubeClient;
  readonly assetsDir: string;
  readonly ports: PortMemory;
  readonly listener: SessionListener;
  /** The folders that settings may name. Default: whichever they do. */
  readonly folders?: ChosenFolders;
  /** Ends by itself what was interrupted, where the way is clear: the window does, a command only when it is told to. */
  readonly recovers?: boolean;
  /** Ms between two questions for what fires, asked before each. Default: it is not followed, and asked for when it is wanted. */
  readonly alertInterval?: () => number;
  /** What was approved on this machine. Default: nothing was, and nothing is noted. */
  readonly approvals?: ApprovalLedger;
  /** Whether a person lets shells open in a cluster, and whose words a command is in. Default: none are opened. */
  readonly shells?: ShellChoice;
  /** Whether a person lets ports be forwarded, and those that were. Default: none is kept. */
  readonly forwards?: ForwardChoice;
  /** Default: nothing is written down. */
  readonly log?: Log;
}

/** What shells are opened by. */
interface ShellChoice {
  readonly permits: Pick<ShellPermits, 'permits'>;
  readonly platform: string;
}

/** What forwards are kept by. */
export interface ForwardChoice {
  readonly permits: Pick<Permits<ForwardQuestion>, 'permits'>;
  /** What is remembered of a cluster, by the id of its context. */
  readonly memory: (cluster: string) => ForwardMemory;
}
