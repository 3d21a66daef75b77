// An upgrade that changes one of many objects, until all are healthy, beside helm.
import { objectsOf } from './objects.ts';
import { OURS, odinInstall, odinUpgrade } from './ours.ts';
import { helmInstall, helmUpgrade } from './peers.ts';
import { rewrite, withScene } from './scene.ts';
import { inTurn, type Row } from './statistics.ts';

const COUNT = 200;

/** Installed once by each side, then upgraded again and again, each time with another value of one ConfigMap. */
export async function measureUpgradeOne(kubeconfig: string, runs: number): Promise<Row> {
  const objects = objectsOf(COUNT);
  const times = await withScene(kubeconfig, 'bench-upgrade-odin', objects, (odin) =>
    withScene(kubeconfig, 'bench-upgrade-helm', objects, async (theirs) => {
      await odinInstall(odin);
      await helmInstall(theirs);
      return inTurn(
        runs,
        async (round) => {
          await rewrite(odin, objectsOf(COUNT, `round ${round}`));
          return odinUpgrade(odin);
        },
        async (round) => {
          await rewrite(theirs, objectsOf(COUNT, `round ${round}`));
          return helmUpgrade(theirs);
        },
      );
    }),
  );
  return {
    work: `upgrade that changes 1 of ${COUNT} objects`,
    how: OURS,
    peer: 'helm upgrade --wait',
    unit: 's',
    ...times,
    goal: 0.5,
  };
}
