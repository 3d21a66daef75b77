// The exit status of every command of `odin`, as its help documents them: each verb against each way in which a cluster answers.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { type OdinRun, odin } from './odin.ts';

/** Each is a process that waits most of its time. */
const LANES = 4;
/** The demo cluster goes from one process to the next, and is then away for a moment. */
const DEMO_LANES = 1;

const OK = 0;
const USAGE = 2;
const UNREACHABLE = 3;
const REFUSED = 4;
const UNHEALTHY = 5;
const DIFFERENT = 6;

const folder = mkdtempSync(join(tmpdir(), 'odin-exit-status-'));
const servers: Server[] = [];
test.afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every command that asks a cluster, as short as it can be. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  status: ['status'],
  alerts: ['alerts'],
  plan: ['plan'],
  diff: ['diff'],
  install: ['install', '--yes'],
  upgrade: ['upgrade', '--yes'],
  rollback: ['rollback', '--yes'],
  history: ['history'],
  list: ['list'],
  drift: ['drift'],
  'drift --put-back': ['drift', '--put-back', '--yes'],
  'drift --keep': ['drift', '--keep', '--yes'],
  recover: ['recover', '--yes'],
  'recover --finish': ['recover', '--finish', '--yes'],
  uninstall: ['uninstall', '--yes'],
  settings: ['settings'],
  forward: ['forward', 'grafana'],
  'forward of a port': ['forward', 'alertmanager', '9093'],
  open: ['open', 'grafana'],
  query: ['query', 'up'],
  logs: ['logs'],
  events: ['events'],
  top: ['top'],
  restart: ['restart', 'grafana', '--yes'],
  version: ['version'],
  password: ['password'],
};
/** Those that tell what they can whatever the cluster says, and those that ask none. */
const ALWAYS_OK: readonly (readonly string[])[] = [
  ['diagnostics'],
  ['contexts'],
  ['contexts', '--names'],
  ['version', '--client'],
  ['completion', 'bash'],
  ['completion', 'zsh'],
  ['completion', 'fish'],
  ['manual'],
  ['render'],
  ['images'],
  ['settings', '--defaults'],
  ['settings', '--schema'],
  ['--help'],
  ['--version'],
];

/** Of those, the ones that look at the kubeconfig. */
const LOOKING = ALWAYS_OK.slice(0, 3);

/** A kubeconfig whose server gives one answer to everything; its path. */
async function answering(status: number, reason: string): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    const body = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: status, reason, message: reason };
    response.end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return kubeconfig(`${status}`, `http://127.0.0.1:${address.port}`);
}

function kubeconfig(name: string, server: string): string {
  const path = join(folder, `${name}.yaml`);
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'default', cluster: { server } }],
    users: [{ name: 'default', user: { token: 't' } }],
    contexts: [{ name: 'default', context: { cluster: 'default', user: 'default' } }],
    'current-context': 'default',
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}

/** What ends otherwise than expected, with what it said. */
async function strange(
  commands: Iterable<readonly string[]>,
  env: Readonly<Record<string, string>>,
  expected: (args: readonly string[]) => number,
  lanes = LANES,
): Promise<readonly string[]> {
  const problems: string[] = [];
  const queue = [...commands];
  const work = async (): Promise<void> => {
    for (let args = queue.shift(); args !== undefined; args = queue.shift()) {
      const { code, stderr, stdout } = await odin(args, { HOME: folder, ...env });
      const wanted = expected(args);
      const said = (stderr || stdout).trim().split('\n').slice(-2).join(' ');
      if (code !== wanted) problems.push(`${args.join(' ')}: ${code} instead of ${wanted}: ${said}`);
      else if (code !== OK && said === '') problems.push(`${args.join(' ')}: ${code}, and not a word`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return problems;
}

const missing = join(folder, 'no-such-file.yaml');

test('wrong usage is 2, whatever the command', async () => {
  const commands = Object.values(VERBS).map(([verb = '', ...rest]) => [verb, '--no-such-option', ...rest]);
  expect(await strange(commands, { KUBECONFIG: missing }, () => USAGE)).toEqual([]);
});

test('without a kubeconfig it is 2, but for what asks no cluster', async () => {
  expect(await strange(Object.values(VERBS), { KUBECONFIG: missing }, () => USAGE)).toEqual([]);
  expect(await strange(ALWAYS_OK, { KUBECONFIG: missing }, () => OK)).toEqual([]);
});

test('where nothing answers it is 3', async () => {
  const KUBECONFIG = kubeconfig('dead', 'https://127.0.0.1:1');
  expect(await strange(Object.values(VERBS), { KUBECONFIG }, () => UNREACHABLE)).toEqual([]);
  expect(await strange(LOOKING, { KUBECONFIG }, () => OK)).toEqual([]);
});

for (const [status, reason, expected] of [
  [401, 'Unauthorized', UNREACHABLE],
  [403, 'Forbidden', REFUSED],
  [503, 'ServiceUnavailable', UNREACHABLE],
] as const) {
  test(`where the API server answers ${status} it is ${expected}`, async () => {
    const KUBECONFIG = await answering(status, reason);
    expect(await strange(Object.values(VERBS), { KUBECONFIG }, () => expected)).toEqual([]);
    expect(await strange(LOOKING, { KUBECONFIG }, () => OK)).toEqual([]);
  });
}

test('on the demo cluster, from nothing to an upgrade that fails', async () => {
  test.setTimeout(600_000);
  const env = { HOME: folder, KUBECONFIG: missing, ODIN_DEMO_SPEED: '50' };
  const run = (...args: readonly string[]): Promise<OdinRun> => odin(['--demo', ...args], env);
  /** Command lines, and how each is to end. */
  const expectEach = async (table: Readonly<Record<string, number>>) => {
    const commands = Object.entries(table).map(([line, code]) => ({ args: ['--demo', ...line.split(' ')], code }));
    const wanted = new Map(commands.map(({ args, code }) => [args, code]));
    expect(await strange(wanted.keys(), env, (args) => wanted.get(args as string[]) ?? -1, DEMO_LANES)).toEqual([]);
  };

  await test.step('nothing is installed', () =>
    expectEach({
      status: UNHEALTHY,
      alerts: OK,
      plan: OK,
      diff: DIFFERENT,
      'upgrade --yes': REFUSED,
      'rollback --yes': REFUSED,
      history: REFUSED,
      list: OK,
      drift: REFUSED,
      'drift --put-back --yes': REFUSED,
      'drift --keep --yes': REFUSED,
      'recover --yes': REFUSED,
      'recover --finish --yes': REFUSED,
      'uninstall --yes': REFUSED,
      settings: OK,
      'forward grafana': REFUSED,
      'forward alertmanager 9093': REFUSED,
      'open grafana': REFUSED,
      'restart grafana --yes': REFUSED,
      logs: OK,
      events: OK,
      'logs grafana': REFUSED,
      version: OK,
      'query up': REFUSED,
      password: REFUSED,
      'install --dry-run': OK,
      // There is no terminal to ask on.
      install: USAGE,
    }));

  await test.step('it is installed', async () => {
    expect(await run('install', '--yes')).toMatchObject({ code: OK });
    await expectEach({
      status: OK,
      plan: OK,
      diff: OK,
      // Nothing to change is no question.
      upgrade: OK,
      install: OK,
      '--json upgrade': OK,
      'drift --put-back': OK,
      rollback: REFUSED,
      'rollback 7 --yes': REFUSED,
      history: OK,
      list: OK,
      drift: OK,
      'drift --keep': REFUSED,
      recover: REFUSED,
      settings: OK,
      'query up': OK,
      'query up(': USAGE,
      password: OK,
      'logs grafana --tail 5': OK,
      'logs grafana -f -p': USAGE,
      'logs --since tomorrow': USAGE,
      'logs --from tomorrow': USAGE,
      'logs grafana --from 3d --to 1d': OK,
      'logs -f --to 12:00': USAGE,
      'logs pod/no-such': REFUSED,
      'events grafana': OK,
      'events secret/a': USAGE,
      'restart grafana --dry-run': OK,
      // There is no terminal to ask on.
      'restart grafana': USAGE,
      'restart no-such-part --yes': REFUSED,
      'forward alertmanager': USAGE,
      'forward alertmanager 70000': USAGE,
      'forward no-such 80': REFUSED,
      'open prometheus gpu': USAGE,
      version: OK,
      '-o yaml status': OK,
      '-o wide status': OK,
      '-o json --json status': USAGE,
      'uninstall --dry-run': OK,
      uninstall: USAGE,
    });
  });

  await test.step('something of its own is sick', async () => {
    const manifests = join(folder, 'sick');
    writeManifests(manifests, { 'demo.odin/fail': 'image' });
    await expectEach({
      [`install sick --from ${manifests} --yes`]: UNHEALTHY,
      'rollback sick --yes': REFUSED,
      'history sick': OK,
      'uninstall sick --yes': OK,
    });
    await expectEach({ 'history sick': REFUSED });
  });

  await test.step('it is uninstalled, and so it is not there again', () =>
    expectEach({ 'uninstall --yes': OK, status: UNHEALTHY, history: REFUSED, uninstall: REFUSED }));
});

function writeManifests(path: string, annotations: Readonly<Record<string, string>>): void {
  mkdirSync(path);
  const labels = { app: 'sick' };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'sick', annotations },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'example.com/nobody/web:1' }] } },
    },
  };
  writeFileSync(join(path, 'deployment.json'), JSON.stringify(deployment));
}
