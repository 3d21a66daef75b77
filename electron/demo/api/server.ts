// The HTTP server in front of everything: who asks, what for, and how it is answered.
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Duplex } from 'node:stream';
import { resourcesOf } from '../store/custom-resources.ts';
import {
  badRequest,
  Failure,
  methodNotAllowed,
  noSuchResource,
  notAcceptable,
  unauthorized,
} from '../store/failure.ts';
import type { Json } from '../store/json.ts';
import type { Registry } from '../store/registry.ts';
import type { Resource } from '../store/resources.ts';
import type { Certificate } from './certificate.ts';
import { deleteCollection, deleteObject } from './delete.ts';
import { documentAt, hasGroup } from './discovery.ts';
import { acceptExec, type ExecSource, execution } from './exec.ts';
import { type LogSource, sendLog } from './logs.ts';
import { isOfMetrics, METRICS_RESOURCES, metricsAt, type UsageSource } from './metrics.ts';
import { acceptPortForward, forwardedPod, type PortDialer } from './port-forward.ts';
import { getObject, listObjects } from './read.ts';
import { readBody, type Target, targetOf } from './request.ts';
import { scaleOf, writeScale } from './scale.ts';
import { isTrue, watchObjects } from './watch.ts';
import { createObject, patchObject, updateObject } from './write.ts';
import type { WriteRequest } from './write-request.ts';

/** What the API needs of the rest of the demo cluster. */
export interface ApiOptions {
  readonly registry: Registry;
  readonly certificate: Certificate;
  /** The bearer token that every request must carry. */
  readonly token: string;
  /** What containers wrote. */
  readonly logs: LogSource;
  /** Who answers on a pod's ports. */
  readonly dial: PortDialer;
  /** What containers and the node use. */
  readonly usage: UsageSource;
  /** What runs in a container beside its program. */
  readonly exec: ExecSource;
}

/** The one path that no cluster has: makes this one forget what happened so far, as real ones do after five minutes. */
const FORGET_PATH = '/demo/forget-history';
const HEALTH_PATHS = ['/healthz', '/livez', '/readyz'];

/** The server, not listening yet. */
export function createApiServer(options: ApiOptions): Server {
  const server = createServer(options.certificate, (request, response) => {
    answer(options, request, response).catch((error: unknown) => sendError(response, error));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const url = new URL(request.url ?? '/', 'http://demo');
    const target = isAuthorized(options, request) ? targetOf(url.pathname, servedBy(options)) : undefined;
    const { store } = options.registry;
    if (target?.subresource === 'portforward')
      acceptPortForward(store, target, url.searchParams, options.dial, request, socket, head);
    else if (target?.subresource === 'exec')
      acceptExec({ store, target, query: url.searchParams, run: options.exec, request, socket, head });
    else socket.end(`HTTP/1.1 ${isAuthorized(options, request) ? '404 Not Found' : '401 Unauthorized'}\r\n\r\n`);
  });
  // Watches are long and quiet by nature.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  return server;
}

async function answer(options: ApiOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://demo');
  if (!isAuthorized(options, request)) throw unauthorized();
  if (HEALTH_PATHS.some((path) => url.pathname === path || url.pathname.startsWith(`${path}/`))) {
    sendText(response, 200, 'ok');
    return;
  }
  if (url.pathname === FORGET_PATH && request.method === 'POST') {
    options.registry.store.compact();
    sendText(response, 200, 'ok');
    return;
  }
  const accept = request.headers.accept ?? '*/*';
  if (!/application\/(json|\*)|\*\/\*/.test(accept)) throw notAcceptable();
  const served = servedBy(options);
  const document = documentAt(url.pathname, accept, served);
  if (document !== undefined) {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw methodNotAllowed();
    sendJson(response, 200, document.body, document.contentType);
    return;
  }
  const target = targetOf(url.pathname, served);
  if (target !== undefined) await answerTarget(options, target, url.searchParams, request, response);
  else if (/^\/api\//.test(url.pathname) || isInGroup(url.pathname, served)) throw noSuchResource();
  else sendText(response, 404, '404 page not found\n');
}

/** All that there is, stored or not. */
function servedBy({ registry }: ApiOptions): readonly Resource[] {
  return [...resourcesOf(registry.store), ...METRICS_RESOURCES];
}

async function answerTarget(
  { registry, logs, usage }: ApiOptions,
  target: Target,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { store } = registry;
  const { resource, name, subresource, namespace } = target;
  const method = request.method ?? 'GET';
  if (isOfMetrics(target)) {
    sendJson(response, 200, metricsAt(store, target, query, method, usage, Date.now()));
    return;
  }
  if (method === 'GET') {
    if (subresource === 'log') sendLog(store, target, query, logs, response);
    else if (subresource === 'portforward') {
      forwardedPod(store, target);
      throw badRequest('Upgrade request required');
    } else if (subresource === 'exec') {
      execution(store, target, query);
      throw badRequest('Upgrade request required');
    } else if (subresource === 'scale') sendJson(response, 200, scaleOf(getObject(store, target)));
    else if (name !== '') sendJson(response, 200, getObject(store, target));
    else if (isTrue(query.get('watch'))) watchObjects(store, target, query, response);
    else sendJson(response, 200, listObjects(store, target, query));
    return;
  }
  const write: WriteRequest = {
    target,
    query,
    userAgent: request.headers['user-agent'] ?? '',
    ...(await readBody(request)),
  };
  if (subresource === 'scale' && (method === 'PUT' || method === 'PATCH')) {
    sendWritten(response, writeScale(registry, write, method));
    return;
  }
  const isPlain = subresource === '';
  const isWritable = isPlain || subresource === 'status';
  const isCollection = namespace !== '' || !resource.namespaced;
  if (method === 'POST' && name === '' && isCollection) {
    sendWritten(response, createObject(registry, write));
  } else if (method === 'PUT' && name !== '' && isWritable) sendWritten(response, updateObject(registry, write));
  else if (method === 'PATCH' && name !== '' && isWritable) sendWritten(response, patchObject(registry, write));
  else if (method === 'DELETE' && name !== '' && isPlain) sendWritten(response, deleteObject(registry, write));
  else if (method === 'DELETE' && name === '' && isCollection && resource.verbs.includes('deletecollection')) {
    sendWritten(response, deleteCollection(registry, write));
  } else throw methodNotAllowed();
}

/** Groups that nobody serves are not known to be groups. */
function isInGroup(path: string, served: readonly Resource[]): boolean {
  const [, group] = /^\/apis\/([^/]+)/.exec(path) ?? [];
  return group !== undefined && hasGroup(group, served);
}

function isAuthorized({ token }: ApiOptions, request: IncomingMessage): boolean {
  const sent = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return sent.length === wanted.length && timingSafeEqual(sent, wanted);
}

function sendWritten(response: ServerResponse, { code, body, warnings }: ReturnType<typeof createObject>): void {
  if (warnings.length > 0) {
    response.setHeader(
      'warning',
      warnings.map((text) => `299 - ${JSON.stringify(text)}`),
    );
  }
  sendJson(response, code, body);
}

function sendJson(response: ServerResponse, code: number, body: Json, contentType = 'application/json'): void {
  const text = `${JSON.stringify(body)}\n`;
  response.writeHead(code, { 'content-type': contentType, 'cache-control': 'no-cache, private' });
  response.end(text);
}

function sendText(response: ServerResponse, code: number, text: string): void {
  response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' });
  response.end(text);
}

function sendError(response: ServerResponse, error: unknown): void {
  const failure =
    error instanceof Failure ? error : new Failure(500, 'InternalError', `Internal error occurred: ${String(error)}`);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (failure.code === 504) response.setHeader('retry-after', '1');
  sendJson(response, failure.code, failure.body);
}
