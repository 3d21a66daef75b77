// The labels of series as Prometheus writes them, and those that all of them share, which are told once.
import type { ExploreLabels } from '../../../shared/model/explore.ts';

/** `up{job="node"}`; '' for a series without labels. */
export function selectorText(labels: ExploreLabels): string {
  const name = labels.find(([label]) => label === '__name__')?.[1] ?? '';
  const rest = labels.filter(([label]) => label !== '__name__');
  if (rest.length === 0) return name;
  return `${name}{${rest.map(([label, value]) => `${label}=${JSON.stringify(value)}`).join(', ')}}`;
}

/** What all series have alike; nothing of a single one, whose labels are told with it. */
export function sharedLabels(series: readonly { readonly labels: ExploreLabels }[]): ExploreLabels {
  const [first, ...others] = series;
  if (first === undefined || others.length === 0) return [];
  const maps = others.map(({ labels }) => new Map(labels));
  return first.labels.filter(([name, value]) => maps.every((labels) => labels.get(name) === value));
}

/** What of a series is not told already; all of it where that would be nothing. */
export function ownLabels(labels: ExploreLabels, shared: ExploreLabels): ExploreLabels {
  const told = new Set(shared.map(([name]) => name));
  const own = labels.filter(([name]) => !told.has(name));
  return own.length === 0 ? labels : own;
}

/** A value as Prometheus writes it, as a number to compare; undefined where there is none. */
export function comparable(value: string | null): number | undefined {
  if (value === '+Inf') return Number.POSITIVE_INFINITY;
  if (value === '-Inf') return Number.NEGATIVE_INFINITY;
  const number = value === null || value === '' ? Number.NaN : Number(value);
  return Number.isNaN(number) ? undefined : number;
}
