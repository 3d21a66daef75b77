// A client of the Kubernetes API made of nothing but fetch and ws, so that the suite shares no code with what it judges.
import { readFileSync } from 'node:fs';
import { Agent, fetch } from 'undici';
import { WebSocket } from 'ws';
import { parse } from 'yaml';

/** What came back. `body` is parsed when the server says that it is JSON, else the text. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly warnings: readonly string[];
  readonly body: unknown;
}

/** What to send beside the path. A `body` that is not a string is sent as JSON. */
export interface Send {
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** One connection to one API server. `Accept` is JSON and the user agent `conformance/1`, which names the field manager. */
export class RawClient {
  readonly #server: string;
  readonly #token: string | undefined;
  readonly #tls: { ca?: string; cert?: string; key?: string };
  readonly #agent: Agent;

  constructor(kubeconfigPath: string) {
    const { server, token, tls } = readKubeconfig(kubeconfigPath);
    this.#server = server;
    this.#token = token;
    this.#tls = tls;
    this.#agent = new Agent({ connect: tls });
  }

  /** Whether the user is known by a token; else a certificate speaks for every request. */
  get hasToken(): boolean {
    return this.#token !== undefined;
  }

  async send(method: string, path: string, options: Send = {}): Promise<Answer> {
    const response = await this.#fetch(method, path, options);
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? '';
    const warnings = response.headers.get('warning');
    return {
      status: response.status,
      contentType,
      warnings: warnings === null ? [] : warnings.split(/, (?=299 )/),
      body: contentType.startsWith('application/json') ? JSON.parse(text) : text,
    };
  }

  /** The answer's lines as they arrive: watches and followed logs. */
  async *lines(path: string, options: Send = {}): AsyncGenerator<string> {
    const response = await this.#fetch('GET', path, options);
    if (response.body === null) return;
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body) {
      const parts = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
    if (rest !== '') yield rest;
  }

  /** A socket that is not open yet; errors of the handshake arrive as its `error` event. */
  websocket(path: string, protocols: readonly string[]): WebSocket {
    return new WebSocket(this.#server.replace(/^http/, 'ws') + path, [...protocols], {
      headers: this.#credentials(),
      ...this.#tls,
    });
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #credentials(): Record<string, string> {
    return this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
  }

  #fetch(method: string, path: string, options: Send) {
    const { body } = options;
    return fetch(this.#server + path, {
      method,
      dispatcher: this.#agent,
      headers: {
        ...this.#credentials(),
        accept: 'application/json',
        'user-agent': 'conformance/1',
        ...(body === undefined ? {} : { 'content-type': options.contentType ?? 'application/json' }),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
  }
}

interface Kubeconfig {
  readonly 'current-context': string;
  readonly contexts: readonly { name: string; context: { cluster: string; user: string } }[];
  readonly clusters: readonly { name: string; cluster: Record<string, string> }[];
  readonly users: readonly { name: string; user: Record<string, string> }[];
}

function readKubeconfig(path: string) {
  const config = parse(readFileSync(path, 'utf8')) as Kubeconfig;
  const context = config.contexts.find(({ name }) => name === config['current-context'])?.context;
  const cluster = config.clusters.find(({ name }) => name === context?.cluster)?.cluster;
  const user = config.users.find(({ name }) => name === context?.user)?.user;
  if (cluster?.server === undefined || user === undefined) throw new Error(`${path}: no usable current-context`);
  const pem = (data: string | undefined, file: string | undefined) =>
    data !== undefined
      ? Buffer.from(data, 'base64').toString()
      : file !== undefined
        ? readFileSync(file, 'utf8')
        : undefined;
  const ca = pem(cluster['certificate-authority-data'], cluster['certificate-authority']);
  const cert = pem(user['client-certificate-data'], user['client-certificate']);
  const key = pem(user['client-key-data'], user['client-key']);
  return {
    server: cluster.server.replace(/\/$/, ''),
    token: user.token,
    tls: {
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
    },
  };
}
