// Folds the samples of alerts into the stretches in which each fired. Pure.
import {
  type AlertHistory,
  type Episode,
  MOST_EPISODES,
  MOST_PAST_ALERTS,
  type PastAlert,
} from '../../shared/model/alert-history.ts';
import type { Grid } from '../metrics/sampling.ts';
import { fingerprintOf, type Texts, toldOf } from './alert-of.ts';

/** One series of `ALERTS`: `[unixSeconds, value]`; a point is there where it fired in the step before it. */
export interface FiringSeries {
  readonly metric: Texts;
  readonly values: readonly (readonly [number, string])[];
}

/** Steps from one sample to the next of the same episode: one that is missing ends nothing. */
const JOINED_STEPS = 2;

/** Labels that are Prometheus' own, and no part of the alert. */
const OWN_LABELS = new Set(['__name__', 'alertstate']);

/**
 * @param firingNow the labels of those that fire at the last point itself
 * @param grid the points that were asked for; what lies outside of them, and what is no number, does not count
 * @param annotationsOf what the rule of this name says with these labels filled in; nothing where it is not known
 */
export function foldEpisodes(
  series: readonly FiringSeries[],
  firingNow: readonly Texts[],
  grid: Grid,
  annotationsOf: (labels: Texts) => Texts,
): AlertHistory {
  const now = new Set(firingNow.map((metric) => fingerprintOf(withoutOwn(metric))));
  const points = new Map<string, { readonly labels: Texts; readonly seconds: Set<number> }>();
  for (const { metric, values } of series) {
    const labels = withoutOwn(metric);
    const key = fingerprintOf(labels);
    const known = points.get(key) ?? { labels, seconds: new Set() };
    for (const [seconds, value] of values) if (isFiring(seconds, value, grid)) known.seconds.add(seconds);
    points.set(key, known);
  }
  const alerts = [...points]
    .filter(([, { seconds }]) => seconds.size > 0)
    .map(([fingerprint, { labels, seconds }]): PastAlert => {
      const episodes = episodesOf([...seconds], now.has(fingerprint), grid);
      return {
        fingerprint,
        ...toldOf(labels, annotationsOf(labels)),
        episodes: episodes.slice(0, MOST_EPISODES),
        times: episodes.length,
        firedMs: episodes.reduce((sum, episode) => sum + lengthOf(episode, grid), 0),
      };
    })
    .sort(compare);
  return { alerts: alerts.slice(0, MOST_PAST_ALERTS), more: Math.max(0, alerts.length - MOST_PAST_ALERTS) };
}

function withoutOwn(metric: Texts): Texts {
  return Object.fromEntries(Object.entries(metric).filter(([name]) => !OWN_LABELS.has(name)));
}

function isFiring(seconds: number, value: string, { startSeconds, endSeconds }: Grid): boolean {
  return seconds >= startSeconds && seconds <= endSeconds && Number(value) > 0;
}

/** Newest first. */
function episodesOf(
  seconds: readonly number[],
  firesNow: boolean,
  { startSeconds, endSeconds, stepSeconds }: Grid,
): Episode[] {
  const stretches: { from: number; to: number }[] = [];
  for (const at of seconds.toSorted((a, b) => a - b)) {
    const last = stretches.at(-1);
    if (last !== undefined && at - last.to <= JOINED_STEPS * stepSeconds) last.to = at;
    // It was in the step before this point that it began to fire.
    else stretches.push({ from: Math.max(startSeconds, at - stepSeconds), to: at });
  }
  return stretches.reverse().map(({ from, to }) => {
    const isGoingOn = firesNow && endSeconds - to < JOINED_STEPS * stepSeconds;
    return { from: from * 1000, ...(isGoingOn ? {} : { to: to * 1000 }) };
  });
}

function lengthOf({ from, to }: Episode, { endSeconds }: Grid): number {
  return (to ?? endSeconds * 1000) - from;
}

function compare(a: PastAlert, b: PastAlert): number {
  return endOf(b) - endOf(a) || b.firedMs - a.firedMs || (a.fingerprint < b.fingerprint ? -1 : 1);
}

function endOf({ episodes: [newest] }: PastAlert): number {
  return newest === undefined ? 0 : (newest.to ?? Number.MAX_SAFE_INTEGER);
}
