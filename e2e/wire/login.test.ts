// Logins and trust in every way that a kubeconfig can say them: certificates, tokens, a file edited meanwhile.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { Folder, type KubeconfigParts } from './folder.ts';
import { json, refuse, type Script, type ScriptedServer, scriptedServer } from './scripted-server.ts';

const tls = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'tls', name));
const base64 = (name: string): string => tls(name).toString('base64');
const SERVER = {
  key: tls('server.key'),
  cert: tls('server.crt'),
  ca: tls('ca.crt'),
  requestCert: true,
  rejectUnauthorized: false,
};

/** Answers with what the server sees of the client. */
const mirror: Script = ({ headers }, response) => {
  const socket = response.socket as TLSSocket;
  const certificate = 'getPeerCertificate' in socket ? socket.getPeerCertificate().subject?.CN : undefined;
  json(response, { authorization: headers.authorization, certificate, headers });
};

async function clientOf(parts: KubeconfigParts, folder = new Folder()): Promise<KubeClient> {
  const client = await connect(folder.kubeconfig(parts));
  onTestFinished(() => client.close());
  return client;
}

async function ask(parts: KubeconfigParts, folder?: Folder): Promise<unknown> {
  const client = await clientOf(parts, folder);
  return (await client.request({ path: '/api' })).body;
}

it('trusts the authority of a file beside the kubeconfig', async () => {
  const server = await scriptedServer(mirror, SERVER);
  const folder = new Folder();
  mkdirSync(join(folder.path, 'pki'));
  folder.write('pki/ca.crt', String(tls('ca.crt')));
  const cluster = { server: server.url, 'certificate-authority': 'pki/ca.crt' };
  expect(await ask({ cluster }, folder)).toMatchObject({});
});

it('names a certificate file that is not there', async () => {
  const folder = new Folder();
  const source = folder.kubeconfig({
    cluster: { server: 'https://127.0.0.1:1', 'certificate-authority': 'nowhere.crt' },
  });
  await expect(connect(source)).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringContaining(join(folder.path, 'nowhere.crt')),
  });
});

it('shows its client certificate', async () => {
  const server = await scriptedServer(mirror, SERVER);
  const cluster = { server: server.url, 'certificate-authority-data': base64('ca.crt') };
  const user = { 'client-certificate-data': base64('client.crt'), 'client-key-data': base64('client.key') };
  expect(await ask({ cluster, user })).toMatchObject({ certificate: 'alice' });
});

it('says on which day its client certificate expired', async () => {
  const server = await scriptedServer((_request, response) => refuse(response, 401, 'Unauthorized'), SERVER);
  const cluster = { server: server.url, 'certificate-authority-data': base64('ca.crt') };
  const user = { 'client-certificate-data': base64('expired.crt'), 'client-key-data': base64('expired.key') };
  await expect(ask({ cluster, user })).rejects.toMatchObject({
    code: 'unauthorized',
    message: expect.stringContaining('expired on 2021-02-03'),
  });
});

it.each([
  ['another authority', {}, 'stranger.crt', /not signed by the authority in/],
  ['another name', { key: tls('misnamed.key'), cert: tls('misnamed.crt') }, 'ca.crt', /is for other names/],
])('refuses a server with a certificate of %s', async (_what, options, authority, sentence) => {
  const server = await scriptedServer(mirror, { ...SERVER, ...options });
  const cluster = { server: server.url, 'certificate-authority-data': base64(authority) };
  const failure = ask({ cluster });
  await expect(failure).rejects.toMatchObject({ code: 'unreachable', message: expect.stringMatching(sentence) });
  await expect(failure).rejects.toThrow(server.url);
});

it('takes tls-server-name for the name to check', async () => {
  const server = await scriptedServer(mirror, { ...SERVER, key: tls('misnamed.key'), cert: tls('misnamed.crt') });
  const cluster = {
    server: server.url,
    'certificate-authority-data': base64('ca.crt'),
    'tls-server-name': 'api.wire.test',
  };
  expect(await ask({ cluster })).toMatchObject({});
});

it('trusts the authorities of the system where the kubeconfig names none', async () => {
  const server = await scriptedServer(mirror, SERVER);
  const folder = new Folder();
  const source = folder.kubeconfig({ cluster: { server: server.url } });
  const trusting = (file: string) => connect(source, { environment: async () => ({ SSL_CERT_FILE: file }) });
  const client = await trusting(folder.write('company.pem', String(tls('ca.crt'))));
  onTestFinished(() => client.close());
  await expect(client.request({ path: '/api' })).resolves.toMatchObject({ status: 200 });
  const stranger = await trusting(folder.write('stranger.pem', String(tls('stranger.crt'))));
  onTestFinished(() => stranger.close());
  await expect(stranger.request({ path: '/api' })).rejects.toThrow(/is not signed by/);
});

it('checks nothing when told insecure-skip-tls-verify', async () => {
  const server = await scriptedServer(mirror, SERVER);
  expect(await ask({ cluster: { server: server.url, 'insecure-skip-tls-verify': true } })).toMatchObject({});
});

it('tells http and https apart', async () => {
  const plain = await scriptedServer(mirror);
  const secure = await scriptedServer(mirror, SERVER);
  await expect(ask({ cluster: { server: plain.url.replace('http', 'https') } })).rejects.toThrow(/does not speak TLS/);
  await expect(ask({ cluster: { server: secure.url.replace('https', 'http') } })).rejects.toMatchObject({
    code: 'unreachable',
  });
});

it('sends a token, a token file beside the kubeconfig, or a name and password', async () => {
  const server = await scriptedServer(mirror);
  const cluster = { server: server.url };
  const folder = new Folder();
  folder.write('token', '\n  from-file \r\n');
  expect(await ask({ cluster, user: { token: 'abc' } })).toMatchObject({ authorization: 'Bearer abc' });
  expect(await ask({ cluster, user: { tokenFile: 'token' } }, folder)).toMatchObject({
    authorization: 'Bearer from-file',
  });
  const basic = `Basic ${Buffer.from('me:secret').toString('base64')}`;
  expect(await ask({ cluster, user: { username: 'me', password: 'secret' } })).toMatchObject({ authorization: basic });
});

it.each([
  ['is not there', () => undefined, /token file \S+token is not there/],
  ['is a folder', (path: string) => mkdirSync(path), /is no file/],
  ['is a pipe', (path: string) => execFileSync('sh', ['-c', 'mkfifo "$0"', path]), /is no file/],
  ['is empty', (path: string) => writeFileSync(path, ' \n'), /is empty/],
  ['is endless', (path: string) => writeFileSync(path, 'x'.repeat(1_100_000)), /larger than 1 MiB/],
  [
    'is of several lines',
    (path: string) => writeFileSync(path, 'first\nsecond'),
    /^(?!.*second).*gives a token with line ends/,
  ],
])('says so when a token file %s', async (_what, make, sentence) => {
  const folder = new Folder();
  make(join(folder.path, 'token'));
  const asking = ask({ cluster: { server: 'http://127.0.0.1:1' }, user: { tokenFile: 'token' } }, folder);
  await expect(asking).rejects.toMatchObject({ code: 'unauthorized', message: expect.stringMatching(sentence) });
});

it('says that an auth-provider is no more', async () => {
  const user = { 'auth-provider': { name: 'gcp', config: { 'cmd-path': '/bin/false' } } };
  await expect(ask({ cluster: { server: 'http://127.0.0.1:1' }, user })).rejects.toMatchObject({
    code: 'unauthorized',
    message: expect.stringContaining('its auth-provider is not oidc'),
  });
});

it('impersonates with groups and uid', async () => {
  const server = await scriptedServer(mirror);
  const user = { as: 'eve', 'as-groups': ['a', 'b'], 'as-uid': '7' };
  expect(await ask({ cluster: { server: server.url }, user })).toMatchObject({
    headers: { 'impersonate-user': 'eve', 'impersonate-group': 'a, b', 'impersonate-uid': '7' },
  });
});

it.each([
  ['text', 'nonsense'],
  ['a key', String(tls('expired.key'))],
])('says that an authority is no certificate but %s', async (_what, text) => {
  const cluster = { server: 'https://127.0.0.1:1', 'certificate-authority-data': Buffer.from(text).toString('base64') };
  await expect(ask({ cluster })).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringMatching(
      /^The certificate authority of .* is no certificate in PEM: get a new kubeconfig of the cluster\.$/,
    ),
  });
});

it('says that the client certificate is none', async () => {
  const server = await scriptedServer(mirror, SERVER);
  const user = { 'client-certificate-data': 'bm9uc2Vuc2U=', 'client-key-data': 'bm9uc2Vuc2U=' };
  await expect(ask({ cluster: { server: server.url }, user })).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringMatching(/certificate/),
  });
});

const onlyToken = (token: string): Script => {
  return (request, response) => {
    if (request.headers.authorization === `Bearer ${token}`) json(response, { ok: true });
    else refuse(response, 401, 'Unauthorized');
  };
};

it('reads the kubeconfig anew after a 401, once', async () => {
  const server = await scriptedServer(onlyToken('new'));
  const cluster = { server: server.url };
  const folder = new Folder();
  const client = await clientOf({ cluster, user: { token: 'old' } }, folder);
  await expect(client.request({ path: '/api' })).rejects.toMatchObject({ code: 'unauthorized', status: 401 });
  expect(server.seen).toHaveLength(2);
  folder.kubeconfig({ cluster, user: { token: 'new' } });
  await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: { ok: true } });
  await expect(client.request({ path: '/api' })).resolves.toMatchObject({ body: { ok: true } });
  expect(server.seen).toHaveLength(5);
});

it('follows the kubeconfig to another address when the old one is dead', async () => {
  const first = await scriptedServer(mirror);
  const second = await scriptedServer(mirror);
  const folder = new Folder();
  const client = await clientOf({ cluster: { server: first.url } }, folder);
  await client.request({ path: '/api' });
  first.close();
  folder.kubeconfig({ cluster: { server: second.url } });
  await client.request({ path: '/api' });
  expect(client.server).toBe(second.url);
});

it.each<[string, (server: ScriptedServer) => KubeconfigParts, RegExp]>([
  ['a server that is no address', () => ({ cluster: { server: 'kube:6443' } }), /not an http\(s\) address: kube:6443/],
  [
    'a user that is not there',
    (server) => ({ cluster: { server: server.url }, user: 'nonsense' as never }),
    /users\[0\]\.user/,
  ],
])('refuses a kubeconfig with %s', async (_what, parts, sentence) => {
  const server = await scriptedServer(mirror);
  await expect(clientOf(parts(server))).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringMatching(sentence),
  });
});
