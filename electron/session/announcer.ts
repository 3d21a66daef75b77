// Tells a session's listener what has changed, part by part: most events of a quiet cluster change nothing that a person sees.
import type { AlertReport } from '../../shared/model/alert.ts';
import type { Overview, Verdict } from '../../shared/model/overview.ts';
import type { Sight } from './cluster-watch.ts';
import type { SessionListener } from './session-listener.ts';

export class Announcer {
  readonly #listener: SessionListener;
  readonly #read: () => Verdict;
  #told: Verdict | undefined;

  /** @param verdict what is to be said now, asked after each change */
  constructor(listener: SessionListener, verdict: () => Verdict) {
    this.#listener = listener;
    this.#read = verdict;
  }

  sight(sight: Sight, before: Sight): void {
    if (differs(sight.status, before.status)) this.#listener.onStatus(sight.status);
    if (sight.overview !== null && differs(timeless(sight.overview), timeless(before.overview))) {
      this.#listener.onOverview(sight.overview);
    }
    this.verdict();
  }

  alerts(report: AlertReport): void {
    this.#listener.onAlerts(report);
    this.verdict();
  }

  /** What goes into the verdict alone has changed. */
  verdict(): void {
    const verdict = this.#read();
    if (!differs(verdict, this.#told)) return;
    this.#told = verdict;
    this.#listener.onVerdict(verdict);
  }
}

function differs(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}

/** An overview without the moment until which it is known to be true, while that is simply now. */
function timeless(overview: Overview | null): unknown {
  return overview === null || overview.stale ? overview : { ...overview, at: 0 };
}
