// Remembers which alerts fired from when to when, so that one that has ended is still found in `ALERTS`.
import type { Store } from '../store/store.ts';
import { alertRulesIn } from './alert-rules.ts';
import { findingsIn } from './findings.ts';
import type { Labels, Series } from './value.ts';

/** Times in unix seconds; `to` is null while it fires. */
export interface KnownFiring {
  readonly labels: Labels;
  readonly from: number;
  readonly to: number | null;
}

/** The oldest that have ended are forgotten. */
const MOST_ENDED = 200;

/** Rules are evaluated as often. */
const INTERVAL_SECONDS = 15;

/** The alerts of one cluster. */
export class FiringLog {
  #firings: readonly KnownFiring[];

  constructor(state: readonly KnownFiring[] = []) {
    this.#firings = state;
  }

  get firings(): readonly KnownFiring[] {
    return this.#firings;
  }

  /** Looks again what fires; nothing does while Prometheus does not run. */
  note(store: Store, nowSeconds: number): void {
    const rules = alertRulesIn(store);
    const found = findingsIn(store).flatMap(({ rule: name, labels, since }): KnownFiring[] => {
      const rule = rules.get(name);
      const firing = { alertname: name, ...labels, ...rule?.labels };
      return rule === undefined ? [] : [{ labels: firing, from: Date.parse(since) / 1000 || nowSeconds, to: null }];
    });
    const now = new Map(found.map((firing) => [keyOf(firing), firing]));
    const ended = this.#firings.map((one) =>
      one.to === null && !now.has(keyOf(one)) ? { ...one, to: nowSeconds } : one,
    );
    const going = ended.filter(({ to }) => to === null);
    for (const one of going) now.delete(keyOf(one));
    this.#firings = [...ended.filter(({ to }) => to !== null).slice(-MOST_ENDED), ...going, ...now.values()];
  }
}

/** What Prometheus records of an alert while it fires. */
export function firingSeries({ labels, from, to }: KnownFiring): Series {
  const isIn = (seconds: number) => seconds >= from && (to === null || seconds < to);
  const before = (seconds: number) => Math.floor(seconds / INTERVAL_SECONDS) * INTERVAL_SECONDS;
  return {
    labels: { __name__: 'ALERTS', alertstate: 'firing', ...labels },
    at: () => 1,
    times: (after, until) => {
      const times: number[] = [];
      for (let time = before(until); time > after; time -= INTERVAL_SECONDS) if (isIn(time)) times.push(time);
      return times.reverse();
    },
    last: (seconds) => (isIn(before(seconds)) ? before(seconds) : undefined),
  };
}

function keyOf({ labels }: KnownFiring): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
