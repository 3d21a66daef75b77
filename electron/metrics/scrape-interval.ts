// The interval at which the exporters of a job are scraped, as Prometheus says.
import type { Target } from './answers.ts';
import { durationSeconds } from './duration.ts';

/** Prometheus' own default is 1m; ODIN's stack and most others set 15 s. */
const USUAL_SECONDS = 15;

/**
 * The longest interval among the targets of these jobs. Jobs without a target now (the exporter was removed, its history
 * is still there) are taken to have been like the slowest of all.
 */
export function scrapeIntervalSeconds(targets: readonly Target[], jobs: ReadonlySet<string>): number {
  const ofJobs = targets.filter(({ labels }) => labels.job !== undefined && jobs.has(labels.job));
  const intervals = (ofJobs.length > 0 ? ofJobs : targets).map((target) => durationSeconds(target.scrapeInterval) ?? 0);
  return Math.max(...intervals, 0) || USUAL_SECONDS;
}
