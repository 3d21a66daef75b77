// Follows what fires in one cluster while somebody looks: asks each 15 s, and at once when there is reason to.
import { AppError, toAppError } from '../../shared/errors.ts';
import type { AlertReport } from '../../shared/model/alert.ts';
import { singleFlight } from '../cluster/single-flight.ts';
import { abortable } from '../kube/abortable.ts';

/** Alertmanager groups for 30 s, and rules are evaluated each 15 s or more: asking more often shows nothing earlier. */
export const ALERT_INTERVAL_MS = 15_000;

/** What a watch needs. */
export interface AlertWatchOptions {
  /** Asks once. Throws `AppError` where nobody answers. */
  readonly read: (signal: AbortSignal) => Promise<AlertReport>;
  /** Whether anybody looks; asked before each further question. */
  readonly isWatched: () => boolean;
  /** Told each new report; null when it is forgotten because nobody looks any more. */
  readonly onChange: (report: AlertReport | null) => void;
}

/** Asks nothing before the first `list`. */
export class AlertWatch {
  readonly #options: AlertWatchOptions;
  readonly #ended = new AbortController();
  readonly #ask: () => Promise<AlertReport>;
  #report: AlertReport | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: AlertWatchOptions) {
    this.#options = options;
    this.#ask = singleFlight(() => this.#read());
  }

  /** What is known now; null while nobody looks. */
  get current(): AlertReport | null {
    return this.#report;
  }

  /** What fires: known already while it is being followed, else asked for now. Failing is an answer, not an error. */
  list(signal: AbortSignal): Promise<AlertReport> {
    if (this.#report !== null && this.#timer !== undefined) return Promise.resolve(this.#report);
    return abortable(this.#ask(), signal);
  }

  /** Asks at once, where it is being followed: the cluster is back, or who answers has changed. */
  look(): void {
    if (this.#timer !== undefined) void this.#ask().catch(() => undefined);
  }

  /** Ends it; nothing is told after that. */
  dispose(): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
    this.#timer = undefined;
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
    this.#timer = undefined;
    if (!this.#options.isWatched()) return;
    this.#timer = setTimeout(() => {
      if (this.#options.isWatched()) return void this.#ask().catch(() => undefined);
      this.#timer = undefined;
      // What was true when the last window closed must not be told for hours.
      this.#note(null);
    }, ALERT_INTERVAL_MS);
    this.#timer.unref();
  }

  #note(report: AlertReport | null): void {
    const hasChanged = JSON.stringify(timeless(report)) !== JSON.stringify(timeless(this.#report));
    this.#report = report;
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
