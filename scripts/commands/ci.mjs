// `.ci/run`: the commands that a submission must pass, one after the other, up to the first that fails; then the minutes
// of each, the slowest tests of all, and one line that counts all. The test cluster's parts are made meanwhile.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm, run, runCommand } from '../command.mjs';
import { startMakingParts } from '../testing/cluster.mjs';
import { printEnd, RESULTS } from '../testing/layers.mjs';
import { readTally, sum } from '../testing/tally.mjs';

// The cluster last: by then its parts are made.
const COMMANDS = ['test', 'test:packages', 'test:cluster'];

await runCommand(async () => {
  mkdirSync(RESULTS, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'odin-ci-'));
  const stopMaking = await startMakingParts(join(RESULTS, 'cluster-parts.log'));
  const tallies = [];
  const lines = [];
  try {
    for (const command of COMMANDS) {
      const started = performance.now();
      const file = join(folder, 'total.json');
      const [program, args] = npm(['run', command]);
      const code = await run(program, args, { env: { ...process.env, ODIN_TEST_TOTAL: file } });
      const tally = readTally(file, code);
      tallies.push(tally);
      lines.push(`npm run ${command}: ${((performance.now() - started) / 60_000).toFixed(1)} min`);
      if (tally.failed > 0) break;
    }
  } finally {
    stopMaking();
    rmSync(folder, { recursive: true, force: true });
  }
  const total = sum(tallies);
  lines.push(...COMMANDS.slice(tallies.length).map((command) => `npm run ${command}: not run`));
  console.log(`\n${lines.join('\n')}\n`);
  printEnd(total);
  return total.failed > 0 ? 1 : 0;
});
