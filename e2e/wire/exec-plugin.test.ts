// Credential plugins, as a desktop app meets them: on the login shell's PATH alone, rotating, failing, missing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
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
  const server = await scriptedServer((request, response) => json(response, request.headers.authorization));
  const folder = new Folder();
  rotatingPlugin(folder);
  const client = await clientOf(folder, server.url, { command: './plugin', provideClusterInfo: true });
  const answers = await Promise.all(Array.from({ length: 10 }, () => client.request({ path: '/api' })));
  expect(new Set(answers.map(({ body }) => body))).toEqual(new Set(['Bearer token-1']));
  expect(JSON.parse(readFileSync(`${folder.path}/info`, 'utf8'))).toMatchObject({
    kind: 'ExecCredential',
    spec: { interactive: false, cluster: { server: server.url } },
  });
});

it('shows the client certificate that a plugin gives', async () => {
  const pem = (name: string): string => readFileSync(join(import.meta.dirname, 'tls', name), 'utf8');
  const server = await scriptedServer(
    (_request, response) => json(response, (response.socket as TLSSocket).getPeerCertificate().subject?.CN),
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
  await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: 'alice' });
});

it('asks it again after a 401', async () => {
  const server = await scriptedServer((request, response) =>
    request.headers.authorization === 'Bearer token-2' ? json(response, 'in') : refuse(response, 401, 'Unauthorized'),
  );
  const folder = new Folder();
  const client = await clientOf(folder, server.url, { command: rotatingPlugin(folder) });
  await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: 'in' });
});

it('finds it on the login shell’s PATH and hands that on', async () => {
  const server = await scriptedServer((_request, response) => json(response, 'in'));
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
  await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: 'in' });
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

it('refuses one that must talk to a person', async () => {
  const client = await clientOf(new Folder(), 'http://127.0.0.1:1', { command: 'sh', interactiveMode: 'Always' });
  await expect(client.request({ path: '/api' })).rejects.toMatchObject({ code: 'unsupported' });
});
