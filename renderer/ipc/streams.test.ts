import { beforeEach, expect, it, vi } from 'vitest';
import type { Reply } from '../../shared/ipc/types.ts';
import type { ClusterContext, ClusterStatus } from '../../shared/model/cluster.ts';
import type { OpenStream } from './streams.ts';

const context: ClusterContext = { id: 'demo', kind: 'demo', name: 'demo', isCurrent: false };
const connecting: ClusterStatus = { state: 'connecting', context };
const lost: ClusterStatus = { state: 'unreachable', context, reason: 'It is gone.' };
const connected: ClusterStatus = { state: 'connected', context, version: 'v1', distribution: 'K3s', nodeCount: 1 };
const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'a', name: 'web-0' };

let asked: unknown[][];
let answer: Reply;
let tell: (name: string, payload: unknown) => void;
let openStream: typeof import('./streams.ts').openStream;
const opened: OpenStream[] = [];

beforeEach(async () => {
  for (const stream of opened.splice(0)) stream.close();
  vi.resetModules();
  const listeners = new Map<string, (payload: unknown) => void>();
  asked = [];
  answer = { ok: true, value: undefined };
  tell = (name, payload) => listeners.get(name)?.(payload);
  vi.stubGlobal('window', {
    odin: {
      call: async (name: string, { id }: { id: string }) => {
        asked.push([name, id]);
        return answer;
      },
      cancel: () => {},
      on: (name: string, listener: (payload: unknown) => void) => {
        listeners.set(name, listener);
        return () => listeners.delete(name);
      },
    },
  });
  ({ openStream } = await import('./streams.ts'));
});

const followed = (kind: 'object' | 'shell') => {
  const listener = { onMessage: vi.fn(), onFailure: vi.fn(), onAnew: vi.fn() };
  const stream =
    kind === 'object'
      ? openStream<'object'>({ kind, object: pod }, listener)
      : openStream<'shell'>({ kind, shell: { pod, container: 'main', columns: 80, rows: 24 } }, listener);
  opened.push(stream);
  return { ...listener, stream };
};

it('goes on with what is followed when the cluster is connected to anew', async () => {
  const { onAnew, onMessage } = followed('object');
  tell('clusters.status', connected);
  tell('clusters.status', lost);
  expect(asked).toEqual([['streams.open', 'object-1']]);
  tell('clusters.status', connecting);
  tell('clusters.status', connecting);
  expect(asked).toHaveLength(1);
  tell('clusters.status', connected);
  expect(asked.slice(1)).toEqual([
    ['streams.close', 'object-1'],
    ['streams.open', 'object-1'],
  ]);
  expect(onAnew).toHaveBeenCalledOnce();
  tell('streams.message', { id: 'object-1', told: { kind: 'object', message: 'there' } });
  expect(onMessage).toHaveBeenCalledWith('there');
});

it('opens no shell by itself, and says that the one before has ended', () => {
  const { onMessage, onFailure } = followed('shell');
  tell('clusters.status', connecting);
  tell('clusters.status', connected);
  expect(asked).toEqual([
    ['streams.open', 'shell-1'],
    ['streams.close', 'shell-1'],
  ]);
  expect(onMessage).toHaveBeenCalledWith({ state: 'ended' });
  expect(onFailure).not.toHaveBeenCalled();
});

it('waits with what is opened while the cluster is connected to, and forgets what is closed meanwhile', () => {
  const first = followed('object');
  tell('clusters.status', connecting);
  const shell = followed('shell');
  const gone = followed('object');
  gone.stream.close();
  first.stream.close();
  expect(asked).toEqual([
    ['streams.open', 'object-1'],
    ['streams.close', 'object-1'],
  ]);
  tell('clusters.status', connected);
  expect(asked.slice(2)).toEqual([['streams.open', 'shell-2']]);
  expect(shell.onFailure).not.toHaveBeenCalled();
});

it('tells once why it could not be opened, and nothing after it', async () => {
  answer = { ok: false, error: { code: 'unreachable', message: 'No cluster is chosen.' } };
  const { onFailure, onMessage } = followed('object');
  await vi.waitFor(() => expect(onFailure).toHaveBeenCalledOnce());
  tell('streams.message', { id: 'object-1', told: { kind: 'object', message: 'there' } });
  expect(onMessage).not.toHaveBeenCalled();
});
