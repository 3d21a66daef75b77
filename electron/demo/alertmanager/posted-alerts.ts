// Alerts that somebody else than the demo's Prometheus has handed over, until they end.
import { record } from '../../../shared/json.ts';
import type { Texts } from '../prometheus/alert-rules.ts';

/** As it was handed over. */
export interface PostedAlert {
  readonly labels: Texts;
  readonly annotations: Texts;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Where nobody says when it ends, so long after it came: Alertmanager's `resolve_timeout`. */
const LASTS_MS = 5 * 60_000;
const MOST = 1_000;

export class PostedAlerts {
  readonly #byLabels = new Map<string, PostedAlert>();

  /** Takes a list of them; in Alertmanager's words what is wrong with it. */
  add(body: unknown, now: number): string | undefined {
    if (!Array.isArray(body)) return 'parsing alerts body from "" failed';
    for (const given of body.map(record)) {
      const labels = textsOf(given.labels);
      if (Object.keys(labels).length === 0) return 'at least one label pair required';
      const alert = {
        labels,
        annotations: textsOf(given.annotations),
        startsAt: timeOf(given.startsAt, now),
        endsAt: timeOf(given.endsAt, now + LASTS_MS),
      };
      if (this.#byLabels.size >= MOST) this.#byLabels.clear();
      this.#byLabels.set(JSON.stringify(Object.entries(labels).sort()), alert);
    }
    return undefined;
  }

  /** Those that have not ended. */
  list(now: number): readonly PostedAlert[] {
    for (const [key, { endsAt }] of this.#byLabels) if (Date.parse(endsAt) <= now) this.#byLabels.delete(key);
    return [...this.#byLabels.values()];
  }
}

function textsOf(value: unknown): Texts {
  const entries = Object.entries(record(value)).filter(([, text]) => typeof text === 'string' && text !== '');
  return Object.fromEntries(entries) as Texts;
}

function timeOf(value: unknown, fallback: number): string {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return new Date(Number.isNaN(time) ? fallback : time).toISOString();
}
