// `odin query`: PromQL on the cluster's Prometheus, through ODIN's own forward.
import { queryRows } from '../metrics/query-rows.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { formatTable } from './table.ts';

export async function runQuery(invocation: Invocation, promql: string): Promise<number> {
  const { console, signal } = invocation;
  return withSession(invocation, async (session) => {
    await session.watch.first(signal);
    const result = await (await session.forwards.prometheus(signal)).query(promql, signal);
    const { columns, rows } = queryRows(result);
    console.result(result, rows.length === 0 ? 'no data' : formatTable(columns, rows));
    return EXIT.ok;
  });
}
