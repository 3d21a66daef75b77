// The walls hold: each kind of violation, planted into a copy of the project, is refused in one sentence.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wallsProblem } from './check.mjs';
import { ROOMS } from './rooms.mjs';
import { readSources } from './sources.mjs';
import { tableProblem } from './table.mjs';

const ROOT = join(import.meta.dirname, '..', '..');

/** Path → what is planted there, and what is said of it: after the path, up to the next step. */
const PLANTED: Readonly<Record<string, readonly [source: string, said: string]>> = {
  'shared/model/planted.ts': ["import 'node:fs';", ':1 imports node:fs, which the walls of shared/model keep out'],
  'shared/planted.ts': [
    "import { join } from 'node:path';",
    ':1 imports node:path, which the walls of shared keep out',
  ],
  'electron/session/planted.ts': [
    "import { app } from 'electron';",
    ':1 imports electron, which the walls of electron/session keep out (it must not know Electron)',
  ],
  'electron/cli/planted.ts': [
    "import type { App } from 'electron';",
    ':1 imports electron, which the walls of electron/cli',
  ],
  'electron/desktop/planted.ts': [
    "\n\nimport { connect } from '../kube/connect.ts';",
    ':3 imports electron/kube/connect.ts, which the walls of electron/desktop keep out (it must not know clusters)',
  ],
  'electron/ipc/planted.ts': [
    "export { summarize } from '../cluster/summarize.ts';",
    ':1 imports electron/cluster/summarize.ts, which the walls of electron/ipc keep out',
  ],
  'electron/kube/planted.ts': [
    "import type { Session } from '../session/session.ts';",
    ':1 imports electron/session/session.ts, which the walls of electron/kube keep out (it must not know any domain word)',
  ],
  'electron/release/apply/planted.ts': [
    "export type * from '../../session/session.ts';",
    ':1 imports electron/session/session.ts, which the walls of electron/release/apply keep out',
  ],
  'electron/release/fields/planted.ts': [
    "import '../plan/plan-hash.ts';",
    ':1 imports electron/release/plan/plan-hash.ts, which the walls of electron/release/fields keep out',
  ],
  'electron/demo/planted.ts': [
    "type S = import('../session/session.ts').Session; export type T = S;",
    ':1 imports electron/session/session.ts, which the walls of electron/demo keep out',
  ],
  'electron/demo/store/planted.ts': [
    "import '../api/server.ts';",
    ':1 imports electron/demo/api/server.ts, which the walls of electron/demo/store keep out (it must not know the code it',
  ],
  'electron/gateway/planted.ts': [
    "export const session = () => import('../session/session.ts');",
    ':1 imports electron/session/session.ts, which the walls of electron/gateway keep out',
  ],
  'electron/metrics/planted.ts': [
    "new Worker(new URL('../demo/worker.ts', import.meta.url));",
    ':1 imports electron/demo/worker.ts, which the walls of electron/metrics keep out',
  ],
  'electron/alerts/planted.ts': [
    "const { connect } = require('../kube/connect.ts');",
    ':1 imports electron/kube/connect.ts, which the walls of electron/alerts keep out',
  ],
  'electron/cluster/planted.ts': [
    "export const any = (name: string) => import('../' + name);",
    ':1 imports what only running it would tell',
  ],
  'electron/cluster/health/planted.ts': [
    "import { fakeService } from '../fake-service.testkit.ts';",
    ':1 imports electron/cluster/fake-service.testkit.ts, but what is made for tests has no place in the app',
  ],
  'electron/cluster/health/planted.test.ts': [
    "import { chooseRelease } from '../../cli/chosen-release.ts';",
    ':1 imports electron/cli/chosen-release.ts, which the walls of electron/cluster/health keep out',
  ],
  'electron/metrics/planted-helper.ts': [
    'export const helper = 1;',
    ' is imported by tests alone: name it electron/metrics/planted-helper.testkit.ts.',
  ],
  'electron/stack/planted.ts': [
    "import 'commander';",
    ':1 imports commander, which the walls of electron/stack keep out',
  ],
  'electron/planted/nowhere.ts': ['export {};', ' is in no room'],
  'renderer/pages/gpu/planted.tsx': [
    "import { Shell } from '../../shell/Shell.tsx';",
    ':1 imports renderer/shell/Shell.tsx, which the walls of renderer/pages/gpu keep out (it must not know the shell',
  ],
  'renderer/ui/planted.tsx': [
    "export const lazy = () => import('../shell/Shell.tsx');",
    ':1 imports renderer/shell/Shell.tsx, which the walls of renderer/ui keep out',
  ],
  'renderer/shell/welcome/planted.ts': [
    "export const info = () => window.odin.call('app.info', undefined, 'x');",
    ':1 touches window.odin, which renderer/ipc alone may',
  ],
  'renderer/pages/overview/planted.ts': [
    'export const { odin } = globalThis as unknown as { odin: unknown };',
    ':1 touches window.odin, which renderer/ipc alone may',
  ],
  'renderer/shell/planted.ts': [
    "export const odin = window['odin'];",
    ':1 touches window.odin, which renderer/ipc alone may',
  ],
  'scripts/setup/planted.mjs': [
    "/** @type {import('../../electron/kube/client.ts').KubeClient | undefined} */\nexport let client;",
    ':1 imports electron/kube/client.ts, which the walls of scripts/setup keep out',
  ],
  'bench/planted.ts': ["import 'undici';", ':1 imports undici, which the walls of bench keep out'],
  'dashboards/planted.ts': [
    "import '../shared/errors.ts';",
    ':1 imports shared/errors.ts, which the walls of dashboards',
  ],
  'e2e/wire/planted.test.ts': [
    "import '../../electron/release/plan/plan-hash.ts';",
    ':1 imports electron/release/plan/plan-hash.ts, which the walls of e2e/wire keep out',
  ],
  'electron/kube/round.ts': [
    "import type { Two } from './turn.ts';\nexport interface One { two?: Two }",
    ' → electron/kube/turn.ts → electron/kube/round.ts import each other in a circle',
  ],
};

/** The other half of the circle, which is told of once, and the test that alone imports a helper. */
const BESIDE: Readonly<Record<string, string>> = {
  'electron/kube/turn.ts': "import type { One } from './round.ts';\nexport type Two = One;",
  'electron/metrics/planted-helper.test.ts': "import './planted-helper.ts';",
};

let copy = '';

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'odin-walls-'));
  for (const [path, text] of readSources(ROOT)) write(path, text);
  cpSync(join(ROOT, 'ARCHITECTURE.md'), join(copy, 'ARCHITECTURE.md'));
}, 60_000);

afterAll(() => rmSync(copy, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  writeFileSync(join(copy, path), text);
}

describe('the walls', { timeout: 60_000 }, () => {
  it('let the project as it is through', async () => {
    expect(await wallsProblem(ROOT)).toBeUndefined();
  });

  it('refuse each kind of violation, and nothing else', async () => {
    for (const [path, [source]] of Object.entries(PLANTED)) write(path, source);
    for (const [path, source] of Object.entries(BESIDE)) write(path, source);
    const said = (await wallsProblem(copy))?.split('\n') ?? [];
    for (const path of Object.keys({ ...PLANTED, ...BESIDE })) rmSync(join(copy, path));
    const expected = Object.entries(PLANTED).map(([path, [, rest]]) => `${path}${rest}`);
    expect(said.filter((line) => !expected.some((start) => line.startsWith(start)))).toEqual([]);
    expect(expected.filter((start) => !said.some((line) => line.startsWith(start)))).toEqual([]);
    for (const line of said) expect(line).toMatch(/: [a-z].*\.$/);
  });

  it('refuse a row for a room that is gone, and one that lets in what nobody imports any more', async () => {
    rmSync(join(copy, 'electron', 'preload.ts'));
    rmSync(join(copy, 'electron', 'cli', 'unified-diff.ts'));
    expect((await wallsProblem(copy))?.split('\n')).toEqual([
      'scripts/walls/rooms.mjs has a row for electron/preload.ts, which holds no source: remove or rename the row.',
      'scripts/walls/rooms.mjs lets electron/cli import diff, which it does not: take it out of the row.',
    ]);
  });
});

describe("ARCHITECTURE.md's table", () => {
  const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');

  it('is that of the list', () => {
    expect(tableProblem(text, ROOMS)).toBeUndefined();
  });

  it.each([
    ['a row too many', text.replace(/^\| `shared\/model` .*\n/m, (row) => row + row.replace('model', 'pantry'))],
    ['a row too few', text.replace(/^\| `electron\/kube` .*\n/m, '')],
    ['another reason', text.replace('any domain word', 'the weather')],
    ['a room let in', text.replace(/^\| `electron\/gateway` .*(?= \|)/m, (row) => `${row}, \`electron/kube\``)],
    ['no rows', text.replace('| room |', '| place |')],
  ])('is refused with %s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(tableProblem(changed, ROOMS)).toMatch(/^ARCHITECTURE.md.*(?:npm run rooms|begins with)/);
  });
});
