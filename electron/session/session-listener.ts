// The listener of a session: what it is told unasked. Each call carries the whole new value.
import type { Payload } from '../../shared/ipc/types.ts';
import type { AlertReport } from '../../shared/model/alert.ts';
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { Forward } from '../../shared/model/forward.ts';
import type { KeptForward } from '../../shared/model/kept-forward.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Overview, Verdict } from '../../shared/model/overview.ts';
import type { StackStatus } from '../../shared/model/stack.ts';

/** Told by a session what has changed. */
export interface SessionListener {
  readonly onStatus: (status: ClusterStatus) => void;
  readonly onOverview: (overview: Overview) => void;
  readonly onVerdict: (verdict: Verdict) => void;
  readonly onAlerts: (report: AlertReport) => void;
  readonly onStack: (status: StackStatus) => void;
  /** Null when a confirmed plan turned out not to hold: nothing was begun. */
  readonly onOperation: (operation: Operation | null) => void;
  readonly onForwards: (forwards: readonly Forward[]) => void;
  readonly onKeptForwards: (forwards: readonly KeptForward[]) => void;
  /** Of a stream that is open. The one call that carries no whole value. */
  readonly onStream: (payload: Payload<'streams.message'>) => void;
}

const ignore = (): void => {};

/** Hears nothing: a command of `odin` asks a session, and spreads this under what it does listen to. */
export const SILENT: SessionListener = {
  onStatus: ignore,
  onOverview: ignore,
  onVerdict: ignore,
  onAlerts: ignore,
  onStack: ignore,
  onOperation: ignore,
  onForwards: ignore,
  onKeptForwards: ignore,
  onStream: ignore,
};
