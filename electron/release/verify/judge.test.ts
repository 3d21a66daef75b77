import { beforeEach, expect, it } from 'vitest';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { Located } from '../object/live.ts';
import { Judge } from './judge.ts';
import type { WatchBoard } from './watch-board.ts';

const MINUTE_MS = 60_000;
const located = (name: string): Located => ({
  ref: { apiVersion: 'apps/v1', kind: 'DaemonSet', namespace: 'lab', name },
  resource: { apiVersion: 'apps/v1', kind: 'DaemonSet', plural: 'daemonsets', namespaced: true, verbs: [] },
});
const daemonSet = (name: string, ready: number, annotations = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name, namespace: 'lab', annotations },
  spec: {},
  status: {
    observedGeneration: 1,
    desiredNumberScheduled: 1,
    updatedNumberScheduled: 1,
    numberReady: ready,
    numberAvailable: ready,
  },
});
const NOT_NEEDED = { 'odin.example/failure-policy': 'Ignore' };

let live: Map<string, KubeObject>;
let judge: Judge;
const put = (object: KubeObject) => live.set(object.metadata.name, object);

beforeEach(() => {
  live = new Map();
  const board: Partial<WatchBoard> = {
    isReady: true,
    add: () => {},
    list: () => [],
    object: (_key, _namespace, name) => live.get(name),
    last: () => undefined,
    troubleOf: () => undefined,
  };
  judge = new Judge(board as WatchBoard, [located('web'), located('gpu')], () => {});
});

it('waits a minute more for what is not needed, and tells of it', () => {
  put(daemonSet('web', 0));
  put(daemonSet('gpu', 0, NOT_NEEDED));
  expect(judge.look(0, false)).toBe('waiting');
  put(daemonSet('web', 1));
  expect(judge.look(1_000, false)).toBe('waiting');
  expect(judge.look(MINUTE_MS, false)).toBe('waiting');
  expect(judge.look(MINUTE_MS + 1_000, false)).toMatchObject({ tolerated: [{ ref: { name: 'gpu' } }] });
});

it('begins that minute anew when something that is needed falls ill again', () => {
  put(daemonSet('web', 1));
  put(daemonSet('gpu', 0, NOT_NEEDED));
  expect(judge.look(0, false)).toBe('waiting');
  put(daemonSet('web', 0));
  expect(judge.look(MINUTE_MS, false)).toBe('waiting');
  put(daemonSet('web', 1));
  expect(judge.look(MINUTE_MS + 1_000, false)).toBe('waiting');
});

it('does not fail for what is not needed when it is deleted meanwhile', () => {
  put(daemonSet('web', 1));
  put(daemonSet('gpu', 0, NOT_NEEDED));
  judge.look(0, false);
  live.delete('gpu');
  expect(judge.look(1_000, false)).toMatchObject({ tolerated: [{ ref: { name: 'gpu' } }] });
});

it('fails for what is needed when it is deleted, or late', () => {
  put(daemonSet('web', 0));
  put(daemonSet('gpu', 0, NOT_NEEDED));
  expect(judge.look(0, true)).toMatchObject({ failure: { ref: { name: 'web' } }, tolerated: [] });
  live.delete('web');
  expect(judge.look(1_000, false)).toMatchObject({ failure: { ref: { name: 'web' } } });
});

it('tells of what is well and yet worth a word', () => {
  const paused = {
    ...daemonSet('web', 1),
    kind: 'Deployment',
    spec: { paused: true },
    status: { observedGeneration: 1 },
  };
  put(paused);
  put(daemonSet('gpu', 1));
  expect(judge.look(0, false)).toMatchObject({
    tolerated: [],
    remarks: [{ ref: { name: 'web' }, diagnosis: { remark: expect.stringContaining('is paused') } }],
  });
});
