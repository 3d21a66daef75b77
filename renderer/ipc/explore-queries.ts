// Free PromQL, asked when a person says so and never by itself; and what completes it.
import { useQuery } from '@tanstack/react-query';
import type { ExploreInstant, ExploreRangeAnswer, MetricNames } from '../../shared/model/explore.ts';
import type { ExploreRange } from '../../shared/model/explore-bounds.ts';
import { call } from './client.ts';

/** One question of a person. `count` makes the same question another one; `context` is the cluster that it was meant for. */
export interface Question {
  readonly view: 'table' | 'chart';
  readonly expression: string;
  readonly range: ExploreRange;
  readonly context: string;
  readonly count: number;
}

/** The answer to a question, of the view that it was asked for. */
export type QuestionAnswer =
  | ({ readonly view: 'table' } & ExploreInstant)
  | ({ readonly view: 'chart' } & ExploreRangeAnswer);

/** Given up when another question takes its place, and when the page goes. */
export const useAnswer = (question: Question | undefined) =>
  useQuery({
    // Not among what is asked again as soon as a cluster answers again: a person asks.
    queryKey: ['explore', question],
    queryFn: async ({ signal }): Promise<QuestionAnswer> => {
      if (question === undefined) throw new Error('a question that is not enabled is not asked');
      const { view, expression, range: rangeSeconds } = question;
      return view === 'table'
        ? { view, ...(await call('explore.query', { expression }, signal)) }
        : { view, ...(await call('explore.range', { expression, rangeSeconds }, signal)) };
    },
    enabled: question !== undefined,
    gcTime: 0,
  });

export const readMetricNames = (): Promise<MetricNames> => call('explore.metrics', undefined);

export const readLabelNames = (selector: string | undefined) => call('explore.labels', { selector });

export const readLabelValues = (label: string, selector: string | undefined) =>
  call('explore.values', { label, selector });
