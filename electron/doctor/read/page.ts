// Asks the exporter's pods for their pages, through tunnels that end with the question.
import { AppError } from '../../../shared/errors.ts';
import { ServiceClient } from '../../cluster/service-client.ts';
import { tunnelPool } from '../../cluster/tunnel-pool.ts';
import type { KubeClient } from '../../kube/client.ts';
import { openTunnel } from '../../kube/port-forward.ts';
import { type Fact, readOf } from '../../node-files/fact.ts';
import { factOf } from '../../node-files/fact-of.ts';
import type { GpuSeries, PageAddress, WorkloadFacts } from '../facts.ts';
import { gpuSeriesOf, samplesIn } from './gpu-series.ts';

const TIMEOUT_MS = 6_000;
const MAX_BYTES = 4 * 1024 * 1024;

/** Gives the text of one pod's page. Throws `AppError` where it has none. */
export type AskPage = (pod: string, address: PageAddress, signal: AbortSignal) => Promise<string>;

/** Of all pods that are ready, one on each node with a GPU; undefined where none is, or none says where its page is. */
export async function readPages(
  { namespace, pods }: WorkloadFacts,
  ask: AskPage,
  signal: AbortSignal,
): Promise<Fact<GpuSeries> | undefined> {
  const asked = pods.flatMap(({ name, isReady, page }) => (isReady && page !== undefined ? [{ name, page }] : []));
  const facts = await Promise.all(
    asked.map(({ name, page }) =>
      factOf(`${page.path} of pod ${namespace}/${name}`, signal, async () =>
        samplesIn(await ask(name, page, signal), name),
      ),
    ),
  );
  const read = facts.filter((fact) => 'value' in fact);
  const [first] = read;
  if (first === undefined) return facts.find((fact) => 'unread' in fact);
  const more = read.length === 1 ? '' : ` and ${read.length - 1} more`;
  return { from: `${first.from}${more}`, value: gpuSeriesOf(read.flatMap((fact) => readOf(fact) ?? [])) };
}

/** Asks pods of a namespace by tunnels through the API server. */
export function askByTunnel(client: KubeClient, namespace: string): AskPage {
  return async (pod, { port, path }, signal) => {
    const place = `pod ${namespace}/${pod}`;
    const ended = new AbortController();
    const pool = tunnelPool((until) => openTunnel(client, { namespace, pod, port }, until), ended.signal);
    const service = { program: 'The exporter', place };
    const asked = new ServiceClient({ service, pool, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES });
    try {
      const { status, text, contentType } = await asked.get(path, signal);
      if (status === 200 && !contentType.includes('html')) return text;
      throw new AppError('unavailable', `${place} answers ${path} with HTTP ${status}, and no metrics.`);
    } finally {
      ended.abort();
      await asked.close();
    }
  };
}
