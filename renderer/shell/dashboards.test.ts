import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DASHBOARDS } from './dashboards.ts';

const STACK = join(import.meta.dirname, '../../assets/stack');

/** Of all versions: uid → title, as Grafana shows it. */
function provisioned(): Map<string, string> {
  const files = readdirSync(STACK, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /dashboards.*\.json$/.test(name),
  );
  return new Map(
    files.sort().map((name) => {
      const { uid, title } = JSON.parse(readFileSync(join(STACK, name), 'utf8'));
      return [uid, title];
    }),
  );
}

it('each dashboard of the stack can be opened, under the name that it has', () => {
  const named = new Map(DASHBOARDS.map(({ uid, title }) => [uid, `ODIN / ${title}`]));
  expect([...named].sort()).toEqual([...provisioned()].sort());
});
