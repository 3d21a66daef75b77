// A proxy before an API server that, while it is told to, changes what the server says.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { mutated, type Random } from './mutate.ts';
import { pass, upstreamOf } from './upstream.ts';

export interface MutatingProxy {
  readonly kubeconfig: string;
  /** From now on so many answers of a hundred, and lines of watches, are changed. */
  lie(random: Random, percent: number): void;
  /** From now on every answer is the server's own. Watches that were lied to are cut. */
  beHonest(): void;
  close(): void;
}

/** Starts one. Nothing that writes is passed on. */
export async function startMutatingProxy(upstreamKubeconfig: string): Promise<MutatingProxy> {
  const upstream = await upstreamOf(upstreamKubeconfig);
  const sockets = new Set<Socket>();
  let lies: { readonly random: Random; readonly percent: number } | undefined;
  const twist = (text: string): string => {
    if (lies === undefined || lies.random() * 100 >= lies.percent) return text;
    try {
      return JSON.stringify(mutated(JSON.parse(text), lies.random)) ?? 'null';
    } catch {
      return text;
    }
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const given = await pass(upstream, request, await buffer(request));
    given.on('error', () => response.destroy());
    // Who asked has gone meanwhile: a watch would go on for ever.
    if (response.destroyed) given.destroy();
    const { 'content-length': _length, 'transfer-encoding': _encoding, ...headers } = given.headers;
    response.writeHead(given.statusCode ?? 500, headers);
    if (!new URL(request.url ?? '/', 'http://it').searchParams.has('watch')) {
      response.end(twist((await buffer(given)).toString()));
      return;
    }
    response.flushHeaders();
    response.on('close', () => given.destroy());
    createInterface({ input: given })
      .on('error', () => {}) // said by what it reads
      .on('line', (line) => response.write(`${twist(line)}\n`))
      .on('close', () => response.end());
  };
  const server = createServer((request, response) => {
    response.on('error', () => {});
    answer(request, response).catch(() => response.destroy());
  });
  // Tunnels are other tests' business; a service that cannot be reached is a sentence as well.
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'odin-mutating-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const cluster = { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'wire',
    clusters: [{ name: 'it', cluster }],
    users: [{ name: 'me', user: {} }],
    contexts: [{ name: 'wire', context: { cluster: 'it', user: 'me' } }],
  };
  writeFileSync(kubeconfig, JSON.stringify(config), { mode: 0o600 });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    kubeconfig,
    lie: (random, percent) => {
      lies = { random, percent };
    },
    beHonest: () => {
      lies = undefined;
      cut();
    },
    close: () => {
      server.close();
      cut();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
