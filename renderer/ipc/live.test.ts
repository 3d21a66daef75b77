import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventName, Payload, Reply } from '../../shared/ipc/types.ts';
import type { ClusterContext, ClusterStatus } from '../../shared/model/cluster.ts';
import { startLive } from './live.ts';
import { createQueryClient, EVENT_KEYS } from './queries.ts';

const demo: ClusterContext = { id: 'demo', kind: 'demo', name: 'demo', isCurrent: false };
const other: ClusterContext = { id: '/k#other', kind: 'kubeconfig', name: 'other', file: '/k', isCurrent: true };
const connected = (context: ClusterContext): ClusterStatus => ({
  state: 'connected',
  context,
  version: 'v1.36.5',
  distribution: 'K3s',
  nodeCount: 1,
});
const verdict: Payload<'overview.verdict'> = { level: 'healthy', sentence: 'All 6 parts are healthy', problems: [] };

let client: QueryClient;
let listeners: Map<string, (payload: unknown) => void>;
let cancelled: string[];
let stop: () => void;

const emit = <K extends EventName>(name: K, payload: Payload<K>) => listeners.get(name)?.(payload);

beforeEach(() => {
  client = createQueryClient();
  listeners = new Map();
  cancelled = [];
  vi.stubGlobal('window', {
    odin: {
      call: () => new Promise<Reply>(() => {}),
      cancel: (id: string) => cancelled.push(id),
      on: (name: string, listener: (payload: unknown) => void) => {
        listeners.set(name, listener);
        return () => listeners.delete(name);
      },
    },
  });
  stop = startLive(client);
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

describe('startLive', () => {
  it('puts each event where the pages read it, and stops on undo', () => {
    emit('overview.verdict', verdict);
    expect(client.getQueryData(EVENT_KEYS['overview.verdict'])).toEqual(verdict);
    stop();
    expect(listeners.size).toBe(0);
  });

  it('forgets an operation that never began', () => {
    const operation: Payload<'stack.operation'> = {
      id: 'one',
      verb: 'install',
      release: 'odin',
      namespace: 'monitoring',
      version: '1.0.0',
      phase: 'preflight',
      objects: [],
      startedAt: 0,
    };
    emit('stack.operation', operation);
    expect(client.getQueryData(EVENT_KEYS['stack.operation'])).toEqual(operation);
    emit('stack.operation', null);
    expect(client.getQueryData(EVENT_KEYS['stack.operation'])).toBeNull();
  });

  it('asks for history and drift anew when an operation has ended or the stack is another, not before', () => {
    const others = ['history', 'drift', 'plan'].map((name) => ['cluster', 'stack', name]);
    const areStale = () => others.map((key) => client.getQueryState(key)?.isInvalidated);
    const renew = () => {
      for (const key of others) client.setQueryData(key, []);
    };
    const operation: Payload<'stack.operation'> = {
      id: 'one',
      verb: 'rollback',
      release: 'odin',
      namespace: 'monitoring',
      version: '1.0.0',
      phase: 'applying',
      objects: [],
      startedAt: 0,
    };
    renew();
    emit('stack.operation', operation);
    expect(areStale()).toEqual([false, false, false]);
    emit('stack.operation', { ...operation, phase: 'succeeded' });
    expect(areStale()).toEqual([true, true, true]);
    expect(client.getQueryState(EVENT_KEYS['stack.operation'])?.isInvalidated).toBe(false);

    const status: Payload<'stack.status'> = {
      release: 'odin',
      namespace: 'monitoring',
      availableVersion: '1.0.0',
      versions: ['1.0.0'],
    };
    emit('stack.status', status);
    renew();
    emit('stack.status', { ...status });
    expect(areStale()).toEqual([false, false, false]);
    emit('stack.status', {
      ...status,
      installed: { version: '1.0.0', revision: 1, status: 'deployed', deployedAt: 0, owner: 'odin' },
    });
    expect(areStale()).toEqual([true, true, true]);
  });

  it('lets no older answer overwrite an event', async () => {
    let answer: (value: unknown) => void = () => {};
    const asked = client
      .fetchQuery({
        queryKey: EVENT_KEYS['overview.verdict'],
        queryFn: () => new Promise((resolve) => (answer = resolve)),
      })
      .catch(() => {});
    emit('overview.verdict', verdict);
    answer({ level: 'unknown', sentence: 'old' });
    await asked;
    expect(client.getQueryData(EVENT_KEYS['overview.verdict'])).toEqual(verdict);
    expect(client.getQueryState(EVENT_KEYS['overview.verdict'])).toMatchObject({
      status: 'success',
      fetchStatus: 'idle',
    });
  });

  it('asks again what failed while the cluster was away, and nothing else', async () => {
    const asked: string[] = [];
    const ask = (name: string, isWell: boolean) => ({
      queryKey: ['cluster', name],
      queryFn: () => {
        asked.push(name);
        return isWell || asked.filter((one) => one === name).length > 1
          ? Promise.resolve(1)
          : Promise.reject(new Error());
      },
    });
    emit('clusters.status', { state: 'unreachable', context: demo, reason: 'gone' });
    await client.fetchQuery(ask('well', true));
    await client.fetchQuery(ask('failed', false)).catch(() => {});
    emit('clusters.status', connected(demo));
    await vi.waitFor(() => expect(client.getQueryData(['cluster', 'failed'])).toBe(1));
    expect(asked).toEqual(['well', 'failed', 'failed']);
  });

  it('forgets what it knew of another cluster, and only then', () => {
    emit('clusters.status', connected(demo));
    emit('overview.verdict', verdict);
    emit('clusters.status', { state: 'unreachable', context: demo, reason: 'gone' });
    expect(client.getQueryData(EVENT_KEYS['overview.verdict'])).toEqual(verdict);
    emit('clusters.status', connected(other));
    expect(client.getQueryData(EVENT_KEYS['overview.verdict'])).toBeUndefined();
    expect(client.getQueryData(EVENT_KEYS['clusters.status'])).toEqual(connected(other));
  });
});
