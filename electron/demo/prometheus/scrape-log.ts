// Remembers when each target was scraped: gaps stay gaps, and before the first scrape there is a simulated past.

/** Seconds; `to` is open while the gap lasts. */
interface Gap {
  readonly from: number;
  readonly to: number | null;
}

interface Entry {
  readonly job: string;
  readonly since: number;
  readonly gaps: readonly Gap[];
}

/** What is kept on disk. */
export type ScrapeLogState = Readonly<Record<string, Entry>>;

/** So far back a newcomer's charts are full. */
export const PAST_SECONDS = 7 * 86_400;

/** One Prometheus' memory of its targets, by key. */
export class ScrapeLog {
  readonly #entries: Map<string, Entry>;

  constructor(state: ScrapeLogState = {}) {
    this.#entries = new Map(Object.entries(state));
  }

  /** Notes which targets answer from now on; those that are not among them do not. */
  note(nowSeconds: number, up: readonly { readonly key: string; readonly job: string }[]): void {
    const isUp = new Set(up.map(({ key }) => key));
    for (const { key, job } of up) {
      const entry = this.#entries.get(key);
      if (entry !== undefined) {
        const gaps = entry.gaps.map((gap) => (gap.to === null ? { ...gap, to: nowSeconds } : gap));
        this.#entries.set(key, {
          ...entry,
          gaps: gaps.filter(({ to }) => to === null || nowSeconds - to < PAST_SECONDS),
        });
        continue;
      }
      // Only the first target of a job has a past: a pod that replaces another one was not there before.
      const isFirst = ![...this.#entries.values()].some((other) => other.job === job);
      this.#entries.set(key, { job, since: isFirst ? nowSeconds - PAST_SECONDS : nowSeconds, gaps: [] });
    }
    for (const [key, entry] of this.#entries) {
      if (isUp.has(key) || entry.gaps.some(({ to }) => to === null)) continue;
      this.#entries.set(key, { ...entry, gaps: [...entry.gaps, { from: nowSeconds, to: null }] });
    }
  }

  /** Whether the target was scraped at that time. */
  isScraped(key: string, seconds: number): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined || seconds < entry.since) return false;
    return !entry.gaps.some(({ from, to }) => seconds >= from && (to === null || seconds < to));
  }

  /** All keys that were ever scraped, with their jobs. */
  keys(): readonly string[] {
    return [...this.#entries.keys()];
  }

  state(): ScrapeLogState {
    return Object.fromEntries(this.#entries);
  }
}
