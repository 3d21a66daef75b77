// Follows what fires in one cluster: asks again and again at the pace that is wanted, and at once when there is reason to.
import { AppError, toAppError } from '../../shared/errors.ts';
import type { AlertReport } from '../../shared/model/alert.ts';
import { singleFlight } from '../cluster/single-flight.ts';
import { abortable } from '../kube/abortable.ts';

/** With a window. Alertmanager groups for 30 s, and rules are evaluated each 15 s or more: more often shows nothing earlier. */
export const WATCHED_INTERVAL_MS = 15_000;
/** For the tray alone, which must not call healthy for hours what was so when the window closed, nor cost a battery. */
export const UNWATCHED_INTERVAL_MS = 60_000;

/** What a watch needs. */
export interface AlertWatchOptions {
  /** Asks once. Throws `AppError` where nobody answers. */
  readonly read: (signal: AbortSignal) => Promise<AlertReport>;
  /** Ms until the next question, asked after each answer; undefined where nothing is followed and each `list` asks anew. */
  readonly interval: (() => number) | undefined;
  /** Told each new report. */
  readonly onChange: (report: AlertReport) => void;
}

/** Asks nothing before the first `list` or `look`. */
export class AlertWatch {
  readonly #options: AlertWatchOptions;
  readonly #ended = new AbortController();
  readonly #ask: () => Promise<AlertReport>;
  #report: AlertReport | null = null;
  #askedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: AlertWatchOptions) {
    this.#options = options;
    this.#ask = singleFlight(() => this.#read());
  }

  /** What is known now; null before the first answer. */
  get current(): AlertReport | null {
    return this.#report;
  }

  /** What fires: what is known already where it is new enough, else asked for now. Failing is an answer, not an error. */
  list(signal: AbortSignal): Promise<AlertReport> {
    // By the wall clock, for the other stands still while the machine sleeps; it may have been set back since.
    const age = Math.abs(Date.now() - this.#askedAt);
    const report = age < (this.#options.interval?.() ?? 0) ? this.#report : null;
    return report === null ? abortable(this.#ask(), signal) : Promise.resolve(report);
  }

  /** Asks at once, where it is followed: the cluster is back, or who answers has changed. */
  look(): void {
    if (this.#options.interval !== undefined) void this.#ask().catch(() => undefined);
  }

  /** Nobody can be asked for now, for this reason: what was known before is no longer told as what is. */
  lose(reason: string): void {
    if (this.#report !== null) this.#note(unanswered(new AppError('unavailable', reason), this.#report));
  }

  /** Ends it; nothing is told after that. */
  dispose(): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
  }

  async #read(): Promise<AlertReport> {
    const { read } = this.#options;
    const { signal } = this.#ended;
    clearTimeout(this.#timer);
    let report: AlertReport;
    try {
      report = await read(signal);
    } catch (error) {
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.', { cause: error });
      report = unanswered(toAppError(error), this.#report);
    }
    signal.throwIfAborted();
    this.#note(report);
    this.#goOn();
    return report;
  }

  #goOn(): void {
    clearTimeout(this.#timer);
    if (this.#options.interval === undefined) return;
    this.#timer = setTimeout(() => this.look(), this.#options.interval());
    this.#timer.unref();
  }

  #note(report: AlertReport): void {
    const hasChanged = JSON.stringify(timeless(report)) !== JSON.stringify(timeless(this.#report));
    this.#report = report;
    this.#askedAt = Date.now();
    if (hasChanged) this.#options.onChange(report);
  }
}

/** Keeps what was known before. */
function unanswered({ message, remedy }: AppError, before: AlertReport | null): AlertReport {
  const { alerts, at } = before === null || before.state === 'noAlerting' ? {} : before;
  return {
    state: 'unreachable',
    reason: message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(alerts === undefined || at === undefined ? {} : { alerts, at }),
  };
}

/** A report without the moment of which it tells, while that is simply now. */
function timeless(report: AlertReport | null): unknown {
  return report?.state === 'known' ? { ...report, at: 0 } : report;
}
