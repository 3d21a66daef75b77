// `odin query`: PromQL on the cluster's Prometheus, over tunnels of ODIN's own.
import { clockAhead } from '../metrics/clock.ts';
import type { PrometheusClient } from '../metrics/prometheus.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { queryText } from './query-text.ts';

export async function runQuery(invocation: Invocation, promql: string): Promise<number> {
  const { console, signal } = invocation;
  return withSession(invocation, async (session) => {
    await session.watch.first(signal);
    const prometheus = await session.forwards.prometheus(signal);
    const [answer, aheadSeconds] = await Promise.all([prometheus.query(promql, signal), clockOf(prometheus, signal)]);
    const { table, notes } = queryText(answer, aheadSeconds);
    console.result(answer, table);
    for (const note of notes) console.say(note);
    return EXIT.ok;
  });
}

async function clockOf(prometheus: PrometheusClient, signal: AbortSignal): Promise<number> {
  const askedSeconds = Date.now() / 1000;
  const { saidSeconds, dateSeconds } = await prometheus.time(signal);
  const told = saidSeconds ?? dateSeconds;
  return told === undefined ? 0 : clockAhead({ saidSeconds: told, askedSeconds, heardSeconds: Date.now() / 1000 });
}
