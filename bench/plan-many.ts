// Looking at many objects of which none is to be changed, beside `kubectl diff --server-side` of the same.
import { objectsOf } from './objects.ts';
import { OURS, odinDiff, odinInstall } from './ours.ts';
import { kubectlApply, kubectlDiff } from './peers.ts';
import { kubectl, withScene } from './scene.ts';
import { inTurn, type Row } from './statistics.ts';

const COUNT = 200;

/** Installed once by each side, then looked at again and again. */
export async function measurePlanMany(kubeconfig: string, runs: number): Promise<Row> {
  const objects = objectsOf(COUNT);
  const times = await withScene(kubeconfig, 'bench-plan-odin', objects, (odin) =>
    withScene(kubeconfig, 'bench-plan-kubectl', objects, async (theirs) => {
      await odinInstall(odin);
      await kubectl(theirs, 'create', 'namespace', theirs.namespace);
      await kubectlApply(theirs);
      return inTurn(
        runs,
        () => odinDiff(odin),
        () => kubectlDiff(theirs),
      );
    }),
  );
  return {
    work: `plan with nothing to change, ${COUNT} objects`,
    how: OURS,
    peer: 'kubectl diff --server-side',
    unit: 's',
    ...times,
    goal: 0.7,
  };
}
