import { describe, expect, it, vi } from 'vitest';
import type { Plan, Stakes } from '../../shared/model/plan.ts';
import { applyConfirmed } from './apply-confirmed.ts';
import type { Clusters } from './clusters.ts';
import type { Ask } from './question.ts';

const STAKES: Stakes = { losses: ['Namespace/monitoring'], grants: [] };

function planOf(stakes: Stakes | undefined): Plan {
  const plan = { hash: 'h', verb: 'uninstall', release: 'odin', namespace: 'monitoring', version: '1' } as const;
  const rest = { changes: [], conflicts: [], warnings: [], blockers: [], consent: [], needs: [] };
  return { ...plan, ...rest, ...(stakes === undefined ? {} : { stakes }) };
}

/** One session whose plan `h` is `shown`, and a person who answers `confirm`. */
function stage(shown: () => Plan, confirm: Ask) {
  const run = vi.fn(async () => 'done');
  const session = { context: { name: 'home' }, operations: { shown, run } };
  const clusters = { session, sessionOrNull: session as unknown };
  return { run, clusters, apply: () => applyConfirmed(clusters as unknown as Clusters, 'h', confirm) };
}

describe('applyConfirmed', () => {
  it('asks nobody where nothing is at stake', async () => {
    const confirm = vi.fn(async () => false);
    const { apply, run } = stage(() => planOf(undefined), confirm);
    await expect(apply()).resolves.toBe('done');
    expect(confirm).not.toHaveBeenCalled();
    expect(run).toHaveBeenCalledWith('h');
  });

  it('asks by the plan that is held, and goes on after a yes alone', async () => {
    const confirm = vi.fn(async () => true);
    const { apply, run } = stage(() => planOf(STAKES), confirm);
    await expect(apply()).resolves.toBe('done');
    const where = { about: 'change', cluster: 'home', verb: 'uninstall', release: 'odin', namespace: 'monitoring' };
    expect(confirm).toHaveBeenCalledWith({ ...where, ...STAKES });
    expect(run).toHaveBeenCalledOnce();
    const refused = stage(
      () => planOf(STAKES),
      async () => false,
    );
    await expect(refused.apply()).rejects.toMatchObject({ code: 'cancelled' });
    expect(refused.run).not.toHaveBeenCalled();
  });

  it('does not take a yes for another plan of this hash, nor for another cluster', async () => {
    let stakes = STAKES;
    const swapped = stage(
      () => planOf(stakes),
      async () => {
        stakes = { losses: [], grants: ['ClusterRoleBinding/evil'] };
        return true;
      },
    );
    await expect(swapped.apply()).rejects.toMatchObject({ code: 'conflict' });
    expect(swapped.run).not.toHaveBeenCalled();
    const left = stage(
      () => planOf(STAKES),
      async () => {
        left.clusters.sessionOrNull = null;
        return true;
      },
    );
    await expect(left.apply()).rejects.toMatchObject({ code: 'conflict' });
    expect(left.run).not.toHaveBeenCalled();
  });
});
