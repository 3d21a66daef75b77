// Says in words how Prometheus' targets are, for the status of a stack.
import type { Target } from './answers.ts';

/** How many targets answer their scrapes, and a sentence for each that does not. */
export interface TargetsSummary {
  readonly up: number;
  readonly total: number;
  /** "11 of 12 targets are up". */
  readonly sentence: string;
  readonly problems: readonly string[];
}

/** Counts targets; those that have not been scraped yet are no problem, only not up. */
export function summarizeTargets(targets: readonly Target[]): TargetsSummary {
  const up = targets.filter(({ health }) => health === 'up').length;
  const total = targets.length;
  const problems = targets
    .filter(({ health }) => health === 'down')
    .map(({ scrapePool, scrapeUrl, lastError }) => `${scrapePool} at ${scrapeUrl}: ${lastError || 'no answer'}`)
    .sort();
  const sentence =
    total === 0 ? 'Prometheus has no targets' : `${up} of ${total} target${total === 1 ? ' is' : 's are'} up`;
  return { up, total, sentence, problems };
}
