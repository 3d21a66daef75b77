// A search through as many lines as a log keeps, as the page does it at each key.
import { type LogFilter, LogIndex } from '../renderer/logs/log-index.ts';
import { LogStore, MOST_LINES } from '../renderer/logs/log-store.ts';
import { soughtOf } from '../renderer/logs/pattern.ts';
import { type Row, secondsOf } from './statistics.ts';

const SOUGHT = ['seq=99999', 'ODIN', '/status=(4|5)\\d\\d/'];
const LIMIT_S = 0.1;

/** The slowest of some words and a pattern, each in an index of its own. */
export async function measureLogSearch(runs: number): Promise<Row> {
  const store = new LogStore();
  const lines = Array.from({ length: MOST_LINES }, (_, index) => ({
    pod: 'p',
    container: 'c',
    text: `logger=context method=GET path=/api/health status=200 duration=1.2ms user=odin seq=${index}`,
    level: 'info' as const,
  }));
  store.take({ lines, notices: [] });
  const slowest: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const times: number[] = [];
    for (const typed of SOUGHT) {
      const pattern = soughtOf(typed);
      if (pattern === 'invalid') throw new Error(`${typed} is no pattern`);
      const filter: LogFilter = { level: 'any', pattern, isHitsOnly: false };
      times.push(await secondsOf(async () => new LogIndex(filter).follow(store)));
    }
    if (run > 0) slowest.push(Math.max(...times));
  }
  return {
    work: `search of ${MOST_LINES} log lines`,
    how: 'the index of the page, the slowest of three searches',
    peer: `a limit of ${LIMIT_S} s`,
    unit: 's',
    ours: slowest,
    theirs: [LIMIT_S],
    goal: 1,
  };
}
