// Looking at what a large chart would install, ten CRDs and 5 MB in 135 objects, beside a dry run of the same by kubectl.
import { OURS, odinPlan, odinPlanCpu } from './ours.ts';
import { kubectlDryRun } from './peers.ts';
import { renderedChart } from './rendered-chart.ts';
import { kubectl, withScene } from './scene.ts';
import { inTurn, type Row } from './statistics.ts';

/** Seconds of processor time that such a plan may take on a machine of today. */
const CPU_LIMIT_S = 1.5;

/** Nothing is written: the namespace alone is made, for neither could try an object without it. */
export async function measurePlanChart(kubeconfig: string, runs: number): Promise<readonly Row[]> {
  return withScene(kubeconfig, 'bench-plan-chart', renderedChart(), async (scene) => {
    await kubectl(scene, 'create', 'namespace', scene.namespace);
    const times = await inTurn(
      runs,
      () => odinPlan(scene),
      () => kubectlDryRun(scene),
    );
    const cpu: number[] = [];
    for (let round = 0; round < runs; round++) cpu.push(await odinPlanCpu(scene));
    return [
      {
        work: 'plan of a rendered chart, 5 MB',
        how: OURS,
        peer: 'kubectl apply --server-side --dry-run=server',
        unit: 's',
        ...times,
        goal: 1.5,
      },
      {
        work: 'CPU of that plan',
        how: OURS,
        peer: `${CPU_LIMIT_S} s`,
        unit: 's',
        ours: cpu,
        theirs: [CPU_LIMIT_S],
        goal: 1,
      },
    ];
  });
}
