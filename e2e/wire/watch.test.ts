// A watch through what servers and networks do to it.
import type { ServerResponse } from 'node:http';
import { expect, it, onTestFinished, vi } from 'vitest';
import { connect } from '../../electron/kube/connect.ts';
import { type WatchObserver, type WatchSettings, watchList } from '../../electron/kube/watch-list.ts';
import { Folder } from './folder.ts';
import { json, refuse, type ScriptedServer, scriptedServer } from './scripted-server.ts';

const PATH = '/api/v1/pods';
const FAST = { backoff: { baseMs: 10, maxMs: 50, random: () => 1 } };

const pod = (name: string, resourceVersion: number): object => ({
  metadata: { name, resourceVersion: `${resourceVersion}` },
});

function list(response: ServerResponse, resourceVersion: number, items: readonly object[], more?: string): void {
  json(response, {
    kind: 'PodList',
    apiVersion: 'v1',
    metadata: { resourceVersion: `${resourceVersion}`, continue: more },
    items,
  });
}

type Event = readonly [type: string, object: object];

function stream(response: ServerResponse, ...events: readonly Event[]): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  for (const [type, object] of events) response.write(`${JSON.stringify({ type, object })}\n`);
}

const GONE = { kind: 'Status', apiVersion: 'v1', code: 410, message: 'too old resource version' };

interface Script {
  /** Answers list number `count`, from 1. */
  readonly list: (response: ServerResponse, count: number, query: URLSearchParams) => void;
  /** Answers watch number `count`, from 1. */
  readonly watch: (response: ServerResponse, count: number, query: URLSearchParams) => void;
}

interface Watched {
  readonly server: ScriptedServer;
  /** What was told, in a short form: `snapshot a1 b2`, `ADDED c3`, `live`, `down: reason`. */
  readonly told: readonly string[];
  readonly stop: () => void;
}

async function watch(
  script: Script,
  settings: Partial<WatchSettings> = {},
  also: Partial<WatchObserver> = {},
): Promise<Watched> {
  const counts = { list: 0, watch: 0 };
  const server = await scriptedServer(({ url }, response) => {
    const query = new URL(url, 'http://server').searchParams;
    const kind = query.has('watch') ? 'watch' : 'list';
    counts[kind] += 1;
    script[kind](response, counts[kind], query);
  });
  const client = await connect(new Folder().kubeconfig({ cluster: { server: server.url } }));
  const told: string[] = [];
  const brief = (object: { metadata: { name: string; resourceVersion?: string } }): string =>
    `${object.metadata.name}${object.metadata.resourceVersion}`;
  const observer: WatchObserver = {
    onSnapshot: (objects) => {
      told.push(['snapshot', ...objects.map(brief)].join(' '));
      also.onSnapshot?.(objects);
    },
    onEvent: (event) => {
      told.push(`${event.type} ${brief(event.object)}`);
      also.onEvent?.(event);
    },
    onState: ({ live, reason }) => told.push(live ? 'live' : `down: ${reason}`),
  };
  const stop = watchList(client, { path: PATH, query: { labelSelector: 'a=b' } }, observer, { ...FAST, ...settings });
  onTestFinished(async () => {
    await stop();
    await client.close();
  });
  return { server, told, stop: () => void stop() };
}

it('lists, then watches from there with bookmarks, and keeps its selectors', async () => {
  const { server, told } = await watch({
    list: (response) => list(response, 5, [pod('a', 1)]),
    watch: (response) => stream(response, ['ADDED', pod('b', 6)], ['MODIFIED', pod('a', 7)], ['DELETED', pod('b', 8)]),
  });
  await expect.poll(() => told).toEqual(['snapshot a1', 'live', 'ADDED b6', 'MODIFIED a7', 'DELETED b8']);
  const [first, second] = server.seen.map(({ url }) => new URL(url, server.url).searchParams);
  expect(Object.fromEntries(first ?? [])).toEqual({ labelSelector: 'a=b', limit: '500' });
  expect(Object.fromEntries(second ?? [])).toEqual({
    labelSelector: 'a=b',
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: '5',
    timeoutSeconds: '315',
  });
});

it('gives listed objects the kind that lists leave out', async () => {
  const kinds: unknown[] = [];
  await watch(
    { list: (response) => list(response, 5, [pod('a', 1)]), watch: (response) => stream(response) },
    {},
    { onSnapshot: (objects) => kinds.push(...objects.map(({ apiVersion, kind }) => [apiVersion, kind])) },
  );
  await expect.poll(() => kinds).toEqual([['v1', 'Pod']]);
});

it('reads a long list in pages, as one snapshot', async () => {
  const { told } = await watch({
    list: (response, count, query) => {
      expect(query.get('continue')).toBe(count === 1 ? null : 'page2');
      if (count === 1) list(response, 5, [pod('a', 1)], 'page2');
      else list(response, 5, [pod('b', 2)]);
    },
    watch: (response) => stream(response),
  });
  await expect.poll(() => told).toEqual(['snapshot a1 b2', 'live']);
});

it('begins the list again when its pages are too old', async () => {
  const { told } = await watch({
    list: (response, count) => {
      if (count === 1) list(response, 5, [pod('a', 1)], 'page2');
      else if (count === 2) refuse(response, 410, 'The provided continue parameter is too old');
      else list(response, 9, [pod('a', 8)]);
    },
    watch: (response) => stream(response),
  });
  await expect.poll(() => told).toEqual(['down: The provided continue parameter is too old', 'snapshot a8', 'live']);
});

it('goes on from the last bookmark when the server ends the watch, without a word', async () => {
  const positions: (string | null)[] = [];
  const { told } = await watch({
    list: (response) => list(response, 5, []),
    watch: (response, count, query) => {
      positions.push(query.get('resourceVersion'));
      if (count === 1) stream(response, ['ADDED', pod('a', 6)], ['BOOKMARK', pod('', 9)]);
      else stream(response);
      if (count < 3) response.end();
    },
  });
  await expect.poll(() => positions).toEqual(['5', '9', '9']);
  expect(told).toEqual(['snapshot', 'live', 'ADDED a6']);
});

it.each([
  ['as the answer', (response: ServerResponse) => refuse(response, 410, GONE.message)],
  ['as an event', (response: ServerResponse) => stream(response, ['ERROR', GONE])],
])('lists anew after a 410 %s', async (_how, gone) => {
  const { told } = await watch({
    list: (response, count) => list(response, count * 10, [pod('a', count)]),
    watch: (response, count) => (count === 1 ? gone(response) : stream(response, ['ADDED', pod('b', 21)])),
  });
  await expect.poll(() => told.slice(-3)).toEqual(['snapshot a2', 'live', 'ADDED b21']);
  expect(told).toContain(`down: ${GONE.message}`);
});

it('opens a silent watch anew and calls that no failure', async () => {
  const positions: (string | null)[] = [];
  const { told } = await watch(
    {
      list: (response) => list(response, 5, []),
      watch: (response, _count, query) => {
        positions.push(query.get('resourceVersion'));
        stream(response);
      },
    },
    { idleMs: 100 },
  );
  await expect.poll(() => positions.length, { timeout: 10_000 }).toBeGreaterThan(2);
  expect(told).toEqual(['snapshot', 'live']);
});

it('tells nothing twice and nothing old', async () => {
  const { told } = await watch({
    list: (response) => list(response, 5, [pod('a', 4)]),
    watch: (response) =>
      stream(
        response,
        ['MODIFIED', pod('a', 9)],
        ['MODIFIED', pod('a', 9)],
        ['MODIFIED', pod('a', 8)],
        ['ADDED', pod('b', 10)],
        ['DELETED', pod('b', 12)],
        ['MODIFIED', pod('b', 11)],
        ['DELETED', pod('b', 12)],
        ['MODIFIED', pod('c', 7)],
        ['MODIFIED', pod('a', 100)],
      ),
  });
  await expect
    .poll(() => told)
    .toEqual(['snapshot a4', 'live', 'MODIFIED a9', 'ADDED b10', 'DELETED b12', 'MODIFIED c7', 'MODIFIED a100']);
});

it('says why it is down and that it is up again', async () => {
  const { told } = await watch({
    list: (response, count) => (count < 3 ? refuse(response, 500, 'etcd is gone') : list(response, 5, [])),
    watch: (response, count) => (count === 1 ? response.destroy() : stream(response)),
  });
  // The second try after the cut is the client's own: a GET is repeated once after a reset.
  await expect.poll(() => told).toEqual(['down: etcd is gone', 'snapshot', 'live']);
});

it('says so when it may not watch what it may list, and keeps trying', async () => {
  const { told } = await watch({
    list: (response) => list(response, 5, []),
    watch: (response, count) => (count < 4 ? refuse(response, 403, 'pods is forbidden') : stream(response)),
  });
  await expect.poll(() => told).toEqual(['snapshot', 'down: pods is forbidden', 'live']);
});

it('goes on after a line that is cut short', async () => {
  const positions: (string | null)[] = [];
  const { told } = await watch({
    list: (response) => list(response, 5, []),
    watch: (response, count, query) => {
      positions.push(query.get('resourceVersion'));
      stream(response, ['ADDED', pod(`p${count}`, 5 + count)]);
      if (count === 1) response.end('{"type":"ADDED","obj');
    },
  });
  await expect.poll(() => positions).toEqual(['5', '6']);
  await expect.poll(() => told.at(-1)).toBe('ADDED p27');
  expect(told.filter((line) => line.startsWith('down'))).toEqual([expect.stringContaining('cut short')]);
});

it('does not open watches in a tight loop', async () => {
  let draws = 0; // one for each watch's own time limit, one for each wait
  let watches = 0;
  const random = (): number => {
    draws += 1;
    return 1;
  };
  await watch(
    {
      list: (response) => list(response, 5, []),
      watch: (response) => {
        watches += 1;
        response.writeHead(200).end();
      },
    },
    { backoff: { baseMs: 1, maxMs: 8, random } },
  );
  await expect.poll(() => watches).toBeGreaterThan(5);
  expect(draws).toBeGreaterThanOrEqual(2 * watches - 1);
});

it('gives a listener that threw a new snapshot, and says so', async () => {
  const warned = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  onTestFinished(() => warned.mockRestore());
  const { told } = await watch(
    {
      list: (response, count) => list(response, count * 10, [pod('a', count)]),
      watch: (response, count) => stream(response, ['ADDED', pod('b', count * 10 + 1)]),
    },
    {},
    {
      onEvent: ({ object }) => {
        if (object.metadata.resourceVersion === '11') throw new Error('a defect');
      },
    },
  );
  await expect
    .poll(() => told)
    .toEqual([
      'snapshot a1',
      'live',
      'ADDED b11',
      `down: What listens to ${PATH} failed: a defect`,
      'snapshot a2',
      'live',
      'ADDED b21',
    ]);
  expect(warned).toHaveBeenCalledWith(expect.objectContaining({ message: 'a defect' }));
});

it('tells nothing after it was stopped, and lets its connection go', async () => {
  const open = new Set<ServerResponse>();
  const { told, stop } = await watch({
    list: (response) => list(response, 5, []),
    watch: (response) => {
      open.add(response);
      response.on('close', () => open.delete(response));
      stream(response);
    },
  });
  await expect.poll(() => told).toEqual(['snapshot', 'live']);
  stop();
  await expect.poll(() => open.size).toBe(0);
  expect(told).toEqual(['snapshot', 'live']);
});

it('takes a list of 10,000 pods', async () => {
  const all = Array.from({ length: 10_000 }, (_, index) => pod(`pod-${index}`, index + 1));
  let listed = 0;
  await watch(
    {
      list: (response, _count, query) => {
        const start = Number(query.get('continue') ?? 0);
        const end = start + Number(query.get('limit'));
        list(response, 20_000, all.slice(start, end), end < all.length ? `${end}` : undefined);
      },
      watch: (response) => stream(response),
    },
    {},
    { onSnapshot: ({ length }) => (listed = length) },
  );
  await expect.poll(() => listed, { timeout: 20_000 }).toBe(10_000);
});
