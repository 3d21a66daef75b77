// Nodes whose containers Docker runs, as those of K3s with `--docker`: what of the stack does not work there.

import type { KubeObject } from '../../../shared/model/object.ts';
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import { waysOn } from '../../distribution/table.ts';
import type { Capabilities } from './capabilities.ts';
import type { Requirement } from './requirements.ts';

const DOCKER = 'docker';

/** True where it is known, and so on each node. */
export function isDockerAlone(runtimes: readonly string[]): boolean {
  return runtimes.length > 0 && runtimes.every((runtime) => runtime === DOCKER);
}

/** The pods' logs, where a kubelet keeps them itself: Docker has them in files and in a form of its own. */
export const KUBELET_LOGS: Requirement = {
  annotation: 'ContainerRuntime/cri',
  missing: ({ containerRuntimes, distribution }) =>
    isDockerAlone(containerRuntimes)
      ? `Docker runs the containers of this cluster, and keeps their logs where Alloy does not look: ${waysOn(distribution).containerd.order}; it comes with the next install then, and \`kubectl logs\` shows them meanwhile.`
      : undefined,
};

/** What else is different there, in a sentence. */
export function dockerNotes(
  _objects: readonly KubeObject[],
  _settings: StackSettings,
  { containerRuntimes }: Capabilities,
): readonly string[] {
  if (!containerRuntimes.includes(DOCKER)) return [];
  const where = isDockerAlone(containerRuntimes)
    ? 'Docker runs the containers of this cluster'
    : 'On some nodes Docker runs the containers';
  return [
    `${where}: which pod a container belongs to is not among its metrics then, and charts by pod and workload stay empty.`,
  ];
}
