// The requirement of a RuntimeClass that some node can run.
import { waysOn } from '../../distribution/table.ts';
import { isDockerAlone } from './docker.ts';
import type { Requirement } from './requirements.ts';

const LATER = 'it comes with the next install once it is there';

/**
 * Of the RuntimeClass of NVIDIA's runtime.
 * @param platform of the person's machine, by which the way to a GPU may differ
 */
export function requiredNvidiaRuntime(platform: string): Requirement {
  const name = 'nvidia';
  return {
    annotation: `RuntimeClass/${name}`,
    missing: ({ runtimeClasses, runtimeHandlers, containerRuntimes, distribution }) => {
      const ways = waysOn(distribution);
      const { order, guide } = ways.gpu(platform);
      const way = guide === undefined ? order : `${order} (${guide})`;
      // K3s makes the class here too, and no handler is behind it.
      if (isDockerAlone(containerRuntimes)) {
        return `Docker runs the containers of this cluster, and knows no RuntimeClass ${name}: ${ways.containerd.order}; it comes with the next install then.`;
      }
      const found = runtimeClasses.find((runtimeClass) => runtimeClass.name === name);
      if (found === undefined) {
        return `RuntimeClass ${name} is missing: ${way}; ${LATER}.`;
      }
      if (runtimeHandlers !== undefined && !runtimeHandlers.includes(found.handler)) {
        return `RuntimeClass ${name} is there, but no node has its runtime ${found.handler}: ${way}; ${LATER}.`;
      }
      return undefined;
    },
  };
}
