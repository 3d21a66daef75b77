import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LiveTableChange, LiveTableName } from '../../shared/model/live-table.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import type { WatchObserver, watchKept } from '../kube/watch-list.ts';
import { SnapshotFeed } from './snapshot-feed.ts';
import { tableStream } from './table-stream.ts';

let observers: Map<string, WatchObserver>;
let told: LiveTableChange[];
let asked: string[];
let forbidden: readonly string[];
let ended: AbortController;
let stopped: string[];

const client: KubeClient = {
  server: 'https://fake',
  request: async ({ path }) => {
    asked.push(path);
    if (forbidden.includes(path)) throw new ApiError(403, `${path} is forbidden`);
    return { status: 200, warnings: [], body: { items: [] } as never };
  },
  lines: () => {
    throw new Error('not asked');
  },
  websocket: () => Promise.reject(new Error('not asked')),
  close: async () => {},
};

beforeEach(() => {
  vi.useFakeTimers();
  observers = new Map();
  told = [];
  asked = [];
  forbidden = [];
  stopped = [];
  ended = new AbortController();
});
afterEach(() => vi.useRealTimers());

async function open(table: LiveTableName, feed = new SnapshotFeed('monitoring', () => null)) {
  const watch: typeof watchKept = (_, { path }, keep, observer) => {
    observers.set(path, {
      onSnapshot: (objects) => observer.onSnapshot(objects.map(keep)),
      onEvent: ({ type, object }) => observer.onEvent({ type, object: keep(object) }),
      onState: (state) => observer.onState(state),
    });
    return () => void stopped.push(path);
  };
  const source = tableStream({ client, feed, watch });
  const stream = source({ kind: 'table', table }, { tell: (change) => told.push(change), signal: ended.signal });
  await vi.advanceTimersByTimeAsync(1);
  return stream;
}

const at = (path: string) => observers.get(path) ?? expect.unreachable(`nobody watches ${path}`);

function pod(name: string, restartCount = 0, more: object = {}): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'a', uid: `uid-${name}`, creationTimestamp: '2026-11-30T16:00:00Z', ...more },
    spec: { nodeName: 'n', containers: [{ name: 'main' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ name: 'main', ready: true, restartCount, state: { running: {} } }],
    },
  };
}

test('tells all once, then what has changed, at most four times a second', async () => {
  await open('pods');
  const pods = at('/api/v1/pods');
  pods.onSnapshot([pod('p'), pod('q')]);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ isWhole: true, removed: [] });
  expect(told[0]?.set[0]).toEqual({
    id: 'uid-p',
    object: { apiVersion: 'v1', kind: 'Pod', namespace: 'a', name: 'p' },
    health: { state: 'Current', reason: 'ready' },
    ready: 1,
    total: 1,
    restarts: 0,
    node: 'n',
    createdAt: Date.parse('2026-11-30T16:00:00Z'),
  });
  pods.onEvent({ type: 'MODIFIED', object: pod('p', 1) });
  pods.onEvent({ type: 'MODIFIED', object: pod('p', 2) });
  pods.onEvent({ type: 'DELETED', object: pod('q') });
  pods.onEvent({ type: 'MODIFIED', object: pod('p', 2, { annotations: { a: 'no column shows it' } }) });
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(250);
  expect(told[1]).toMatchObject({ isWhole: false, set: [{ id: 'uid-p', restarts: 2 }], removed: ['uid-q'] });
  pods.onEvent({ type: 'MODIFIED', object: pod('p', 2, { labels: {} }) });
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveLength(2);
});

test('a list that is read again tells only how it differs', async () => {
  await open('pods');
  const pods = at('/api/v1/pods');
  pods.onSnapshot([pod('p'), pod('q')]);
  pods.onSnapshot([pod('q'), pod('r')]);
  vi.advanceTimersByTime(250);
  expect(told[1]).toMatchObject({ isWhole: false, set: [{ id: 'uid-r' }], removed: ['uid-p'] });
});

test('waits for each kind, but not for one that may not be read', async () => {
  await open('workloads');
  at('/apis/apps/v1/deployments').onSnapshot([]);
  at('/apis/apps/v1/statefulsets').onSnapshot([]);
  vi.advanceTimersByTime(1_000);
  expect(told).toEqual([]);
  at('/apis/apps/v1/daemonsets').onState({ live: false, reason: 'daemonsets is forbidden' });
  vi.advanceTimersByTime(2_500);
  expect(told).toEqual([{ isWhole: true, set: [], removed: [], staleReason: 'daemonsets is forbidden' }]);
});

test('shows the stack’s namespace where all may not be read, and says so where that may not either', async () => {
  forbidden = ['/api/v1/pods'];
  await open('pods');
  expect([...observers.keys()]).toEqual(['/api/v1/namespaces/monitoring/pods']);
  forbidden = ['/api/v1/pods', '/api/v1/namespaces/monitoring/pods'];
  await open('pods');
  expect(told).toEqual([
    { isWhole: true, set: [], removed: [], staleReason: '/api/v1/namespaces/monitoring/pods is forbidden' },
  ]);
});

test('says why nothing newer is known, and that it is live again', async () => {
  await open('nodes');
  const nodes = at('/api/v1/nodes');
  nodes.onSnapshot([]);
  nodes.onState({ live: false, reason: 'It is gone.' });
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(1_500);
  expect(told[1]).toEqual({ isWhole: false, set: [], removed: [], staleReason: 'It is gone.' });
  nodes.onState({ live: true });
  vi.advanceTimersByTime(500);
  expect(told[2]).toEqual({ isWhole: false, set: [], removed: [] });
});

test('begins its watches anew after a silence', async () => {
  const silent = { stale: true, isAnswering: false, staleReason: 'Silence.' };
  let current = { ...silent, stale: false, isAnswering: true };
  const feed = new SnapshotFeed('monitoring', () => current as never);
  await open('pods', feed);
  at('/api/v1/pods').onSnapshot([pod('p')]);
  vi.advanceTimersByTime(250);
  current = silent;
  feed.tell();
  expect(told.at(-1)).toMatchObject({ staleReason: 'Silence.' });
  expect(stopped).toEqual([]);
  current = { ...silent, isAnswering: true };
  feed.tell();
  expect(stopped).toEqual(['/api/v1/pods']);
});

test('events are rows of what they are about', async () => {
  await open('events');
  at('/api/v1/events').onSnapshot([
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e', namespace: 'a', uid: 'u' },
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container',
      lastTimestamp: '2026-11-30T16:00:00Z',
      involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace: 'a', name: 'p' },
    },
  ]);
  expect(told[0]?.set).toEqual([
    {
      id: 'u',
      object: { apiVersion: 'v1', kind: 'Pod', namespace: 'a', name: 'p' },
      health: { state: 'Failed', reason: 'BackOff' },
      note: 'Back-off restarting failed container',
      createdAt: Date.parse('2026-11-30T16:00:00Z'),
    },
  ]);
});

test('two hundred changes a second of ten thousand pods are told as two hundred rows', async () => {
  await open('pods');
  const pods = at('/api/v1/pods');
  const all = Array.from({ length: 10_000 }, (_, n) => pod(`p${n}`));
  pods.onSnapshot(all);
  expect(told[0]?.set).toHaveLength(10_000);
  for (let n = 0; n < 200; n++) {
    if (n % 50 === 0) vi.advanceTimersByTime(250);
    pods.onEvent({ type: 'MODIFIED', object: pod(`p${n * 7}`, 1) });
  }
  vi.advanceTimersByTime(250);
  expect(told.length).toBeLessThanOrEqual(6);
  expect(told.slice(1).reduce((sum, { set }) => sum + set.length, 0)).toBe(200);
});
