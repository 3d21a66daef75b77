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

export interface InjectOptions {
  readonly matches?: (request: SeenRequest) => boolean;
  readonly times?: number;
  /** Called when the fault strikes: before the client can know, and where the request is passed on, after it was carried out. */
  readonly onStrike?: () => void;
}

export interface FaultingProxy {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** A kubeconfig whose one context, `wire`, leads through the proxy. */
  readonly kubeconfig: string;
  readonly seen: readonly SeenRequest[];
  /** Breaks the next `times` requests that `matches` (all, unless told otherwise); of several faults the oldest counts. */
  inject(fault: Fault, options?: InjectOptions): void;
  /** How many injected faults have not struck yet. */
  readonly pending: number;
  /** Resolves when no request is on its way to the server; watches do not count. */
  settled(): Promise<void>;
  /** Forgets faults that have not struck, and what was seen. */
  reset(): void;
  close(): Promise<void>;
}

interface Injected {
  readonly fault: Fault;
  readonly matches: (request: SeenRequest) => boolean;
  readonly onStrike: () => void;
  times: number;
}

const NOTHING = (): void => {};

/** Starts a proxy before the server that the kubeconfig's current context names. */
export async function startFaultingProxy(upstreamKubeconfig: string): Promise<FaultingProxy> {
  const upstream = await upstreamOf(upstreamKubeconfig);
  const seen: SeenRequest[] = [];
  let injected: Injected[] = [];
  const sockets = new Set<Socket>();

  let underWay = 0;
  const settling: (() => void)[] = [];

  const nextFault = (request: SeenRequest): Injected | undefined => {
    const entry = injected.find(({ matches }) => matches(request));
    if (entry === undefined) return undefined;
    entry.times -= 1;
    if (entry.times === 0) injected = injected.filter((other) => other !== entry);
    return entry;
  };

  const server = createServer(async (request, response) => {
    const entry = toSeen(request);
    seen.push(entry);
    const struck = nextFault(entry);
    const isWatch = entry.query.has('watch');
    if (!isWatch) underWay += 1;
    try {
      const body = await buffer(request);
      await serve(upstream, { request, body, response, isWatch }, struck?.fault, struck?.onStrike ?? NOTHING);
    } catch {
      request.socket.destroy(); // the client went away while it sent its request
    } finally {
      if (!isWatch) underWay -= 1;
      if (underWay === 0) for (const settle of settling.splice(0)) settle();
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => {
    const entry = toSeen(request);
    seen.push(entry);
    const struck = nextFault(entry);
    struck?.onStrike();
    if (struck === undefined) passUpgrade(upstream, request, socket, head);
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
    inject: (fault, { matches = () => true, times = 1, onStrike = NOTHING } = {}) =>
      void injected.push({ fault, matches, times, onStrike }),
    get pending() {
      return injected.reduce((sum, { times }) => sum + times, 0);
    },
    settled: () => (underWay === 0 ? Promise.resolve() : new Promise((resolve) => settling.push(resolve))),
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

/** One request and where its answer goes. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
  /** Its answer never ends by itself. */
  readonly isWatch: boolean;
}

async function serve(
  upstream: Upstream,
  exchange: Exchange,
  fault: Fault | undefined,
  onStrike: () => void,
): Promise<void> {
  if (fault !== undefined && answerWithout(exchange, fault, onStrike)) return;
  const { request, response, body, isWatch } = exchange;
  const answer = await pass(upstream, request, body).catch(() => undefined);
  const { statusCode = 502, headers = {} } = answer ?? {};
  if (answer === undefined) {
    request.socket.resetAndDestroy();
  } else if (fault?.kind === 'resetAfterCommit') {
    if (isWatch) answer.destroy();
    else await buffer(answer);
    onStrike();
    request.socket.resetAndDestroy();
  } else if (fault?.kind === 'truncate') {
    await truncate(exchange, answer, onStrike);
  } else if (fault?.kind === 'stall') {
    onStrike();
    response.writeHead(statusCode, headers).flushHeaders();
    answer.destroy();
  } else {
    response.writeHead(statusCode, headers).flushHeaders();
    response.once('close', () => answer.destroy());
    answer.once('error', () => response.destroy());
    answer.pipe(response);
    // The client may be gone since before the answer began.
    if (response.destroyed || request.socket.destroyed) answer.destroy();
  }
}

/** Carries out a fault that keeps the request from the server; whether it was one. */
function answerWithout({ request, response }: Exchange, fault: Fault, onStrike: () => void): boolean {
  switch (fault.kind) {
    case 'refuse':
      onStrike();
      request.socket.resetAndDestroy();
      return true;
    case 'hang':
      onStrike();
      return true;
    case 'answer': {
      onStrike();
      const retryAfter = fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': fault.retryAfterSeconds };
      const status = JSON.stringify(statusOf(fault.code));
      response.writeHead(fault.code, { 'Content-Type': 'application/json', ...retryAfter }).end(status);
      return true;
    }
    case 'expire': {
      onStrike();
      const event = JSON.stringify({ type: 'ERROR', object: statusOf(410) });
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(`${event}\n`);
      return true;
    }
    default:
      return false;
  }
}

async function truncate({ response, isWatch }: Exchange, answer: IncomingMessage, onStrike: () => void): Promise<void> {
  const { statusCode = 502, headers } = answer;
  if (isWatch) {
    answer.destroy();
    onStrike();
    response.writeHead(statusCode, headers).write('{"type":"ADD', () => response.destroy());
    return;
  }
  const whole = await buffer(answer);
  onStrike();
  const { 'transfer-encoding': _chunked, ...rest } = headers;
  response.writeHead(statusCode, { ...rest, 'content-length': whole.length });
  response.write(whole.subarray(0, whole.length / 2), () => response.destroy());
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
