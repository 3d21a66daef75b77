// Installing many objects without pods, until all are healthy, beside helm.
import { objectsOf } from './objects.ts';
import { OURS, odinInstall } from './ours.ts';
import { helmInstall } from './peers.ts';
import { withScene } from './scene.ts';
import { inTurn, type Row } from './statistics.ts';

const COUNT = 200;

/** Each run makes a namespace of its own, so that every object is new. */
export async function measureInstallMany(kubeconfig: string, runs: number): Promise<Row> {
  const objects = objectsOf(COUNT);
  const times = await inTurn(
    runs,
    (round) => withScene(kubeconfig, `bench-install-odin-${round}`, objects, odinInstall),
    (round) => withScene(kubeconfig, `bench-install-helm-${round}`, objects, helmInstall),
  );
  return {
    work: `install of ${COUNT} objects, to all healthy`,
    how: OURS,
    peer: 'helm install --wait',
    unit: 's',
    ...times,
    goal: 0.1,
  };
}
