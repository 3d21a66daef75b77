import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Inspection } from '../../shared/model/inspection.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import { around } from '../inspect/around.testkit.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import { Discovery } from '../kube/discovery.ts';
import type { WatchObserver } from '../kube/watch-list.ts';
import { objectStream } from './object-stream.ts';
import { SnapshotFeed } from './snapshot-feed.ts';

const observers = vi.hoisted(() => new Map<string, WatchObserver>());
const stopped = vi.hoisted(() => [] as string[]);
vi.mock('../kube/watch-list.ts', () => ({
  watchList: (_: unknown, { path }: { path: string }, observer: WatchObserver) => {
    observers.set(path, observer);
    return () => void stopped.push(path);
  },
}));

const POD_PATH = '/api/v1/namespaces/monitoring/pods';
const POD = { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'web-1' };
const NEVER = new AbortController().signal;
let answer: () => Promise<never>;
let told: Inspection[];
let snapshot: Snapshot;

const RESOURCES = ['pods/Pod', 'configmaps/ConfigMap'].map((one) => {
  const [name, kind] = one.split('/');
  return { name, kind, namespaced: true, verbs: ['get', 'list', 'watch'] };
});
const client: KubeClient = {
  server: 'https://fake',
  request: async <T>({ path, accept }: { path: string; accept?: string }) => {
    if (accept !== undefined) return { status: 200, warnings: [], body: {} as T };
    if (path === '/api/v1')
      return { status: 200, warnings: [], body: { groupVersion: 'v1', resources: RESOURCES } as T };
    return answer();
  },
  lines: () => {
    throw new Error('not asked');
  },
  websocket: () => Promise.reject(new Error('not asked')),
  close: async () => {},
};

const pod = (name: string, second = 0): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name,
    namespace: 'monitoring',
    uid: `uid-${name}`,
    creationTimestamp: `2026-11-30T16:00:${String(second).padStart(2, '0')}Z`,
    labels: { 'pod-template-hash': 'x' },
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-x', uid: 'x', controller: true }],
  },
  spec: { containers: [{ name: 'main', image: 'w' }] },
  status: { phase: 'Running' },
});

const known = (...pods: readonly KubeObject[]): Snapshot => ({
  namespace: 'monitoring',
  objects: around(pods).objects,
  isComplete: true,
  at: 1,
  stale: false,
  isAnswering: true,
});

beforeEach(() => {
  vi.useFakeTimers();
  observers.clear();
  stopped.length = 0;
  told = [];
  answer = () => Promise.reject(new ApiError(404, 'not found'));
  snapshot = known();
});
afterEach(() => vi.useRealTimers());

async function open(object = POD) {
  const feed = new SnapshotFeed('monitoring', () => snapshot);
  const source = objectStream({ client, discovery: new Discovery(client), feed });
  const stream = source({ kind: 'object', object }, { tell: (message) => told.push(message), signal: NEVER });
  await vi.advanceTimersByTimeAsync(10);
  const next = (changed: Snapshot) => {
    snapshot = changed;
    feed.tell();
    vi.advanceTimersByTime(200);
  };
  return { stream, next, watch: observers.get(POD_PATH) as WatchObserver };
}

test('is there, changes at most five times a second, and is not told twice', async () => {
  const { watch, next } = await open();
  watch.onSnapshot([pod('web-1')]);
  expect(told).toMatchObject([{ state: 'there', ref: POD, uid: 'uid-web-1' }]);
  for (const phase of ['Pending', 'Failed']) {
    watch.onEvent({ type: 'MODIFIED', object: { ...pod('web-1'), status: { phase } } });
  }
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(200);
  expect(told).toHaveLength(2);
  expect(told[1]).toMatchObject({ yaml: expect.stringContaining('phase: Failed') });
  next(known());
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveLength(2);
});

test('that goes keeps what was known, and names the pod that took its place once it is there', async () => {
  const { watch, next } = await open();
  watch.onSnapshot([pod('web-1')]);
  watch.onEvent({ type: 'DELETED', object: pod('web-1') });
  vi.advanceTimersByTime(200);
  expect(told.at(-1)).toMatchObject({
    state: 'gone',
    containers: [{ name: 'main' }],
    can: { restart: false, logs: false },
  });
  expect(told.at(-1)).not.toHaveProperty('successor');
  next(known(pod('web-0', 0), pod('web-2', 5), pod('web-3', 9)));
  expect(told.at(-1)).toMatchObject({ state: 'gone', successor: { ...POD, name: 'web-3' } });
});

test('is stale when nothing is heard of it, and there again', async () => {
  const { watch } = await open();
  watch.onSnapshot([pod('web-1')]);
  const at = Date.now();
  watch.onState({ live: false, reason: 'The connection was lost.' });
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(1_500);
  expect(told.at(-1)).toMatchObject({ state: 'stale', at, reason: 'The connection was lost.', uid: 'uid-web-1' });
  watch.onState({ live: true });
  vi.advanceTimersByTime(200);
  expect(told.at(-1)).toMatchObject({ state: 'there' });
});

test('is stale while the API server is silent, and watched anew after it', async () => {
  const { watch, next } = await open();
  watch.onSnapshot([pod('web-1')]);
  next({ ...known(), stale: true, isAnswering: false, at: 7, staleReason: 'Silence.' });
  expect(told.at(-1)).toMatchObject({ state: 'stale', at: 7, reason: 'Silence.' });
  next(known());
  expect(stopped).toEqual([POD_PATH]);
  observers.get(POD_PATH)?.onSnapshot([]);
  vi.advanceTimersByTime(200);
  expect(told.at(-1)).toMatchObject({ state: 'gone', uid: 'uid-web-1' });
});

test('that never was there, may not be read, or is of no kind of this cluster', async () => {
  const { watch } = await open();
  watch.onSnapshot([]);
  expect(told.at(-1)).toMatchObject({ state: 'absent', code: 'notFound' });
  watch.onEvent({ type: 'ADDED', object: pod('web-1') });
  vi.advanceTimersByTime(200);
  expect(told.at(-1)).toMatchObject({ state: 'there' });
  answer = () => Promise.reject(new ApiError(403, 'pods "web-1" is forbidden'));
  await open();
  expect(told.at(-1)).toMatchObject({ state: 'absent', code: 'forbidden', reason: 'pods "web-1" is forbidden' });
  await open({ ...POD, kind: 'Gizmo' });
  expect(told.at(-1)).toMatchObject({ state: 'absent', code: 'unsupported' });
  await open({ ...POD, name: '../secrets' });
  expect(told.at(-1)).toMatchObject({ state: 'absent', code: 'unsupported' });
});

test('ends all that it watches', async () => {
  const { stream } = await open();
  await stream.dispose();
  expect(stopped.toSorted()).toEqual([...observers.keys()].sort());
});
