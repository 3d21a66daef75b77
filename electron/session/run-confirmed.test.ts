import { expect, test, vi } from 'vitest';
import type { ActionStakes } from '../actions/prepared.ts';
import type { Clusters } from './clusters.ts';
import type { Ask } from './question.ts';
import { runConfirmed } from './run-confirmed.ts';

const object = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'a', name: 'data' };
const STAKES: ActionStakes = { losses: ['PersistentVolumeClaim/a/data'], grants: [] };

function stage(stakes: () => ActionStakes | undefined, ask: Ask) {
  const run = vi.fn(async () => ({ sentence: 'done', object }));
  const shown = () => ({ verb: 'delete', object, ...(stakes() === undefined ? {} : { stakes: stakes() }) });
  const session = { context: { name: 'home' }, actions: { shown, run } };
  const clusters = { session, sessionOrNull: session as unknown };
  const never = new AbortController().signal;
  return { run, clusters, go: () => runConfirmed(clusters as unknown as Clusters, 'h', ask, never) };
}

test('asks nobody where nothing is at stake', async () => {
  const ask = vi.fn(async () => false);
  const { go, run } = stage(() => undefined, ask);
  await go();
  expect(ask).not.toHaveBeenCalled();
  expect(run).toHaveBeenCalledOnce();
});

test('asks by what is held, and goes on after a yes alone', async () => {
  const ask = vi.fn(async () => true);
  const { go, run } = stage(() => STAKES, ask);
  await go();
  expect(ask).toHaveBeenCalledWith({
    about: 'action',
    cluster: 'home',
    verb: 'delete',
    object: 'PersistentVolumeClaim/a/data',
    ...STAKES,
  });
  expect(run).toHaveBeenCalledOnce();
  const refused = stage(
    () => STAKES,
    async () => false,
  );
  await expect(refused.go()).rejects.toMatchObject({ code: 'cancelled' });
  expect(refused.run).not.toHaveBeenCalled();
});

test('does not take a yes for something else of this hash, nor for another cluster', async () => {
  let stakes = STAKES;
  const swapped = stage(
    () => stakes,
    async () => {
      stakes = { losses: [], grants: ['ClusterRole/evil'] };
      return true;
    },
  );
  await expect(swapped.go()).rejects.toMatchObject({ code: 'conflict' });
  const left = stage(
    () => STAKES,
    async () => {
      left.clusters.sessionOrNull = null;
      return true;
    },
  );
  await expect(left.go()).rejects.toMatchObject({ code: 'conflict' });
  expect([swapped.run, left.run].flatMap(({ mock }) => mock.calls)).toEqual([]);
});
