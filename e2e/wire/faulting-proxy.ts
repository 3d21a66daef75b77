// A proxy before an API server that breaks chosen requests in chosen ways. It speaks plain http to its clients and
// carries the server's own credentials, so that a kubeconfig for it needs neither certificates nor tokens.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Fault, statusOf } from './fault.ts';
import { pass, passUpgrade, type Upstream, upstreamOf } from './upstream.ts';

/** A request that the proxy saw, in order of arrival. */
export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
}

export interface FaultingProxy {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** A kubeconfig whose one context, `wire`, leads through the proxy. */
  readonly kubeconfig: string;
  readonly seen: readonly SeenRequest[];
  /** Breaks the next `times` requests that `matches` (all, unless told otherwise); of several faults the oldest counts. */
  inject(
    fault: Fault,
    options?: { readonly matches?: (request: SeenRequest) => boolean; readonly times?: number },
  ): void;
  /** How many injected faults have not struck yet. */
  readonly pending: number;
  /** Forgets faults that have not struck, and what was seen. */
  reset(): void;
  close(): Promise<void>;
}

interface Injected {
  readonly fault: Fault;
  readonly matches: (request: SeenRequest) => boolean;
  times: number;
}

/** Starts a proxy before the server that the kubeconfig's current context names. */
export async function startFaultingProxy(upstreamKubeconfig: string): Promise<FaultingProxy> {
  const upstream = await upstreamOf(upstreamKubeconfig);
  const seen: SeenRequest[] = [];
  let injected: Injected[] = [];
  const sockets = new Set<Socket>();

  const nextFault = (request: SeenRequest): Fault | undefined => {
    const entry = injected.find(({ matches }) => matches(request));
    if (entry === undefined) return undefined;
    entry.times -= 1;
    if (entry.times === 0) injected = injected.filter((other) => other !== entry);
    return entry.fault;
  };

  const server = createServer(async (request, response) => {
    const entry = toSeen(request);
    seen.push(entry);
    const body = await buffer(request);
    await serve(upstream, request, body, response, nextFault(entry));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    const entry = toSeen(request);
    seen.push(entry);
    if (nextFault(entry) === undefined) passUpgrade(upstream, request, socket, head);
    else socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = await mkdtemp(join(tmpdir(), 'odin-proxy-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, JSON.stringify(kubeconfigFor(url)), { mode: 0o600 });

  return {
    url,
    kubeconfig,
    seen,
    inject: (fault, { matches = () => true, times = 1 } = {}) => void injected.push({ fault, matches, times }),
    get pending() {
      return injected.reduce((sum, { times }) => sum + times, 0);
    },
    reset: () => {
      injected = [];
      seen.length = 0;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
      await rm(folder, { recursive: true });
    },
  };
}

async function serve(
  upstream: Upstream,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  fault: Fault | undefined,
): Promise<void> {
  switch (fault?.kind) {
    case 'refuse':
      request.socket.resetAndDestroy();
      return;
    case 'hang':
      return;
    case 'answer': {
      const retryAfter = fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': fault.retryAfterSeconds };
      const status = JSON.stringify(statusOf(fault.code));
      response.writeHead(fault.code, { 'Content-Type': 'application/json', ...retryAfter }).end(status);
      return;
    }
    case 'expire': {
      const event = JSON.stringify({ type: 'ERROR', object: statusOf(410) });
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(`${event}\n`);
      return;
    }
    default:
      break;
  }
  const answer = await pass(upstream, request, body).catch(() => undefined);
  const { statusCode = 502, headers = {} } = answer ?? {};
  if (answer === undefined) {
    request.socket.resetAndDestroy();
  } else if (fault?.kind === 'resetAfterCommit') {
    await buffer(answer);
    request.socket.resetAndDestroy();
  } else if (fault?.kind === 'truncate') {
    const whole = await buffer(answer);
    const { 'transfer-encoding': _chunked, ...rest } = headers;
    response.writeHead(statusCode, { ...rest, 'content-length': whole.length });
    response.write(whole.subarray(0, whole.length / 2), () => response.destroy());
  } else if (fault?.kind === 'stall') {
    response.writeHead(statusCode, headers).flushHeaders();
    answer.destroy();
  } else {
    response.writeHead(statusCode, headers).flushHeaders();
    response.once('close', () => answer.destroy());
    answer.once('error', () => response.destroy());
    answer.pipe(response);
  }
}

function toSeen({ method = 'GET', url = '/' }: IncomingMessage): SeenRequest {
  const { pathname, searchParams } = new URL(url, 'http://proxy');
  return { method, path: pathname, query: searchParams };
}

function kubeconfigFor(server: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'wire',
    clusters: [{ name: 'wire', cluster: { server } }],
    users: [{ name: 'wire', user: {} }],
    contexts: [{ name: 'wire', context: { cluster: 'wire', user: 'wire' } }],
  };
}
