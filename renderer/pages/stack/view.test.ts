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
const unfinished = { ...ours, installed: { ...ours.installed, status: 'failed' } } as StackStatus;
const interrupted = { verb: 'upgrade', revision: 2, startedAt: 0 } as const;
const recover = { tab: 'plan', wish: { want: 'recover', how: 'undo' } } as const;

describe('viewIn', () => {
  it('begins with how the stack is, where it is there as a whole, and else with what is to be done', () => {
    expect(viewIn(ours, START)).toEqual({ tab: 'status' });
    for (const status of [none, helms, unfinished, { ...ours, interrupted }]) {
      expect(viewIn(status, START)).toEqual({ tab: 'plan' });
    }
  });

  it('shows status and drift of ODIN’s own revisions alone', () => {
    expect(tabsOf(ours)).toEqual(['status', 'plan', 'history', 'drift', 'settings']);
    expect(tabsOf(none)).toEqual(['plan', 'history', 'settings']);
    expect(viewIn(helms, { tab: 'drift' })).toEqual({ tab: 'plan' });
    expect(viewIn(none, { tab: 'status', wish: 'uninstall' })).toEqual({ tab: 'plan' });
  });

  it('keeps a wish while it can come true', () => {
    const rollback = { tab: 'history', wish: { want: 'rollback', revision: 1 } } as const;
    expect(viewIn(ours, rollback)).toEqual(rollback);
    expect(viewIn(helms, rollback)).toEqual({ tab: 'history' });
    expect(viewIn(none, { tab: 'plan', wish: 'uninstall' })).toEqual({ tab: 'plan' });
  });

  it('keeps a recovery while something is interrupted, also where nothing is recorded yet', () => {
    const first = { verb: 'install', revision: 1, startedAt: 0, undo: 'cleanUp' } as const;
    expect(viewIn({ ...none, interrupted: first }, recover)).toEqual(recover);
    expect(viewIn(ours, recover)).toEqual({ tab: 'plan' });
  });

  it('keeps chosen settings, also before an install, but where something else comes first', () => {
    const chosen = { tab: 'plan', wish: { want: 'install', settings: { version: 1 } } } as const;
    expect(viewIn(none, chosen)).toEqual(chosen);
    expect(viewIn(ours, chosen)).toEqual(chosen);
    expect(viewIn(helms, chosen)).toEqual({ tab: 'plan' });
    expect(viewIn({ ...ours, interrupted }, chosen)).toEqual({ tab: 'plan' });
  });
});

describe('startAt', () => {
  it('is the tab that is named, else the first', () => {
    expect(startAt('drift')).toEqual({ tab: 'drift' });
    expect(startAt('plan')).toEqual({ tab: 'plan' });
    expect(startAt('nowhere')).toBe(START);
    expect(startAt(undefined)).toBe(START);
  });
});
