// The output of `odin` on hostile clusters, kubeconfigs and command lines, as a terminal takes it: read, and nothing else.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { expect, test } from 'playwright/test';
import { shownOn } from '../../electron/cli/screen.testkit.ts';
import { ATTACKS } from '../../shared/hostile-text.testkit.ts';
import { visibleJson } from '../../shared/visible.ts';
import { type HostileCluster, startHostileCluster } from './hostile-cluster.ts';
import { PROJECT } from './launch.ts';
import { odin } from './odin.ts';

const folder = mkdtempSync(join(tmpdir(), 'odin-terminal-'));
const env = () => ({ HOME: folder, ODIN_STATE_DIR: join(folder, 'state'), KUBECONFIG: cluster.kubeconfig });
let cluster: HostileCluster;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cluster = await startHostileCluster();
  const installed = await odin(['install', '--yes'], env());
  expect(installed.code, installed.stderr).toBe(0);
});
test.afterAll(async () => {
  await cluster?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** All that a verb prints acted on nothing, and is one line for each line end. Gives what is to be read. */
async function expectHarmless(
  args: readonly string[],
  given: Readonly<Record<string, string>> = env(),
): Promise<string> {
  const { stdout, stderr } = await odin(args, given);
  const { rows, acts } = await shownOn(stdout + stderr);
  expect(acts, args.join(' ')).toEqual([]);
  expect(`${stdout}${stderr}`).not.toMatch(/[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  return rows.join('\n');
}

const VERBS = [
  ['status'],
  ['alerts'],
  ['contexts'],
  ['plan', '--diff'],
  ['diff'],
  ['history'],
  ['list'],
  ['drift'],
  ['drift', '--put-back', '--dry-run', '--diff'],
  ['drift', '--keep', '--dry-run', '--diff'],
  ['upgrade', '--dry-run', '--diff'],
  ['rollback', '--dry-run'],
  ['recover', '--dry-run'],
  ['uninstall', '--dry-run', '--delete-data'],
  ['settings'],
  ['query', 'up'],
  ['password'],
  ['diagnostics'],
  ['logs', '--tail', '50'],
  ['events'],
  ['top', '--all-namespaces'],
  ['restart', 'grafana', '--dry-run'],
  ['version'],
] as const;

for (const mood of ['words', 'all', 'refusals'] as const) {
  test(`no verb obeys a cluster that lies in ${mood}`, async () => {
    test.setTimeout(300_000);
    cluster.mood = mood;
    let seen = '';
    for (const verb of VERBS) {
      seen += await expectHarmless(verb);
      if (mood === 'words') seen += await expectHarmless(['--json', ...verb]);
    }
    cluster.mood = 'honest';
    expect(seen).toContain('odin-evil');
    expect(seen).toMatch(/\\x1b.{1,12}odin-evil/);
  });
}

test('a change, live on a terminal, leaves the screen to odin', async () => {
  test.skip(process.platform !== 'linux', 'script(1) makes the terminal');
  test.setTimeout(120_000);
  cluster.mood = 'messages';
  const command = `${JSON.stringify(process.execPath)} ${JSON.stringify(join(PROJECT, 'dist/main/cli.js'))} upgrade --yes --settings ${JSON.stringify(settingsFile())}`;
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    // Without colours of its own, what is left of escape sequences is somebody else's.
    env: { ...process.env, ...env(), FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed = await textOf(child.stdout);
  cluster.mood = 'honest';
  // Its own: up by so many rows, and away with what is below.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for.
  const foreign = printed.replace(/\x1b\[\d+A\x1b\[0J/g, '').replaceAll('\r\n', '\n');
  expect(foreign).not.toMatch(/[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  expect(foreign).toContain('objects');
});

function settingsFile(): string {
  const path = join(folder, 'settings.yaml');
  writeFileSync(path, 'version: 1\nprometheus:\n  retention:\n    time: 5d\n');
  return path;
}

test('no command line is obeyed, whatever is wrong with it', async () => {
  test.setTimeout(120_000);
  for (const text of [ATTACKS.title, ATTACKS.line, ATTACKS.bidi, ATTACKS.clear]) {
    for (const args of [
      [text],
      [`--${text}`],
      ['help', text],
      ['forward', text],
      ['forward', text, '80'],
      ['open', text],
      ['open', 'grafana', text],
      ['logs', text],
      ['logs', '--since', text],
      ['logs', '--from', text],
      ['events', text],
      ['restart', text, '--yes'],
      ['completion', text],
      ['status', '-o', text],
      ['plan', 'a', text],
      ['status', '--context', text],
      ['status', '--kubeconfig', join(folder, text)],
      ['plan', '--settings', join(folder, text)],
      ['plan', 'mine', '--from', join(folder, text)],
      ['history', text, '-n', text],
      ['rollback', 'a', text],
      ['render', '--stack-version', text],
      ['query', text],
    ]) {
      const seen = await expectHarmless(args);
      if (!['help', 'query'].includes(args[0] ?? '') && args[1] !== 'a')
        expect(seen, args.join(' ')).toContain('odin-evil');
      if (args.includes(ATTACKS.line)) expect(seen.split('\n')).not.toContain('odin-evil   True   1s');
    }
  }
});

test('no kubeconfig, settings or manifest is obeyed', async () => {
  // Half a character makes no YAML for Go's reader, nor for ours.
  const { halves: _, ...whole } = ATTACKS;
  const hostile = Object.values(whole).map((text, index) => ({ text, name: `${index}${text}` }));
  const kubeconfig = join(folder, 'hostile.yaml');
  const user = (text: string) => ({
    exec: { apiVersion: text, command: `/none/${text}`, installHint: text, interactiveMode: 'Never' },
  });
  const content = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      ...hostile.map(({ name, text }) => ({ name, cluster: { server: `https://127.0.0.1:1/${text}` } })),
      { name: 'plain', cluster: { server: 'http://127.0.0.1:1' } },
    ],
    users: hostile.map(({ name, text }) => ({ name, user: user(text) })),
    contexts: [
      ...hostile.map(({ name }) => ({ name, context: { cluster: name, user: name } })),
      { name: 'plugin', context: { cluster: 'plain', user: hostile[0]?.name } },
    ],
    'current-context': hostile[0]?.name,
  };
  writeFileSync(kubeconfig, visibleJson(JSON.stringify(content)));
  const given = { ...env(), KUBECONFIG: kubeconfig };
  for (const verb of [['contexts'], ['status'], ['status', '--context', 'plugin'], ['diagnostics']]) {
    for (const args of [verb, ['--json', ...verb]]) expect(await expectHarmless(args, given)).toContain('odin-evil');
  }
  const file = join(folder, 'manifest.yaml');
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: ATTACKS.title, metadata: { name: ATTACKS.line } }));
  await expectHarmless(['plan', 'mine', '--from', file]);
  writeFileSync(file, JSON.stringify({ version: 1, [ATTACKS.title]: ATTACKS.bidi, namespace: ATTACKS.clear }));
  expect(await expectHarmless(['plan', '--settings', file])).toContain('odin-evil');
  expect(await expectHarmless(['render', '--settings', file])).toContain('odin-evil');
});

test('the log of all this is lines of plain text', async () => {
  cluster.mood = 'refusals';
  for (const verb of ['status', 'history', 'diagnostics']) await odin([verb], env());
  cluster.mood = 'honest';
  const log = readFileSync(join(folder, 'state', 'log', 'odin.log'), 'utf8');
  expect(log).toContain('odin-evil');
  expect(log).not.toMatch(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  for (const line of log.trimEnd().split('\n'))
    expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z (debug|info|warn|error) /);
});
