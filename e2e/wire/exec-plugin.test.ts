// Credential plugins, as a desktop app meets them: on the login shell's PATH alone, rotating, failing, missing.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { KubeClient } from '../../electron/kube/client.ts';
import { type ConnectOptions, connect } from '../../electron/kube/connect.ts';
import { loginEnvironment } from '../../electron/kube/login-environment.ts';
import { Folder } from './folder.ts';
import { json, refuse, scriptedServer } from './scripted-server.ts';

/** A plugin that gives out `token-1`, `token-2`, …, and notes what it was told. */
function rotatingPlugin(folder: Folder): string {
  const dir = folder.path;
  return folder.write(
    'plugin',
    `#!/bin/sh
n=$(($(cat '${dir}/count' 2>/dev/null || echo 0) + 1)); echo $n >'${dir}/count'
printf '%s' "$KUBERNETES_EXEC_INFO" >'${dir}/info'; printf '%s' "$PATH" >'${dir}/path'
echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"token-'$n'"}}'
`,
    0o700,
  );
}

async function clientOf(
  folder: Folder,
  server: string,
  exec: object,
  options: ConnectOptions = {},
): Promise<KubeClient> {
  const apiVersion = 'client.authentication.k8s.io/v1';
  const source = folder.kubeconfig({ cluster: { server }, user: { exec: { apiVersion, ...exec } } });
  const client = await connect(source, options);
  onTestFinished(() => client.close());
  return client;
}

it('runs a plugin beside the kubeconfig, once for many requests', async () => {
  const server = await scriptedServer((request, response) => json(response, { said: request.headers.authorization }));
  const folder = new Folder();
  rotatingPlugin(folder);
  const client = await clientOf(folder, server.url, { command: './plugin', provideClusterInfo: true });
  const answers = await Promise.all(Array.from({ length: 10 }, () => client.request({ path: '/api' })));
  expect(new Set(answers.map(({ body }) => (body as { said: string }).said))).toEqual(new Set(['Bearer token-1']));
  expect(JSON.parse(readFileSync(`${folder.path}/info`, 'utf8'))).toMatchObject({
    kind: 'ExecCredential',
    spec: { interactive: false, cluster: { server: server.url } },
  });
});

it('shows the client certificate that a plugin gives', async () => {
  const pem = (name: string): string => readFileSync(join(import.meta.dirname, 'tls', name), 'utf8');
  const server = await scriptedServer(
    (_request, response) => json(response, { said: (response.socket as TLSSocket).getPeerCertificate().subject?.CN }),
    {
      key: pem('server.key'),
      cert: pem('server.crt'),
      ca: pem('ca.crt'),
      requestCert: true,
      rejectUnauthorized: false,
    },
  );
  const folder = new Folder();
  const status = { clientCertificateData: pem('client.crt'), clientKeyData: pem('client.key') };
  folder.write('credential', JSON.stringify({ kind: 'ExecCredential', status }));
  const plugin = folder.write('plugin', `#!/bin/sh\ncat '${folder.path}/credential'\n`, 0o700);
  folder.write('ca.crt', pem('ca.crt'));
  const client = await connect(
    folder.kubeconfig({
      cluster: { server: server.url, 'certificate-authority': 'ca.crt' },
      user: { exec: { command: plugin } },
    }),
  );
  onTestFinished(() => client.close());
  await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: { said: 'alice' } });
});

it('asks it again after a 401', async () => {
  const server = await scriptedServer((request, response) =>
    request.headers.authorization === 'Bearer token-2'
      ? json(response, { said: 'in' })
      : refuse(response, 401, 'Unauthorized'),
  );
  const folder = new Folder();
  const client = await clientOf(folder, server.url, { command: rotatingPlugin(folder) });
  await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: { said: 'in' } });
});

it('finds it on the login shell’s PATH and hands that on', async () => {
  const server = await scriptedServer((_request, response) => json(response, { said: 'in' }));
  const folder = new Folder();
  rotatingPlugin(folder);
  const shell = folder.write(
    'shell',
    `#!/bin/sh\necho Welcome!\nPATH="$PATH:${folder.path}" exec /bin/sh -c "$2"\n`,
    0o700,
  );
  const environment = loginEnvironment({
    environment: { ...process.env, SHELL: shell },
    platform: 'linux',
    isInTerminal: false,
    takesProxies: true,
  });
  const client = await clientOf(folder, server.url, { command: 'plugin' }, { environment });
  await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: { said: 'in' } });
  expect(readFileSync(`${folder.path}/path`, 'utf8')).toContain(folder.path);
});

it('names a plugin that is missing, with its own hint', async () => {
  const client = await clientOf(new Folder(), 'http://127.0.0.1:1', {
    command: 'kube-nowhere',
    installHint: 'Get it from\n  https://example.invalid',
  });
  await expect(client.request({ path: '/api' })).rejects.toMatchObject({
    code: 'unauthorized',
    message: expect.stringMatching(/plugin kube-nowhere,.*not found.*Get it from https:\/\/example\.invalid/),
  });
});

it.each([
  [
    'fails',
    '#!/bin/sh\necho starting >&2; echo "token is over, log in" >&2; exit 1\n',
    /failed: token is over, log in/,
  ],
  ['prints no JSON', '#!/bin/sh\necho "hello: ["\n', /wrote something else than JSON/],
  ['gives no credential', '#!/bin/sh\necho "{}"\n', /without a status/],
])('says so when a plugin %s', async (_what, script, sentence) => {
  const folder = new Folder();
  const client = await clientOf(folder, 'http://127.0.0.1:1', { command: folder.write('plugin', script, 0o700) });
  await expect(client.request({ path: '/api' })).rejects.toMatchObject({
    code: 'unauthorized',
    message: expect.stringMatching(sentence),
  });
});

it('does not start a second one while the first has not answered', async () => {
  const folder = new Folder();
  const plugin = folder.write('plugin', `#!/bin/sh\necho x >>'${folder.path}/starts'; exec sleep 600\n`, 0o700);
  const client = await clientOf(folder, 'http://127.0.0.1:1', { command: plugin });
  const ask = (): Promise<unknown> => client.request({ path: '/api', signal: AbortSignal.timeout(300) });
  await expect(ask()).rejects.toMatchObject({ code: 'cancelled' });
  await expect(ask()).rejects.toMatchObject({ code: 'cancelled' });
  expect(readFileSync(`${folder.path}/starts`, 'utf8')).toBe('x\n');
});

it('waits for one longer than for any answer, and tells what it says, made harmless', async () => {
  const server = await scriptedServer((request, response) => json(response, { said: request.headers.authorization }));
  const folder = new Folder();
  const script = `#!/bin/sh
printf '\\033[33mOpen https://login.corp\\033[0m\\n\\033]0;evil\\007 \\342\\200\\256 bidi\\r\\nCode: ' >&2
until test -e '${folder.path}/go'; do sleep 0.05; done
echo '{"status":{"token":"abc"}}'
`;
  const told: string[] = [];
  const listener = {
    onBegin: () => void told.push('begins'),
    onSaid: (_command: string, line: string) => void told.push(line),
    onEnd: () => void told.push('ends'),
  };
  const plugin = folder.write('plugin', script, 0o700);
  const client = await clientOf(folder, server.url, { command: plugin }, { listener });
  const asking = client.request({ path: '/api', timeoutMs: 300 });
  await vi.waitFor(() => expect(told).toEqual(['begins', 'Open https://login.corp', '\\u202e bidi', 'Code:']));
  await sleep(400); // longer than an answer may take
  folder.write('go', '');
  await expect(asking).resolves.toMatchObject({ body: { said: 'Bearer abc' } });
  expect(told.at(-1)).toBe('ends');
});

it.each([
  ['floods its output', 'exec cat /dev/zero', /wrote more than 1 MiB on its standard output/],
  ['floods stderr', 'exec yes >&2', /wrote more than 16 MiB on stderr/],
  ['is killed', 'kill -9 $$', /failed \(SIGKILL\)/],
  ['fails without a word', 'exit 7', /failed \(exit status 7\)/],
  ['gives a token of two lines', `echo '{"status":{"token":"a\\\\nb"}}'`, /gives a token with line ends/],
])('says so when a plugin %s', async (_what, script, sentence) => {
  const folder = new Folder();
  const plugin = folder.write('plugin', `#!/bin/sh\n${script}\n`, 0o700);
  const client = await clientOf(folder, 'http://127.0.0.1:1', { command: plugin });
  await expect(client.request({ path: '/api' })).rejects.toMatchObject({
    code: 'unauthorized',
    message: expect.stringMatching(sentence),
  });
});

it.each([
  ['a pipe', 'mkfifo plugin && chmod 755 plugin', /is no file that can be run/],
  ['a folder', 'mkdir plugin', /is no file that can be run/],
  ['not executable', 'echo exit >plugin', /may not be run: make it executable/],
  ['gone', 'true', /was not found/],
  ['a link to itself', 'ln -s plugin plugin', /was not found/],
])('does not run a command that is %s', async (_what, make, sentence) => {
  const folder = new Folder();
  execFileSync('sh', ['-c', make], { cwd: folder.path });
  const client = await clientOf(folder, 'http://127.0.0.1:1', { command: './plugin' });
  await expect(client.request({ path: '/api' })).rejects.toMatchObject({
    code: 'unauthorized',
    message: expect.stringMatching(sentence),
  });
});

it('says what keeps one from being started: an environment that no system takes', async () => {
  const folder = new Folder();
  const env = [{ name: 'HUGE', value: 'x'.repeat(1 << 20) }];
  const client = await clientOf(folder, 'http://127.0.0.1:1', { command: rotatingPlugin(folder), env });
  await expect(client.request({ path: '/api' })).rejects.toMatchObject({
    code: 'unauthorized',
    message: expect.stringMatching(
      /could not be started: its arguments and environment are longer than this system takes\.$/,
    ),
  });
});

it('asks one that failed no second time at once', async () => {
  const folder = new Folder();
  const plugin = folder.write('plugin', `#!/bin/sh\necho x >>'${folder.path}/starts'; exit 1\n`, 0o700);
  const client = await clientOf(folder, 'http://127.0.0.1:1', { command: plugin });
  for (let i = 0; i < 3; i++) {
    await expect(client.request({ path: '/api' })).rejects.toMatchObject({ code: 'unauthorized' });
  }
  expect(readFileSync(`${folder.path}/starts`, 'utf8')).toBe('x\n');
});

/** Gives out tokens that end at this time, and notes each start. */
function timedPlugin(folder: Folder, end: string): string {
  const script = `#!/bin/sh
n=$(($(cat '${folder.path}/count' 2>/dev/null || echo 0) + 1)); echo $n >'${folder.path}/count'
echo '{"status":{"token":"token-'$n'","expirationTimestamp":"${end}"}}'
`;
  return folder.write('plugin', script, 0o700);
}

it('asks again when a token is over, and not before', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-30T12:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
  const server = await scriptedServer((request, response) => json(response, { said: request.headers.authorization }));
  const folder = new Folder();
  const client = await clientOf(folder, server.url, { command: timedPlugin(folder, '2026-11-30T13:00:00Z') });
  for (const [time, token] of [
    ['12:00', 'token-1'],
    ['12:59', 'token-1'],
    ['11:00', 'token-1'],
    ['13:00', 'token-2'],
  ]) {
    vi.setSystemTime(Date.parse(`2026-11-30T${time}:00Z`));
    await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: { said: `Bearer ${token}` } });
  }
});

it('lets the server judge a token that seems to be over when it comes: this clock may be an hour or a year ahead', async () => {
  const server = await scriptedServer((request, response) => json(response, { said: request.headers.authorization }));
  const folder = new Folder();
  const client = await clientOf(folder, server.url, { command: timedPlugin(folder, '2020-01-01T00:00:00Z') });
  for (let times = 0; times < 3; times++) {
    await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: { said: 'Bearer token-1' } });
  }
});

it('asks again after the server has refused such a token', async () => {
  const server = await scriptedServer((request, response) =>
    request.headers.authorization === 'Bearer token-1'
      ? refuse(response, 401, 'Unauthorized')
      : json(response, { said: request.headers.authorization }),
  );
  const folder = new Folder();
  const client = await clientOf(folder, server.url, { command: timedPlugin(folder, '2020-01-01T00:00:00Z') });
  await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: { said: 'Bearer token-2' } });
});

it('does not run one beside a token of the kubeconfig’s own, as kubectl does not', async () => {
  const server = await scriptedServer((request, response) => json(response, { said: request.headers.authorization }));
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: '/nowhere' };
  const source = new Folder().kubeconfig({ cluster: { server: server.url }, user: { token: 'own', exec } });
  const client = await connect(source);
  onTestFinished(() => client.close());
  await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: { said: 'Bearer own' } });
});

it('runs nothing for a look, and asks as nobody', async () => {
  const server = await scriptedServer((request, response) =>
    json(response, { said: request.headers.authorization ?? 'nobody' }),
  );
  const folder = new Folder();
  const client = await clientOf(folder, server.url, { command: rotatingPlugin(folder) }, { isLook: true });
  await expect(client.request({ path: '/version' })).resolves.toMatchObject({ body: { said: 'nobody' } });
  expect(existsSync(`${folder.path}/count`)).toBe(false);
});

it('gives one its person’s environment, its own variables, and nothing of Electron’s', async () => {
  const server = await scriptedServer((_request, response) => json(response, { said: 'in' }));
  const folder = new Folder();
  const script = `#!/bin/sh\nenv >'${folder.path}/env'; echo '{"status":{"token":"a"}}'\n`;
  const exec = {
    command: folder.write('plugin', script, 0o700),
    env: [
      { name: 'AWS_PROFILE', value: 'work' },
      { name: 'KUBERNETES_EXEC_INFO', value: 'forged' },
    ],
  };
  const environment = async () => ({ PATH: '/usr/bin:/bin', HTTPS_PROXY: 'http://p', ELECTRON_RUN_AS_NODE: '1' });
  const client = await clientOf(folder, server.url, exec, { environment });
  await client.request({ path: '/api' });
  const lines = readFileSync(`${folder.path}/env`, 'utf8');
  expect(lines).toMatch(/^AWS_PROFILE=work$/m);
  expect(lines).toMatch(/^HTTPS_PROXY=http:\/\/p$/m);
  expect(lines).toMatch(/^KUBERNETES_EXEC_INFO=\{"apiVersion"/m);
  expect(lines).not.toMatch(/ELECTRON/);
});

it.each([
  ['IfAvailable', true, true],
  ['Always', true, true],
  ['Never', true, false],
  ['IfAvailable', false, false],
])('with interactiveMode %s where a terminal is %s, tells it that it may ask: %s', async (mode, isTerminal, may) => {
  const server = await scriptedServer((_request, response) => json(response, { said: 'in' }));
  const folder = new Folder();
  const exec = { command: rotatingPlugin(folder), interactiveMode: mode };
  const client = await clientOf(folder, server.url, exec, { isTerminal });
  await client.request({ path: '/api' });
  expect(JSON.parse(readFileSync(`${folder.path}/info`, 'utf8'))).toMatchObject({ spec: { interactive: may } });
});

it('refuses one that must talk to a person', async () => {
  const client = await clientOf(new Folder(), 'http://127.0.0.1:1', { command: 'sh', interactiveMode: 'Always' });
  await expect(client.request({ path: '/api' })).rejects.toMatchObject({ code: 'unsupported' });
});
