// The API server behind a faulting proxy.
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { KubeConfig } from '@kubernetes/client-node';

/** The server behind, and what every request to it carries. */
export interface Upstream {
  readonly url: URL;
  readonly options: RequestOptions;
}

/** The server that a kubeconfig's current context names. Read by client-node's own loader, which shares no code with the loader under test. */
export async function upstreamOf(kubeconfigPath: string): Promise<Upstream> {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfigPath);
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error(`${kubeconfigPath} has no current context.`);
  const url = new URL(cluster.server);
  const token = config.getCurrentUser()?.token;
  if (url.protocol === 'http:') return { url, options: { headers: token ? { Authorization: `Bearer ${token}` } : {} } };
  const options: RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  return { url, options };
}

/** Sends a request on; resolves with the head of the answer. */
export function pass(upstream: Upstream, request: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const passed = dial(upstream, request, resolve);
    passed.once('error', reject);
    passed.end(body);
  });
}

/** Joins a WebSocket's two sides, or hands on the refusal. */
export function passUpgrade(upstream: Upstream, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const passed = dial(upstream, request, (refused) => {
    void buffer(refused).then((body) => socket.end(Buffer.concat([Buffer.from(headOf(refused, body.length)), body])));
  });
  passed.once('error', () => socket.destroy());
  passed.once('upgrade', (answer, other, rest) => {
    socket.write(headOf(answer));
    socket.write(rest);
    other.write(head);
    other.pipe(socket).pipe(other);
    other.once('error', () => socket.destroy());
    socket.once('error', () => other.destroy());
  });
  passed.end();
}

function dial(upstream: Upstream, request: IncomingMessage, onAnswer: (answer: IncomingMessage) => void) {
  const { host: _host, ...headers } = request.headers;
  const { url, options } = upstream;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const path = `${url.pathname.replace(/\/$/, '')}${request.url}`;
  const { hostname, port } = url;
  return send(
    { ...options, hostname, port, path, method: request.method, headers: { ...headers, ...options.headers } },
    onAnswer,
  );
}

function headOf(answer: IncomingMessage, bodyLength?: number): string {
  const { 'transfer-encoding': _chunked, ...headers } = answer.headers;
  const lines = Object.entries({ ...headers, ...(bodyLength === undefined ? {} : { 'content-length': bodyLength }) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${head}\r\n`;
}
