// Installing the built-in stack on a real node, until all its pods are healthy, beside helm.
import { OURS, odinInstall } from './ours.ts';
import { helmInstall } from './peers.ts';
import { withScene } from './scene.ts';
import { stackObjects } from './stack-objects.ts';
import { inTurn, type Row } from './statistics.ts';

/** One stack at a time: the pods on the node's own network would take each other's ports. */
export async function measureInstallStack(kubeconfig: string, runs: number): Promise<Row> {
  const times = await inTurn(
    runs,
    async (round) => {
      const namespace = `bench-stack-odin-${round}`;
      return withScene(kubeconfig, namespace, await stackObjects(namespace), odinInstall);
    },
    async (round) => {
      const namespace = `bench-stack-helm-${round}`;
      return withScene(kubeconfig, namespace, await stackObjects(namespace), helmInstall);
    },
  );
  return {
    work: 'install of the stack, to all healthy',
    how: OURS,
    peer: 'helm install --wait',
    unit: 's',
    ...times,
    goal: 0.95,
  };
}
