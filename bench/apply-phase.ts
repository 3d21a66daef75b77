// Applying objects that are all new, as a part of an install, beside `kubectl apply --server-side` of the same.
import type { KubeObject } from '../shared/model/object.ts';
import { objectsOf } from './objects.ts';
import { runEngine } from './ours.ts';
import { kubectlApply } from './peers.ts';
import { kubectl, type Scene, withScene } from './scene.ts';
import { stackObjects } from './stack-objects.ts';
import { inTurn, type Row } from './statistics.ts';

const COUNT = 200;

const SIDES = { how: 'that phase alone', peer: 'kubectl apply --server-side', unit: 's' } as const;

/** The built-in stack. Needs no node that runs its pods: they are not waited for. */
export async function measureApplyStack(kubeconfig: string, runs: number): Promise<Row> {
  const times = await measure(kubeconfig, runs, 'stack', stackObjects);
  return { work: 'apply phase of the stack', ...SIDES, ...times, goal: 1 };
}

/** Many objects without pods. */
export async function measureApplyMany(kubeconfig: string, runs: number): Promise<Row> {
  const times = await measure(kubeconfig, runs, 'many', async () => objectsOf(COUNT));
  return { work: `apply phase of ${COUNT} objects`, ...SIDES, ...times, goal: 0.5 };
}

/** Each run applies to a namespace of its own that is there already: every object is new, and nothing else is. */
function measure(
  kubeconfig: string,
  runs: number,
  name: string,
  objectsIn: (namespace: string) => Promise<readonly KubeObject[]>,
): Promise<Pick<Row, 'ours' | 'theirs'>> {
  const inNew = async (namespace: string, work: (scene: Scene) => Promise<number>): Promise<number> =>
    withScene(kubeconfig, namespace, await objectsIn(namespace), async (scene) => {
      await kubectl(scene, 'create', 'namespace', namespace);
      return work(scene);
    });
  return inTurn(
    runs,
    (round) => inNew(`bench-apply-${name}-odin-${round}`, applyPhase),
    (round) => inNew(`bench-apply-${name}-kubectl-${round}`, kubectlApply),
  );
}

async function applyPhase(scene: Scene): Promise<number> {
  const { applySeconds } = await runEngine(scene, { isWaitedFor: false });
  return applySeconds;
}
