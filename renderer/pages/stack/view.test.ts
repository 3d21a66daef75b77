import { describe, expect, it } from 'vitest';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { START, startAt, tabsOf, viewIn } from './view.ts';

const none: StackStatus = {
  release: 'odin',
  namespace: 'monitoring',
  availableVersion: '1.0.0',
  versions: ['1.0.0'],
};
const ours: StackStatus = {
  ...none,
  installed: { version: '1.0.0', revision: 1, status: 'deployed', deployedAt: 0, owner: 'odin' },
};
const helms = { ...ours, installed: { ...ours.installed, owner: 'helm' } } as StackStatus;
const recover = { tab: 'plan', wish: { want: 'recover', how: 'undo' } } as const;

describe('viewIn', () => {
  it('shows drift of ODIN’s own revisions alone', () => {
    expect(tabsOf(ours)).toEqual(['plan', 'history', 'drift', 'settings']);
    expect(tabsOf(none)).toEqual(['plan', 'history', 'settings']);
    expect(viewIn(helms, { tab: 'drift' })).toEqual(START);
  });

  it('keeps a wish while it can come true', () => {
    const rollback = { tab: 'history', wish: { want: 'rollback', revision: 1 } } as const;
    expect(viewIn(ours, rollback)).toEqual(rollback);
    expect(viewIn(helms, rollback)).toEqual({ tab: 'history' });
    expect(viewIn(none, { tab: 'plan', wish: 'uninstall' })).toEqual(START);
  });

  it('keeps a recovery while something is interrupted, also where nothing is recorded yet', () => {
    const interrupted = { verb: 'install', revision: 1, startedAt: 0, undo: 'cleanUp' } as const;
    expect(viewIn({ ...none, interrupted }, recover)).toEqual(recover);
    expect(viewIn(ours, recover)).toEqual(START);
  });

  it('keeps chosen settings, also before an install, but where something else comes first', () => {
    const chosen = { tab: 'plan', wish: { want: 'install', settings: { version: 1 } } } as const;
    expect(viewIn(none, chosen)).toEqual(chosen);
    expect(viewIn(ours, chosen)).toEqual(chosen);
    expect(viewIn(helms, chosen)).toEqual(START);
    const interrupted = { verb: 'upgrade', revision: 2, startedAt: 0 } as const;
    expect(viewIn({ ...ours, interrupted }, chosen)).toEqual(START);
  });
});

describe('startAt', () => {
  it('is the tab that is named, else the first', () => {
    expect(startAt('drift')).toEqual({ tab: 'drift' });
    expect(startAt('nowhere')).toBe(START);
    expect(startAt(undefined)).toBe(START);
  });
});
