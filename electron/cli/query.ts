// `odin query`: PromQL on the cluster's Prometheus, over tunnels of ODIN's own.
import { queryNow } from '../metrics/free-query.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { queryText } from './query-text.ts';

export async function runQuery(invocation: Invocation, promql: string): Promise<number> {
  const { console, signal } = invocation;
  return withSession(invocation, async (session) => {
    await session.watch.first(signal);
    const prometheus = await session.forwards.prometheus(signal);
    const { answer, aheadSeconds } = await queryNow(prometheus, promql, Date.now() / 1000, signal);
    const { table, notes } = queryText(answer, aheadSeconds);
    console.result(answer, table);
    for (const note of notes) console.say(note);
    return EXIT.ok;
  });
}
