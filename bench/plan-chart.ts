// Looking at what a large chart would install, ten CRDs and 5 MB in 135 objects, beside a dry run of the same by kubectl.
import { OURS, odinPlan } from './ours.ts';
import { kubectlDryRun } from './peers.ts';
import { renderedChart } from './rendered-chart.ts';
import { kubectl, withScene } from './scene.ts';
import { inTurn, type Row } from './statistics.ts';

/** Nothing is written: the namespace alone is made, for neither could try an object without it. */
export async function measurePlanChart(kubeconfig: string, runs: number): Promise<Row> {
  const times = await withScene(kubeconfig, 'bench-plan-chart', renderedChart(), async (scene) => {
    await kubectl(scene, 'create', 'namespace', scene.namespace);
    return inTurn(
      runs,
      () => odinPlan(scene),
      () => kubectlDryRun(scene),
    );
  });
  return {
    work: 'plan of a rendered chart, 5 MB',
    how: OURS,
    peer: 'kubectl apply --server-side --dry-run=server',
    unit: 's',
    ...times,
    goal: 1.3,
  };
}
