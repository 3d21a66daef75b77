// The demo cluster behind somebody who writes into its answers what would act on a terminal or a page.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { attachDemo } from '../../electron/demo/attach.ts';
import { ATTACKS } from '../../shared/hostile-text.testkit.ts';
import { pass, passUpgrade, type Upstream, upstreamOf } from '../wire/upstream.ts';

/**
 * `honest`: nothing; `messages`: why something is as it is; `words`: what people write and programs say (messages, versions, labels, reasons); `all`: every text, names
 * and kinds too; `refusals`: nothing is answered but a refusal.
 */
export type Mood = 'honest' | 'messages' | 'words' | 'all' | 'refusals';

export interface HostileCluster {
  /** A kubeconfig whose one context, `hostile`, leads there. */
  readonly kubeconfig: string;
  /** How many texts were spoilt so far. */
  readonly spoilt: number;
  mood: Mood;
  close(): Promise<void>;
}

/** What a client goes by: with others it would ask for nothing more. */
const NEEDED =
  /^(apiVersion|kind|name|namespace|uid|resourceVersion|groupVersion|preferredVersion|version|verbs|singularName|type|scope|status|fieldsType|holderIdentity|leaseDurationSeconds|.*(Time|Timestamp)|image|storage|cpu|memory|data|op|operation|path|continue|key|operator|protocol|clusterIP|.*IPs?|host|.*Port|phase|data\..*|stringData\..*|binaryData\..*)$/;

function isSpoilt(mood: Mood, key: string): boolean {
  if (mood === 'messages') return /^(message|reason|note)$/.test(key);
  return mood === 'all' || !NEEDED.test(key);
}

/** Starts both. */
export async function startHostileCluster(): Promise<HostileCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'odin-hostile-'));
  const demo = await attachDemo({ stateDir: join(folder, 'demo'), speed: 100 });
  const upstream = await upstreamOf(demo.kubeconfigPath);
  const all = Object.values(ATTACKS);
  const cluster = { mood: 'honest' as Mood, spoilt: 0 };
  const spoil = (text: string) => {
    cluster.spoilt += 1;
    return text + all[cluster.spoilt % all.length];
  };
  const spoilIn = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return isSpoilt(cluster.mood, key) ? spoil(value) : value;
    if (Array.isArray(value)) return value.map((one) => spoilIn(one, key));
    if (typeof value !== 'object' || value === null) return value;
    const isData = /^(data|binaryData|stringData)$/.test(key);
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, spoilIn(one, isData ? `data.${name}` : name)]),
    );
  };
  const server = createServer((request, response) => {
    answer(upstream, request, response, cluster, (value) => spoilIn(value, '')).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => passUpgrade(upstream, request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const kubeconfig = join(folder, 'kubeconfig');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(url)), { mode: 0o600 });
  return {
    kubeconfig,
    get spoilt() {
      return cluster.spoilt;
    },
    get mood() {
      return cluster.mood;
    },
    set mood(mood) {
      cluster.mood = mood;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await demo.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answer(
  upstream: Upstream,
  request: IncomingMessage,
  response: ServerResponse,
  cluster: { readonly mood: Mood },
  spoil: (value: unknown) => unknown,
): Promise<void> {
  if (cluster.mood === 'refusals') {
    const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 403, reason: 'Forbidden' };
    const message = Object.values(ATTACKS).join(' ');
    response.writeHead(403, { 'content-type': 'application/json', warning: `299 - "${encodeURI(ATTACKS.title)}"` });
    response.end(JSON.stringify({ ...status, message }));
    return;
  }
  const passed = await pass(upstream, request, await buffer(request));
  const { 'content-length': _length, ...headers } = passed.headers;
  response.writeHead(passed.statusCode ?? 500, headers);
  if (cluster.mood === 'honest' || !/json/.test(passed.headers['content-type'] ?? '')) {
    passed.pipe(response);
    return;
  }
  if (request.url?.includes('watch=') === true) {
    for await (const line of createInterface(passed)) response.write(`${JSON.stringify(spoil(JSON.parse(line)))}\n`);
    response.end();
    return;
  }
  const body = (await buffer(passed)).toString();
  response.end(body === '' ? body : JSON.stringify(spoil(JSON.parse(body))));
}

function kubeconfigOf(server: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server } }],
    users: [{ name: 'u', user: {} }],
    contexts: [{ name: 'hostile', context: { cluster: 'c', user: 'u' } }],
    'current-context': 'hostile',
  };
}
