// The text of `odin query`: the answer as a table, and what there is to know beside it.
import type { QueryResult } from '../metrics/answers.ts';
import type { Remarks } from '../metrics/prometheus.ts';
import { queryRows, rowCount } from '../metrics/query-rows.ts';
import type { Block } from './table.ts';

/** Nobody reads more, and a terminal takes seconds for them. `--json` has all. */
const MAX_ROWS = 10_000;

/** As many as Prometheus itself sends of each kind. */
const MAX_REMARKS = 10;

/** `aheadSeconds`: by how much Prometheus' clock is ahead of this machine's. Notes are a sentence each. */
export function queryText(
  answer: QueryResult & Remarks,
  aheadSeconds: number,
): { readonly table: readonly Block[]; readonly notes: readonly string[] } {
  const { columns, rows } = queryRows(answer, MAX_ROWS);
  const count = rowCount(answer);
  return {
    table: rows.length === 0 ? ['no data'] : [{ heading: columns, rows }],
    notes: [
      ...(count > rows.length
        ? [
            `${rows.length} of ${count} rows are shown: ask for fewer, for example by topk or sum, or have all with --json.`,
          ]
        : []),
      ...(answer.warnings ?? []).slice(0, MAX_REMARKS).map((warning) => `Prometheus warns: ${warning}`),
      ...(answer.infos ?? []).slice(0, MAX_REMARKS).map((info) => `Prometheus remarks: ${info}`),
      ...(aheadSeconds === 0 ? [] : [clockSentence(aheadSeconds)]),
    ],
  };
}

function clockSentence(aheadSeconds: number): string {
  const direction = aheadSeconds > 0 ? 'ahead of' : 'behind';
  return `Prometheus' clock is ${spell(Math.abs(aheadSeconds))} ${direction} this machine's: set the one that is wrong.`;
}

/** `10 min`, `61 s`, `12 h`. */
function spell(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
