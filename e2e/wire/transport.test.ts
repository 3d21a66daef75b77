// Requests on the wire, and every kind of answer to them, and none.
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { KubeClient } from '../../electron/kube/client.ts';
import { connect } from '../../electron/kube/connect.ts';
import { Folder } from './folder.ts';
import { json, refuse, type Script, type ScriptedServer, scriptedServer } from './scripted-server.ts';

interface Pair {
  readonly server: ScriptedServer;
  readonly client: KubeClient;
}

async function clientOf(server: string): Promise<KubeClient> {
  const client = await connect(new Folder().kubeconfig({ cluster: { server } }));
  onTestFinished(() => client.close());
  return client;
}

async function pair(script: Script): Promise<Pair> {
  const server = await scriptedServer(script);
  return { server, client: await clientOf(server.url) };
}

const aRole = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a' } };

/** Of no shape but JSON. */
const get = { path: '/openapi/v3' };

it('sends the path as it is, the query encoded, the body as JSON', async () => {
  const { server, client } = await pair((_request, response) => json(response, aRole, 201));
  const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles/system:Mixed-Case';
  const query = { fieldManager: 'helm', labelSelector: 'a=b,c in (d,e)', limit: 5, force: true, absent: undefined };
  const body = { kind: 'ClusterRole', from: [{ to: 1 }] };
  const { status } = await client.request({
    method: 'PATCH',
    path,
    query,
    body,
    contentType: 'application/apply-patch+yaml',
  });
  expect(status).toBe(201);
  expect(server.seen[0]).toMatchObject({
    method: 'PATCH',
    url: `${path}?fieldManager=helm&labelSelector=a%3Db%2Cc+in+%28d%2Ce%29&limit=5&force=true`,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/apply-patch+yaml', accept: 'application/json' },
  });
});

it('keeps a path of the server’s own, as behind Rancher', async () => {
  const { server } = await pair((_request, response) => json(response, {}));
  const client = await clientOf(`${server.url}/k8s/clusters/c-1/`);
  await client.request(get);
  expect(server.seen[0]?.url).toBe('/k8s/clusters/c-1/openapi/v3');
});

it('uses its connections again', async () => {
  const { server, client } = await pair((_request, response) => json(response, {}));
  for (let index = 0; index < 50; index += 1) await client.request(get);
  // undici takes a connection back a moment after its answer is read: the next request may already need a second one.
  expect(server.connections()).toBeLessThanOrEqual(2);
});

it('shares a few connections among many requests, whatever streams are open', async () => {
  const { server, client } = await pair(({ url }, response) => {
    if (url.includes('watch')) response.writeHead(200).flushHeaders();
    else json(response, {});
  });
  const stopping = new AbortController();
  const opened = Array.from({ length: 20 }, async () => {
    await new Promise<void>((resolve) => {
      const lines = client.lines({ ...get, query: { watch: true }, onOpen: resolve, signal: stopping.signal });
      void (async () => {
        for await (const _line of lines);
      })().catch(() => undefined);
    });
  });
  await Promise.all(opened);
  await Promise.all(Array.from({ length: 100 }, () => client.request(get)));
  expect(server.connections()).toBe(20 + 16);
  stopping.abort();
});

it('hands on warnings', async () => {
  const { client } = await pair((_request, response) =>
    response
      .writeHead(200, {
        'Content-Type': 'application/json',
        Warning: ['299 - "v1 is old, use \\"v2\\"", 299 - "second"', '299 - "third"'],
      })
      .end('{}'),
  );
  expect((await client.request(get)).warnings).toEqual(['v1 is old, use "v2"', 'second', 'third']);
});

it('gives text that is not JSON as it is, but no web page', async () => {
  const type =
    (value: string): Script =>
    (_request, response) =>
      response.setHeader('Content-Type', value).end('ok');
  expect((await (await pair(type('text/plain'))).client.request(get)).body).toBe('ok');
  await expect((await pair(type('text/html'))).client.request(get)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('web page'),
  });
});

it('keeps Kubernetes’ own words of a refusal', async () => {
  const { client } = await pair((_request, response) => refuse(response, 403, 'pods is forbidden: User "eve"'));
  await expect(client.request(get)).rejects.toMatchObject({
    code: 'forbidden',
    status: 403,
    message: 'pods is forbidden: User "eve"',
    body: { kind: 'Status', code: 403 },
  });
});

it('names the request when a refusal is not Kubernetes’', async () => {
  const { client } = await pair((_request, response) => response.writeHead(502).end('<html><b>Bad</b> gateway</html>'));
  await expect(client.request(get)).rejects.toMatchObject({
    code: 'unavailable',
    message: 'GET /openapi/v3 was answered with 502: Bad gateway',
  });
});

it.each([
  ['a JSON body that is cut short', '{"items":[{"a'],
  ['an empty body', ''],
])('calls %s unreachable and names it', async (_what, text) => {
  const { client } = await pair((_request, response) =>
    response.setHeader('Content-Type', 'application/json').end(text),
  );
  await expect(client.request(get)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringMatching(/answer .* to GET \/openapi\/v3 ended before it was whole/),
  });
});

it('calls a connection that is cut in the body unreachable', async () => {
  const { client, server } = await pair((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
    response.write('{"items":', () => response.destroy());
  });
  await expect(client.request(get)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining(`${server.url} cut the connection`),
  });
});

it('repeats a GET once when the connection is reset, and nothing else', async () => {
  const { server, client } = await pair((_request, response, count) =>
    count % 2 === 1 ? response.destroy() : json(response, {}),
  );
  await client.request(get);
  expect(server.seen).toHaveLength(2);
  await expect(client.request({ ...get, method: 'POST', body: {} })).rejects.toMatchObject({ code: 'unreachable' });
  expect(server.seen).toHaveLength(3);
});

it.each([
  ['GET', 429, 2],
  ['GET', 503, 2],
  ['GET', 500, 1],
  ['PATCH', 429, 2],
  ['DELETE', 429, 2],
  ['PATCH', 503, 1],
  ['POST', 429, 1],
] as const)('after Retry-After sends a %s that got %i %i times', async (method, status, times) => {
  const { server, client } = await pair((_request, response, count) =>
    count === 1 ? refuse(response, status, 'wait', { 'Retry-After': '0' }) : json(response, {}),
  );
  await client.request({ ...get, method }).catch((error: unknown) => expect(error).toMatchObject({ status }));
  expect(server.seen).toHaveLength(times);
});

it('waits as long as Retry-After says, a bounded number of times, never beyond the limit', async () => {
  const { server, client } = await pair((_request, response) => refuse(response, 429, 'wait', { 'Retry-After': '0' }));
  await expect(client.request(get)).rejects.toMatchObject({ status: 429, retryAfterSeconds: 0 });
  expect(server.seen).toHaveLength(5);

  const slow = await pair((_request, response, count) =>
    count === 1 ? refuse(response, 429, 'wait', { 'Retry-After': '1' }) : json(response, {}),
  );
  const startedAt = performance.now();
  await slow.client.request(get);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1000);

  const busy = await pair((_request, response) => refuse(response, 429, 'wait', { 'Retry-After': '60' }));
  await expect(busy.client.request(get)).rejects.toMatchObject({ status: 429, retryAfterSeconds: 60 });
  expect(busy.server.seen).toHaveLength(1);
});

it('gives up on an answer that does not come', async () => {
  const { client, server } = await pair(() => undefined);
  await expect(client.request({ ...get, timeoutMs: 100 })).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining(`${server.url} has not answered GET /openapi/v3 within 0.1 s`),
  });
});

it('is cancelled by its signal and by close', async () => {
  const { client } = await pair(() => undefined);
  const stopping = new AbortController();
  const first = client.request({ ...get, signal: stopping.signal });
  stopping.abort();
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  const second = client.request(get);
  await client.close();
  await expect(second).rejects.toMatchObject({ code: 'cancelled' });
  await expect(client.request(get)).rejects.toMatchObject({ code: 'cancelled' });
});

it('says where nothing listens, and how K3s is started on this machine', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const client = await clientOf(`https://127.0.0.1:${port}`);
  await expect(client.request(get)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining(`Nothing listens at https://127.0.0.1:${port}`),
  });
});

it('says that a name can’t be resolved', async () => {
  const client = await clientOf('https://cluster.invalid:6443');
  await expect(client.request(get)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('https://cluster.invalid:6443 could not be resolved'),
  });
});

it('reads lines as they come, in whatever pieces', async () => {
  const { client } = await pair(async (_request, response) => {
    response.writeHead(200);
    for (const piece of ['on', 'e\ntw', 'o\n\nthr', 'ee']) {
      response.write(piece);
      await sleep(5);
    }
    response.end();
  });
  let isOpen = false;
  const lines: string[] = [];
  const onOpen = (): void => {
    isOpen = true;
  };
  for await (const line of client.lines({ ...get, onOpen })) {
    expect(isOpen).toBe(true);
    lines.push(line);
  }
  expect(lines).toEqual(['one', 'two', '', 'three']);
});

it('keeps characters whole that come in two pieces', async () => {
  const { client } = await pair(async (_request, response) => {
    const [half, rest] = [Buffer.from('gr€n\n').subarray(0, 3), Buffer.from('gr€n\n').subarray(3)];
    response.write(half);
    await sleep(5);
    response.end(rest);
  });
  const lines: string[] = [];
  for await (const line of client.lines(get)) lines.push(line);
  expect(lines).toEqual(['gr€n']);
});

it('breaks lines that fall silent', async () => {
  const { client } = await pair((_request, response) => response.write('one\n'));
  const lines: string[] = [];
  const read = async (): Promise<void> => {
    for await (const line of client.lines({ ...get, idleMs: 300 })) lines.push(line);
  };
  await expect(read()).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('has sent nothing for too long'),
  });
  expect(lines).toEqual(['one']);
});

it('cancels lines by the signal, and closes the connection of a reader that leaves', async () => {
  const ended: string[] = [];
  const { client } = await pair(({ url }, response) => {
    response.on('close', () => ended.push(url));
    response.write('one\n');
  });
  const stopping = new AbortController();
  const read = async (): Promise<void> => {
    for await (const _line of client.lines({ path: '/aborted', signal: stopping.signal })) stopping.abort();
  };
  await expect(read()).rejects.toMatchObject({ code: 'cancelled' });
  for await (const _line of client.lines({ path: '/left' })) break;
  await expect.poll(() => ended).toEqual(['/aborted', '/left']);
});

it('holds the server back while the reader of lines is busy', async () => {
  let sentBytes = 0;
  const line = `${'x'.repeat(64 * 1024)}\n`;
  const { client } = await pair((_request, response) => {
    const fill = (): void => {
      do sentBytes += line.length;
      while (response.write(line));
      response.once('drain', fill);
    };
    fill();
  });
  for await (const _line of client.lines(get)) {
    const seen: number[] = [];
    await expect
      .poll(() => seen.push(sentBytes) > 3 && new Set(seen.slice(-4)).size === 1, { interval: 50 })
      .toBe(true);
    expect(sentBytes).toBeLessThan(32 << 20);
    break;
  }
});
