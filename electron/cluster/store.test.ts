import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';
import type { WatchObserver } from '../kube/watch-list.ts';
import { WATCHED_KINDS } from './kinds.ts';
import type { Snapshot } from './snapshot.ts';
import { ClusterStore } from './store.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const PODS = '/api/v1/namespaces/monitoring/pods';
const NODES = '/api/v1/nodes';

let observers: Map<string, WatchObserver>;
let ended: string[];
let told: Snapshot[];
let store: ClusterStore;

/** What the API server says when it is asked whether it is there. */
let pulse: () => Promise<never>;

const answering = () => Promise.reject(new ApiError(404, 'the server could not find the requested resource'));

const client: KubeClient = {
  server: 'https://fake',
  request: () => pulse(),
  lines: () => {
    throw new Error('not asked');
  },
  websocket: () => Promise.reject(new Error('not asked')),
  close: () => Promise.resolve(),
};

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  observers = new Map();
  ended = [];
  told = [];
  pulse = answering;
  store = new ClusterStore({
    client,
    namespace: 'monitoring',
    onChange: (snapshot) => told.push(snapshot),
    watch: (_, { path }, observer) => {
      observers.set(path, observer);
      return () => void ended.push(path);
    },
  });
});
afterEach(async () => {
  await store.dispose();
  vi.useRealTimers();
});

function at(path: string): WatchObserver {
  return observers.get(path) ?? expect.unreachable(`nobody watches ${path}`);
}

const pod = (name: string, version = '1'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'monitoring', resourceVersion: version },
});

function readEverything(): void {
  for (const observer of observers.values()) {
    observer.onState({ live: true });
    observer.onSnapshot([]);
  }
  vi.advanceTimersByTime(100);
}

test('watches the namespace, and nodes and storage classes beside it', () => {
  expect(observers.size).toBe(WATCHED_KINDS.length);
  const others = [...observers.keys()].filter((path) => !path.includes('/namespaces/monitoring/'));
  expect(others).toEqual([NODES, '/apis/storage.k8s.io/v1/storageclasses']);
});

test('watches no more than it is asked to, and names what it may not read', async () => {
  await store.dispose();
  observers.clear();
  store = new ClusterStore({
    client,
    namespace: 'monitoring',
    kinds: ['Pod', 'Event'],
    onChange: (snapshot) => told.push(snapshot),
    watch: (_, { path }, observer) => {
      observers.set(path, observer);
      return () => void ended.push(path);
    },
  });
  expect([...observers.keys()]).toEqual([PODS, '/api/v1/namespaces/monitoring/events']);
  at(PODS).onSnapshot([pod('a')]);
  expect(store.current).toMatchObject({ isComplete: true });
  expect(store.current).not.toHaveProperty('refused');
  at('/api/v1/namespaces/monitoring/events').onState({ live: false, reason: 'events is forbidden' });
  expect(store.current.refused).toEqual(['Event']);
});

test('is complete once every essential kind was read; the cluster around may be forbidden', () => {
  at(NODES).onState({ live: false, reason: 'nodes is forbidden' });
  for (const [path, observer] of observers) {
    if (path !== NODES && path !== PODS) observer.onSnapshot([]);
  }
  expect(store.current.isComplete).toBe(false);
  at(PODS).onSnapshot([]);
  expect(store.current.isComplete).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect(store.current.stale).toBe(false);
});

test('tells changes together, once in 100 ms, with a new list only for what changed', () => {
  readEverything();
  told.length = 0;
  const before = store.current;
  at(PODS).onEvent({ type: 'ADDED', object: pod('a') });
  at(PODS).onEvent({ type: 'ADDED', object: pod('b') });
  at(PODS).onEvent({ type: 'MODIFIED', object: pod('a', '2') });
  at(PODS).onEvent({ type: 'DELETED', object: pod('b', '3') });
  vi.advanceTimersByTime(99);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toHaveLength(1);
  expect(told[0]?.objects.Pod).toEqual([pod('a', '2')]);
  expect(told[0]?.objects.Service).toBe(before.objects.Service);
  expect(before.objects.Pod).toEqual([]);
});

test('a list replaces what was known, and gives its items the type that lists leave out', () => {
  at(PODS).onSnapshot([pod('old')]);
  const { metadata } = pod('new');
  at(PODS).onSnapshot([{ metadata } as KubeObject]);
  expect(store.current.objects.Pod).toEqual([pod('new')]);
});

test('a watch that is down for two seconds makes it stale: since when, and why; a short break does not', () => {
  readEverything();
  told.length = 0;
  at(PODS).onState({ live: false, reason: 'The connection was reset.' });
  vi.advanceTimersByTime(1_900);
  at(PODS).onState({ live: true });
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual([]);

  const downAt = Date.now();
  at(PODS).onState({ live: false, reason: 'The connection was reset.' });
  vi.advanceTimersByTime(30_000);
  at(PODS).onState({ live: false, reason: 'Nobody answers.' });
  expect(told.map(({ stale, at: since }) => [stale, since])).toEqual([[true, downAt]]);
  expect(store.current).toMatchObject({ stale: true, at: downAt, staleReason: 'Nobody answers.' });

  at(PODS).onState({ live: true });
  vi.advanceTimersByTime(100);
  expect(told.at(-1)).toMatchObject({ stale: false, at: Date.now() });
  expect(told.at(-1)).not.toHaveProperty('staleReason');
});

test('a cluster that never answered is stale and incomplete', () => {
  for (const observer of observers.values()) observer.onState({ live: false, reason: 'Nobody answers.' });
  vi.advanceTimersByTime(2_100);
  expect(told.at(-1)).toMatchObject({ isComplete: false, stale: true, at: 0, staleReason: 'Nobody answers.' });
});

test('ends all watches and says nothing more', async () => {
  at(PODS).onEvent({ type: 'ADDED', object: pod('a') });
  await store.dispose();
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual([]);
  expect(ended).toHaveLength(WATCHED_KINDS.length);
});

test('silence is told at once, with what was true last; forwards hear of it too', async () => {
  readEverything();
  await vi.advanceTimersByTimeAsync(5_000);
  told.length = 0;
  const heardAt = Date.now();
  at(PODS).onEvent({ type: 'ADDED', object: pod('a') });
  pulse = () => Promise.reject(new AppError('unreachable', 'Nobody answers.'));
  await vi.advanceTimersByTimeAsync(9_000);
  expect(told.at(-1)).toMatchObject({ stale: true, isAnswering: false, at: heardAt, staleReason: 'Nobody answers.' });
  expect(told.at(-1)?.objects.Pod).toEqual([pod('a')]);
});

test('after silence every watch begins anew, and it is fresh once all is read', async () => {
  readEverything();
  const heardAt = Date.now() - 100;
  pulse = () => Promise.reject(new AppError('unreachable', 'Nobody answers.'));
  await vi.advanceTimersByTimeAsync(9_000);
  observers.clear();
  pulse = answering;
  await vi.advanceTimersByTimeAsync(1_200);
  expect(ended).toHaveLength(WATCHED_KINDS.length);
  expect(observers.size).toBe(WATCHED_KINDS.length);
  expect(told.at(-1)).toMatchObject({ stale: true, isAnswering: true, staleReason: 'Nobody answers.', at: heardAt });

  for (const [path, observer] of observers) if (path !== PODS) observer.onSnapshot([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(told.at(-1)).toMatchObject({ stale: true });
  at(PODS).onSnapshot([pod('b')]);
  await vi.advanceTimersByTimeAsync(100);
  expect(told.at(-1)).toMatchObject({ stale: false, isAnswering: true, at: Date.now() });
  expect(told.at(-1)?.objects.Pod).toEqual([pod('b')]);
});

test('of a cluster that never answered it does not say when it was seen', async () => {
  pulse = () => Promise.reject(new AppError('unreachable', 'Nobody answers.'));
  await vi.advanceTimersByTimeAsync(9_000);
  expect(told.at(-1)).toMatchObject({ isComplete: false, stale: true, isAnswering: false, at: 0 });
});
