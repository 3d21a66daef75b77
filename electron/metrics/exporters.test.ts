// The names in queries are those of the exporters' own pages and lists.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GPU_EXPORTERS } from '../../shared/model/gpu-exporters/table.ts';
import { METRIC_NAMES } from '../../shared/model/metric-name.ts';
import { EXPORTERS } from './exporters.ts';

const lists = new URL('../../e2e/rules/metric-names/', import.meta.url);
const windows = { gaugeSeconds: 30, rateSeconds: 45, average: false };

function namesIn(list: string): readonly string[] {
  return readFileSync(new URL(list, lists), 'utf8').match(/^[A-Za-z_]\w*/gm) ?? [];
}

it.each(GPU_EXPORTERS.map(({ component }, index) => [component, EXPORTERS[index]] as const))(
  '%s: has every metric that it is asked for, and every quantity of a GPU',
  (component, exporter) => {
    const queries = METRIC_NAMES.flatMap((metric) => exporter?.promql[metric]?.(windows) ?? []);
    expect(queries).toHaveLength(METRIC_NAMES.filter((metric) => metric.startsWith('gpu')).length);
    const asked = queries.flatMap((query) => [...query.matchAll(/_over_time\((\w+)\[/g)].map(([, name = '']) => name));
    expect(asked.length).toBeGreaterThanOrEqual(queries.length);
    const known = [`${component}.txt`, `documented/${component}.txt`].flatMap(namesIn);
    expect([...asked, ...(exporter?.infoMetrics ?? [])].filter((name) => !known.includes(name ?? ''))).toEqual([]);
  },
);

it.each(EXPORTERS.filter(({ watches }) => watches === 'gpu'))(
  'no counter is averaged ($infoMetrics.0)',
  ({ promql }) => {
    const long = { ...windows, average: true };
    expect(promql.gpuEnergy?.(long)).toContain('last_over_time(');
    expect(promql.gpuPower?.(long)).toContain('avg_over_time(');
  },
);
