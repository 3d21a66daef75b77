// Loki asked through the API server, by the API that Grafana uses.
import { z } from 'zod';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import type { TestCluster } from '../cluster/cluster.ts';

const labelsSchema = z.record(z.string(), z.string());
const streamsSchema = z.object({
  data: z.object({
    resultType: z.enum(['streams', 'matrix']),
    result: z.array(z.looseObject({ values: z.array(z.tuple([z.unknown(), z.string()])) })),
  }),
});
const seriesSchema = z.object({ data: z.array(labelsSchema) });
const valuesSchema = z.object({ data: z.array(z.string()).default([]) });

/** What tests ask the stack's Loki; each rejects with Loki's answer when that is not a success. */
export interface Loki {
  /** Lines of the last hour, or numbers as text where the query counts. */
  lines(logql: string): Promise<readonly string[]>;
  /** The labels of each stream that a selector finds. */
  series(selector: string): Promise<readonly Readonly<Record<string, string>>[]>;
  /** The values that a label has in what a selector finds. */
  labelValues(label: string, selector: string): Promise<readonly string[]>;
}

export function lokiOf({ kubectl }: TestCluster): Loki {
  const ask = async (path: string, query: Readonly<Record<string, string>>): Promise<unknown> => {
    const service = `/api/v1/namespaces/${STACK_NAMESPACE}/services/loki:http/proxy`;
    return JSON.parse(await kubectl(['get', '--raw', `${service}/loki/api/v1/${path}?${new URLSearchParams(query)}`]));
  };
  return {
    async lines(query) {
      const { data } = streamsSchema.parse(await ask('query_range', { query, limit: '5000' }));
      return data.result.flatMap(({ values }) => values.map(([, line]) => line));
    },
    series: async (selector) => seriesSchema.parse(await ask('series', { 'match[]': selector })).data,
    labelValues: async (label, query) =>
      valuesSchema.parse(await ask(`label/${label}/values`, query === '' ? {} : { query })).data,
  };
}
