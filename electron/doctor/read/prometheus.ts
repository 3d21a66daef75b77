// Asks Prometheus for what the end of the chain needs: the target, the series, what is recorded, and the charts.
import { GPU_METRIC_NAMES } from '../../../shared/model/gpu-exporters/metric-names.ts';
import type { MetricsRange } from '../../../shared/model/metrics.ts';
import { maskShown } from '../../log/mask-text.ts';
import type { PrometheusClient } from '../../metrics/prometheus.ts';
import { metricsRange } from '../../metrics/range.ts';
import { factOf } from '../../node-files/fact-of.ts';
import type { PrometheusFacts } from '../facts.ts';
import { gpuSeriesOf, type Sample, SERIES_NAMES } from './gpu-series.ts';

/** A chart that is looked at now. */
const RANGE_SECONDS = 900;
const RECORDED = 'odin:gpu';

/**
 * @param open throws `AppError` where Prometheus is not reached
 * @param jobs the names that the exporter's job may have
 */
export async function readPrometheus(
  open: () => Promise<PrometheusClient>,
  jobs: readonly string[],
  signal: AbortSignal,
): Promise<PrometheusFacts> {
  const opened = await factOf('Prometheus', signal, open);
  if ('unread' in opened) return { targets: opened, series: opened, rules: opened, chart: opened };
  const client = opened.value;
  const [targets, series, rules, chart] = await Promise.all([
    factOf('/api/v1/targets', signal, async () =>
      (await client.targets(signal))
        .filter(({ labels }) => jobs.includes(labels.job ?? ''))
        .map(({ scrapeUrl, health, lastError }) => ({
          url: maskShown(scrapeUrl),
          health,
          lastError: maskShown(lastError),
        })),
    ),
    factOf('/api/v1/query', signal, async () => gpuSeriesOf(await samplesOf(client, signal))),
    factOf('/api/v1/rules', signal, async () =>
      (await client.recordedNames(signal)).filter((name) => name.startsWith(RECORDED)),
    ),
    factOf('charts of 15 min', signal, async () => {
      const metrics = [...GPU_METRIC_NAMES];
      return drawn(await metricsRange(client, { metrics, rangeSeconds: RANGE_SECONDS }, Date.now() / 1000, signal));
    }),
  ]);
  return { targets, series, rules, chart };
}

async function samplesOf(client: PrometheusClient, signal: AbortSignal): Promise<readonly Sample[]> {
  const answers = await Promise.all(
    SERIES_NAMES.map(async (name) => {
      const answer = await client.query(name, signal);
      if (answer.resultType !== 'vector') return [];
      return answer.result.map(({ metric, value }): Sample => ({ name, labels: metric, value: Number(value?.[1]) }));
    }),
  );
  return answers.flat();
}

function drawn({ gpus, results }: MetricsRange): { readonly gpus: number; readonly lines: number } {
  const lines = results.flatMap(({ series }) =>
    series.filter(({ points }) => points.some(([, value]) => value !== null)),
  );
  return { gpus: gpus.length, lines: lines.length };
}
