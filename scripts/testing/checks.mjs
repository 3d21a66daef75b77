// The checks of `npm run check`, the same by hand and in CI.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../command.mjs';
import { staleDashboards } from '../dashboards/build.mjs';
import { picturesRemark } from '../pictures/manifest.mjs';
import { releasedProblem } from '../stack/released.mjs';
import { firstSentencesProblem, wallsProblem } from '../walls/check.mjs';
import { auditRemark } from './audit.mjs';
import { firstLoadProblem } from './first-load.mjs';
import { lockFileProblem } from './lock-file.mjs';
import { runNamedChecks } from './named-checks.mjs';

// Its output goes through a pipe, where it would keep its colours.
const COLORS = process.stdout.isTTY ? [] : ['--colors=off'];

/** Runs all checks, and remarks what is known of the packages and the pictures besides. */
export async function runChecks() {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const remark = auditRemark(lock);
  const tally = await runNamedChecks([
    { name: 'types (tsc)', problem: () => tool('typescript/bin/tsc', ['-p', '.', '--noEmit']) },
    {
      name: 'lint, format (biome)',
      problem: () =>
        tool('@biomejs/biome/bin/biome', [
          'ci',
          '--error-on-warnings',
          '--diagnostic-level=warn',
          '--max-diagnostics=30',
          ...COLORS,
          '.',
        ]),
    },
    { name: 'walls between rooms, circles (scripts/walls)', problem: () => wallsProblem(ROOT) },
    { name: 'first sentences (scripts/walls)', problem: () => firstSentencesProblem(ROOT) },
    { name: 'dead code and unlisted packages (knip)', problem: () => tool('knip/bin/knip.js', []) },
    {
      name: 'lock file',
      problem: async () => lockFileProblem(lock),
    },
    { name: 'dashboards as their sources make them', problem: () => staleDashboards() },
    { name: 'released versions of the stack as they were', problem: () => releasedProblem() },
    ...(existsSync(join(ROOT, 'dist', 'renderer'))
      ? [
          {
            name: 'first-load script at most 350 kB gzip',
            problem: async () => firstLoadProblem(join(ROOT, 'dist', 'renderer')),
          },
        ]
      : []),
  ]);
  console.log(await remark);
  console.log(picturesRemark());
  return tally;
}

/**
 * Runs a tool of node_modules; its output is the problem when it does not end with 0.
 * @param {string} script below node_modules
 * @param {readonly string[]} args
 * @returns {Promise<string | undefined>}
 */
function tool(script, args) {
  return new Promise((resolve) => {
    const command = [join(ROOT, 'node_modules', script), ...args];
    execFile(process.execPath, command, { cwd: ROOT, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      resolve(error === null ? undefined : `${stdout}${stderr}` || error.message);
    });
  });
}
