// The last link: whether the charts draw the GPU.
import { readOf } from '../node-files/fact.ts';
import type { Facts } from './facts.ts';
import { broken, type Finding, gpuCount, ok, seen, unknown } from './finding.ts';
import { followsExporter } from './prometheus.ts';
import { restOf, restSentence } from './sleep.ts';

export function judgeChart(facts: Facts): Finding {
  const reason = followsExporter(facts);
  if (reason !== undefined) return reason;
  const { prometheus } = facts;
  const chart = readOf(prometheus?.chart);
  if (prometheus === undefined || chart === undefined)
    return unknown('The charts cannot be asked for.', prometheus?.chart);
  const evidence = seen(prometheus.chart, `${gpuCount(chart.gpus)}, ${chart.lines} lines`);
  if (chart.lines > 0) return ok('The charts draw the GPU.', evidence);
  const rest = restOf(facts);
  if (rest !== undefined) return ok(restSentence(rest), evidence);
  return broken(
    'chartEmpty',
    'There are series of the GPU, and the charts draw none: a clock may be wrong.',
    [evidence],
    {
      meaning: 'Charts end at Prometheus’ now; samples of another time are not among them.',
      fixes: [{ what: 'See whether this machine’s clock is set', command: 'timedatectl' }],
    },
  );
}
