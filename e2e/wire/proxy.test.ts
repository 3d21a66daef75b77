// Proxies of each kind, named by the kubeconfig or the environment, for requests, watches and port forwards alike. The
// server's name is known to the proxy alone.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { openTunnel } from '../../electron/kube/port-forward.ts';
import { Folder } from './folder.ts';
import { httpProxy, socksProxy } from './proxy.ts';
import { json, scriptedServer } from './scripted-server.ts';

const tls = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'tls', name));
const SERVER = { key: tls('server.key'), cert: tls('server.crt') };
const CA = tls('ca.crt').toString('base64');

/** A server that answers requests, watches and port forwards, and its port. */
async function apiServer(isTls: boolean): Promise<number> {
  const script = async ({ url }: { url: string }, response: import('node:http').ServerResponse) => {
    if (!url.includes('watch')) return json(response, { url });
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write('{"type":"ADDED"}\n');
    setTimeout(() => response.end('{"type":"DELETED"}\n'), 20);
  };
  const { server, url } = await scriptedServer(script, isTls ? SERVER : undefined);
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'v4.channel.k8s.io' });
  server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (open) => {
      for (const frame of [Buffer.of(0, 0xb8, 0x0b), Buffer.of(1, 0xb8, 0x0b)]) open.send(frame);
      open.on('message', (frame: Buffer) => {
        open.send(frame);
        open.close(1000);
      });
    }),
  );
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
  });
  return Number(new URL(url).port);
}

async function clientOf(cluster: object, environment: NodeJS.ProcessEnv = {}): Promise<KubeClient> {
  const source = new Folder().kubeconfig({ cluster: { 'certificate-authority-data': CA, ...cluster } });
  const client = await connect(source, { environment: async () => environment });
  onTestFinished(() => client.close());
  return client;
}

/** Everything that a session does with a connection. */
async function useAll(client: KubeClient): Promise<void> {
  await expect(client.request({ path: '/version' })).resolves.toMatchObject({ body: { url: '/version' } });
  const lines: string[] = [];
  for await (const line of client.lines({ path: '/api/v1/pods', query: { watch: 1 } })) lines.push(line);
  expect(lines).toEqual(['{"type":"ADDED"}', '{"type":"DELETED"}']);
  const target = { namespace: 'monitoring', pod: 'grafana-0', port: 3000 };
  const tunnel = await openTunnel(client, target, new AbortController().signal);
  tunnel.write('hello');
  expect(await text(tunnel)).toBe('hello');
}

const KINDS = {
  http: (options: object) => httpProxy(options),
  https: (options: object) => httpProxy({ ...options, tls: SERVER }),
  socks5: (options: object) => socksProxy(options),
  socks5h: (options: object) => socksProxy(options),
} as const;

describe.each(Object.entries(KINDS))('an %s proxy', (scheme, start) => {
  it('leads to an https server, whose name is checked', async () => {
    const port = await apiServer(true);
    const proxy = await start({ names: { 'api.wire.test': port } });
    await useAll(await clientOf({ server: `https://api.wire.test:6443`, 'proxy-url': `${scheme}://${proxy.address}` }));
    expect(new Set(proxy.asked)).toEqual(new Set([verbOf(scheme, 'api.wire.test:6443')]));
  });

  it('keeps tls-server-name', async () => {
    const port = await apiServer(true);
    const proxy = await start({ names: { 'kube.corp': port } });
    const cluster = { server: 'https://kube.corp', 'proxy-url': `${scheme}://${proxy.address}` };
    await useAll(await clientOf({ ...cluster, 'tls-server-name': 'api.wire.test' }));
    expect(new Set(proxy.asked)).toEqual(new Set([verbOf(scheme, 'kube.corp:443')]));
    const unnamed = await clientOf(cluster);
    await expect(unnamed.request({ path: '/version' })).rejects.toThrow(/is for other names/);
  });

  it('leads to an http server', async () => {
    const port = await apiServer(false);
    const proxy = await start({ names: { 'kube.corp': port } });
    await useAll(await clientOf({ server: 'http://kube.corp:8001/', 'proxy-url': `${scheme}://${proxy.address}` }));
    expect(proxy.asked[0]).toBe(
      scheme.startsWith('socks') ? 'SOCKS kube.corp:8001' : 'GET http://kube.corp:8001/version',
    );
  });

  it('is given its credentials', async () => {
    const port = await apiServer(true);
    const proxy = await start({ names: { 'api.wire.test': port }, credentials: 'me:p@ss/w' });
    const with_ = (userinfo: string) =>
      clientOf({ server: `https://api.wire.test`, 'proxy-url': `${scheme}://${userinfo}${proxy.address}` });
    await useAll(await with_('me:p%40ss%2Fw@'));
    for (const userinfo of ['me:wr0ng@', '']) {
      const asking = (await with_(userinfo)).request({ path: '/version' });
      await expect(asking).rejects.toMatchObject({
        code: 'unreachable',
        message: expect.stringMatching(/^The proxy (?!.*wr0ng).*(user|Authentication|NoAcceptable)/i),
      });
    }
  });

  it('is named by the environment, unless the server is exempt', async () => {
    const port = await apiServer(true);
    const proxy = await start({ names: { 'api.wire.test': port } });
    const environment = { https_proxy: `${scheme}://${proxy.address}`, NO_PROXY: 'other.test' };
    await useAll(await clientOf({ server: 'https://api.wire.test:6443' }, environment));
    expect(proxy.asked).not.toEqual([]);
    const direct = await clientOf({ server: `https://127.0.0.1:${port}` }, environment);
    const before = proxy.asked.length;
    await useAll(direct);
    expect(proxy.asked).toHaveLength(before);
  });

  it('is named where nothing listens at it', async () => {
    const address = await freeAddress();
    const client = await clientOf({ server: 'https://kube.corp' }, { HTTPS_PROXY: `${scheme}://me:s3cret@${address}` });
    await expect(client.request({ path: '/version' })).rejects.toThrow(
      `Nothing listens at the proxy ${scheme}://${address} (HTTPS_PROXY), and kube.corp:443 is asked through it: check it, or change HTTPS_PROXY, or name the host in NO_PROXY.`,
    );
  });
});

it.each([403, 405, 502, 503])('says that a proxy answered %d', async (status) => {
  const proxy = await httpProxy({ status });
  const client = await clientOf({ server: 'https://kube.corp:6443', 'proxy-url': `http://${proxy.address}` });
  await expect(client.request({ path: '/version' })).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringMatching(new RegExp(`^The proxy http://.* kube\\.corp:6443 \\(${status}\\):`)),
  });
});

it('says what a SOCKS proxy said', async () => {
  const proxy = await socksProxy();
  const client = await clientOf({ server: 'https://kube.nowhere', 'proxy-url': `socks5://${proxy.address}` });
  await expect(client.request({ path: '/version' })).rejects.toThrow(
    /did not lead to kube\.nowhere:443 \(HostUnreachable\)/,
  );
});

it('does not take a proxy that speaks something else for one', async () => {
  const garbage = createServer((socket) => socket.end('220 ESMTP\r\n'));
  await new Promise<void>((resolve) => garbage.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void garbage.close());
  const { port } = garbage.address() as import('node:net').AddressInfo;
  for (const scheme of ['http', 'https', 'socks5']) {
    const client = await clientOf({ server: 'https://kube.corp', 'proxy-url': `${scheme}://127.0.0.1:${port}` });
    await expect(client.request({ path: '/version' })).rejects.toThrow(/^The proxy /);
  }
});

function verbOf(scheme: string, target: string): string {
  return `${scheme.startsWith('socks') ? 'SOCKS' : 'CONNECT'} ${target}`;
}

async function freeAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as import('node:net').AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}
