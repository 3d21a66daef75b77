import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { capture, ROOT } from './command.mjs';

/** What `.ci/run` prints where npm's commands end so: each with its exit code, and its counts unless it crashed. */
function ci(commands: Readonly<Record<string, { readonly code: number; readonly counts?: object }>>) {
  const folder = mkdtempSync(join(tmpdir(), 'odin-fake-npm-'));
  const script = join(folder, 'npm-cli.js');
  writeFileSync(
    script,
    `const { code, counts } = (${JSON.stringify(commands)})[process.argv[3]];
    if (counts) require('node:fs').writeFileSync(process.env.ODIN_TEST_TOTAL, JSON.stringify(counts));
    process.exit(code);`,
  );
  const env = { ...process.env, npm_execpath: script, ODIN_E2E_KUBECONFIG: 'named, so that nothing is built' };
  const { ok, stdout } = capture(process.execPath, [join(ROOT, 'scripts', 'ci.mjs')], { env });
  return { ok, lines: stdout.trimEnd().split('\n') };
}

const durations = (name: string, ms: number) => [{ name, ms }];

it('ends with each command’s minutes, the slowest tests of all, and one line for all', () => {
  const { ok, lines } = ci({
    test: { code: 0, counts: { passed: 5, failed: 0, durations: durations('unit: a', 1_000) } },
    'test:packages': { code: 0, counts: { passed: 1, failed: 0, durations: durations('packages: b', 3_000) } },
    'test:cluster': {
      code: 0,
      counts: {
        passed: 2,
        failed: 0,
        skipped: [{ name: 'c', reason: 'd' }],
        samples: [{ by: 'seed x', ran: 1, of: 9 }],
      },
    },
  });
  expect(ok).toBe(true);
  expect(lines).toEqual([
    '',
    'npm run test: 0.0 min',
    'npm run test:packages: 0.0 min',
    'npm run test:cluster: 0.0 min',
    '',
    'The 2 slowest tests:',
    '     3.0 s  packages: b',
    '     1.0 s  unit: a',
    '',
    '1 of 9 cases by seed x, 8 left out',
    '',
    '8 passed, 0 failed, 1 skipped',
  ]);
});

it.each([
  ['that failed', { code: 1, counts: { passed: 4, failed: 2 } }, '9 passed, 2 failed'],
  ['that crashed', { code: 1 }, '5 passed, 1 failed'],
  ['that ran nothing', { code: 0 }, '5 passed, 1 failed'],
])('goes no further than a command %s', (_what, packages, last) => {
  const { ok, lines } = ci({ test: { code: 0, counts: { passed: 5, failed: 0 } }, 'test:packages': packages });
  expect(ok).toBe(false);
  expect(lines).toContain('npm run test:cluster: not run');
  expect(lines.at(-1)).toBe(last);
});
