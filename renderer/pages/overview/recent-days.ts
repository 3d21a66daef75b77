// The happenings of late, by the day that they happened on.
import type { RecentEntry } from '../../../shared/model/recent.ts';
import { formatDate } from '../../format/clock.ts';
import { recentText } from '../../text/recent.ts';

export interface Day {
  /** Undefined for today, which needs no word. */
  readonly label: string | undefined;
  readonly entries: readonly RecentEntry[];
}

/** @param entries newest first @param now in ms since the epoch */
export function daysOf(entries: readonly RecentEntry[], now: number, locale?: string): readonly Day[] {
  const days: { label: string | undefined; entries: RecentEntry[] }[] = [];
  for (const entry of entries) {
    const label = labelOf(entry.at, now, locale);
    const last = days.at(-1);
    if (last !== undefined && last.label === label) last.entries.push(entry);
    else days.push({ label, entries: [entry] });
  }
  return days;
}

function labelOf(at: number, now: number, locale: string | undefined): string | undefined {
  const day = formatDate(at, locale);
  if (day === formatDate(now, locale)) return undefined;
  // By the calendar: a day has 23 or 25 hours when the clocks change.
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  return day === formatDate(yesterday.getTime(), locale) ? recentText.yesterday : day;
}
