import { describe, expect, it } from 'vitest';
import type { Change, Plan } from '../../../shared/model/plan.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { conflictSentence, consentKinds, isBlocked } from './plan-facts.ts';
import { confirmOf, isDestructive, isWorthConfirming, promiseOf, requestOf, titleOf } from './proposal.ts';

const ref = (name: string) => ({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name });
const change = (name: string, op: Change['op'], danger?: string): Change => ({
  ref: ref(name),
  op,
  ...(danger === undefined ? {} : { danger }),
});
const planWith = (rest: Partial<Plan>): Plan => ({
  hash: 'hash',
  verb: 'upgrade',
  release: 'odin',
  namespace: 'monitoring',
  version: '1.1.0',
  changes: [],
  conflicts: [],
  warnings: [],
  blockers: [],
  consent: [],
  needs: [],
  ...rest,
});
const status: StackStatus = {
  release: 'odin',
  namespace: 'monitoring',
  availableVersion: '1.1.0',
  versions: ['1.1.0', '1.0.0'],
  installed: { version: '1.0.0', revision: 3, status: 'deployed', deployedAt: 0, owner: 'odin' },
};
const conflict = { ref: ref('grafana'), manager: 'kubectl-edit', fields: ['spec.replicas'] };
const install = { want: 'install' } as const;

describe('chosen settings', () => {
  const chosen = { ...install, settings: { version: 1 } };
  const plan = planWith({ version: '1.0.0' });

  it('are named, where the version stays', () => {
    expect(titleOf(chosen, status, plan)).toBe('Change the settings of stack 1.0.0');
    expect(titleOf(chosen, status, planWith({}))).toBe('Upgrade 1.0.0 → 1.1.0');
  });

  it('are worth a revision also where no object changes', () => {
    expect(isWorthConfirming(chosen, status, plan)).toBe(true);
    expect(isWorthConfirming(install, status, plan)).toBe(false);
    expect(promiseOf(chosen, status, plan)).toBe('No object changes: the settings become part of a new revision.');
  });
});

it('going back to a shorter retention does not promise that all data stays', () => {
  const wish = { want: 'rollback', revision: 2 } as const;
  expect(promiseOf(wish, status, planWith({ toRevision: 2 }))).toContain('Volumes and what is in them stay.');
  const stakes = { losses: [], grants: [], expiries: ['Prometheus deletes what is older than 15 days.'] };
  const promise = promiseOf(wish, status, planWith({ toRevision: 2, stakes }));
  expect(promise).toContain('Volumes stay, and less is kept in them');
  expect(promise).not.toContain('what is in them stay');
});

describe('after a change that did not succeed', () => {
  const installed = { version: '1.0.0', revision: 4, status: 'failed', deployedAt: 0, owner: 'odin' } as const;
  const chosen = { ...install, settings: { version: 1 } };
  const again = { ...install, version: '1.0.0' };
  const plan = planWith({ version: '1.0.0', changes: [change('grafana', 'configured')] });
  const told = (wish: typeof chosen | typeof again, now: StackStatus) => [
    titleOf(wish, now, plan),
    confirmOf(wish, now, plan),
  ];

  it('the next one is called what it is, where a revision was healthy', () => {
    const failed: StackStatus = { ...status, installed: { ...installed, lastGood: 3 } };
    expect(told(chosen, failed)).toEqual(['Change the settings of stack 1.0.0', 'Apply the changes']);
    expect(told(again, failed)).toEqual(['The last change of stack 1.0.0 did not succeed', 'Apply the changes']);
    expect(promiseOf(chosen, failed, plan)).toContain('ODIN goes back to revision 3 by itself.');
    const same = planWith({ version: '1.0.0' });
    expect(isWorthConfirming(again, failed, same)).toBe(true);
    expect(promiseOf(again, failed, same)).toMatch(/^No object changes: the health of what is there is checked/);
  });

  it('an install that was never healthy is finished, with whichever settings', () => {
    const never: StackStatus = { ...status, installed };
    expect(told(again, never)).toEqual(['Stack 1.0.0 was not installed to the end', 'Finish the install']);
    expect(told(chosen, never)).toEqual(['Stack 1.0.0 was not installed to the end', 'Finish the install']);
    expect(promiseOf(again, never, plan)).toContain('the install is recorded');
  });
});

describe('a wish', () => {
  it('carries what was agreed to', () => {
    expect(requestOf(install, ['force'])).toEqual({ want: 'install', consent: ['force'] });
    expect(requestOf({ want: 'putBack' }, ['force'])).toEqual({ want: 'putBack', consent: ['force'] });
  });

  it('is called an upgrade to what is newer, and a way down to what is older', () => {
    expect(titleOf(install, status, undefined)).toBe('Upgrade 1.0.0 → 1.1.0');
    const newest = { ...status, installed: { ...status.installed, version: '1.1.0' } } as StackStatus;
    const older = { want: 'install', version: '1.0.0' } as const;
    expect(titleOf(older, newest, undefined)).toBe('Go from 1.1.0 down to 1.0.0');
    expect(confirmOf(older, newest, planWith({ version: '1.0.0' }))).toBe('Install 1.0.0');
    expect(confirmOf(install, status, planWith({}))).toBe('Upgrade');
  });

  it('is an upgrade from a version that is in the assets no more', () => {
    const gone = { ...status, installed: { ...status.installed, version: '0.9.0' } } as StackStatus;
    expect(titleOf(install, gone, undefined)).toBe('Upgrade 0.9.0 → 1.1.0');
  });

  it('without a change is worth confirming only where that ends something or makes a revision', () => {
    const nothing = planWith({ version: '1.0.0', changes: [change('grafana', 'unchanged')] });
    expect(isWorthConfirming({ want: 'install', version: '1.0.0' }, status, nothing)).toBe(false);
    expect(isWorthConfirming({ want: 'putBack' }, status, nothing)).toBe(false);
    expect(isWorthConfirming({ want: 'accept' }, status, nothing)).toBe(true);
    expect(isWorthConfirming({ want: 'recover', how: 'finish' }, status, nothing)).toBe(true);
  });

  it('is destructive when it removes the stack, by whatever name', () => {
    const undo = { want: 'recover', how: 'undo' } as const;
    const interrupted = { verb: 'install', revision: 1, startedAt: 0, undo: 'cleanUp' } as const;
    expect(isDestructive({ want: 'uninstall', deleteData: false }, status)).toBe(true);
    expect(isDestructive(undo, { ...status, interrupted })).toBe(true);
    expect(isDestructive(undo, { ...status, interrupted: { ...interrupted, undo: 'rollBack' } })).toBe(false);
    expect(isDestructive(install, status)).toBe(false);
  });
});

describe('a promise', () => {
  it('says that nothing conflicts only where nothing does', () => {
    const changes = [change('grafana', 'configured')];
    expect(promiseOf(install, status, planWith({ changes }))).toContain('nothing here conflicts');
    const forced = planWith({ changes, conflicts: [conflict], consent: ['force'] });
    expect(promiseOf(install, status, forced)).not.toContain('nothing here conflicts');
  });

  it('names what to look at twice, and counts the rest', () => {
    const changes = [
      change('one', 'replaced'),
      change('two', 'configured', 'It holds data.'),
      change('three', 'deleted'),
      change('four', 'created'),
    ];
    expect(promiseOf(install, status, planWith({ changes }))).toContain('Look twice at one, two and 1 more.');
    const uninstall = { want: 'uninstall', deleteData: false } as const;
    expect(promiseOf(uninstall, status, planWith({ changes }))).not.toContain('Look twice');
  });

  it('of a blocked plan says whether agreeing may help', () => {
    expect(promiseOf(install, status, planWith({ blockers: ['Quota.'] }))).toContain('cannot be applied');
    expect(promiseOf(install, status, planWith({ blockers: ['Taken.'], needs: ['adopt'] }))).toContain('consent');
  });
});

describe('a conflict', () => {
  it('blocks until force was agreed to, also where no blocker says so', () => {
    expect(isBlocked(planWith({ conflicts: [conflict], needs: ['force'] }))).toBe(true);
    expect(isBlocked(planWith({ conflicts: [conflict], consent: ['force'] }))).toBe(false);
    // Putting back takes what was seen, and asks for nothing besides.
    const seen = { ...conflict, isTaken: true };
    expect(isBlocked(planWith({ conflicts: [seen] }))).toBe(false);
    expect(isBlocked(planWith({ conflicts: [seen, conflict], needs: ['force'] }))).toBe(true);
  });

  it('is said of its object', () => {
    const plan = planWith({ conflicts: [conflict] });
    expect(conflictSentence(plan, ref('grafana'))).toBe('kubectl-edit manages spec.replicas.');
    expect(conflictSentence({ ...plan, consent: ['force'] }, ref('grafana'))).toBe(
      'Takes spec.replicas from kubectl-edit.',
    );
    expect(conflictSentence(plan, ref('prometheus'))).toBeUndefined();
  });
});

describe('consentKinds', () => {
  it('offers what is needed and keeps what was given, in one order', () => {
    expect(consentKinds(planWith({ needs: ['takeOver'], consent: ['adopt'] }), [])).toEqual(['adopt', 'takeOver']);
    expect(consentKinds(planWith({ needs: ['takeOver'] }), ['force'])).toEqual(['force', 'takeOver']);
    expect(consentKinds(planWith({}), [])).toEqual([]);
  });
});
