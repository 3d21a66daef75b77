import { expect, it } from 'vitest';
import type { HelmRelease, RecordStatus } from '../record/record-format.ts';
import type { Journal } from '../record/state.ts';
import { interruptionOf } from './interruption.ts';

const journal = (rest: Partial<Journal> = {}): Journal => ({
  id: '1',
  verb: 'upgrade',
  revision: 3,
  startedAt: 7,
  phase: 'changing',
  ...rest,
});
const record = (version: number, status: RecordStatus): HelmRelease => ({
  name: 'web',
  namespace: 'web',
  version,
  manifest: '',
  info: { first_deployed: '', last_deployed: '', status },
  chart: { metadata: { name: 'web', version: '1' } },
});
const after = (noted: Journal | null, newest: HelmRelease | null, lastGood?: number) =>
  interruptionOf({
    stored: { state: { format: 1, revision: 3, inventory: [], journal: noted }, resourceVersion: '1' },
    record: newest,
    lastGood,
  });

it('is none without a journal', () => {
  expect(after(null, record(2, 'deployed'), 2)).toBeUndefined();
  expect(interruptionOf({ stored: null, record: record(2, 'pending-upgrade'), lastGood: 1 })).toBeUndefined();
});

it('goes back before everything was healthy, or where there is no way back offers to clean up', () => {
  const told = { verb: 'upgrade', revision: 3, startedAt: 7 };
  expect(after(journal(), record(3, 'pending-upgrade'), 2)).toEqual({ ...told, undo: 'rollBack', lastGood: 2 });
  expect(after(journal(), record(2, 'deployed'), 2)).toEqual({ ...told, undo: 'rollBack', lastGood: 2 });
  expect(after(journal({ verb: 'install' }), record(3, 'pending-install'))).toMatchObject({ undo: 'cleanUp' });
});

it('goes only forward from there on, and from an uninstall', () => {
  expect(after(journal({ phase: 'pruning' }), record(3, 'pending-upgrade'), 2)).not.toHaveProperty('undo');
  expect(after(journal(), record(3, 'deployed'), 3)).not.toHaveProperty('undo');
  expect(after(journal({ verb: 'uninstall' }), record(3, 'uninstalling'), 2)).not.toHaveProperty('undo');
});
