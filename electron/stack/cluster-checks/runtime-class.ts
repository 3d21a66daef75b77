// The requirement of a RuntimeClass that some node can run.
import { AWAY_FROM_DOCKER, isDockerAlone } from './docker.ts';
import type { Requirement } from './requirements.ts';

const LATER = 'it comes with the next install once it is there';

/**
 * Of the RuntimeClass that is called `name`.
 * @param remedy the order to a person that ends with K3s making the class: "install … and restart K3s"
 */
export function requiredRuntimeClass(name: string, remedy: string): Requirement {
  return {
    annotation: `RuntimeClass/${name}`,
    missing: ({ runtimeClasses, runtimeHandlers, containerRuntimes }) => {
      // K3s makes the class here too, and no handler is behind it.
      if (isDockerAlone(containerRuntimes)) {
        return `Docker runs the containers of this cluster, and knows no RuntimeClass ${name}: ${AWAY_FROM_DOCKER}; it comes with the next install then.`;
      }
      const found = runtimeClasses.find((runtimeClass) => runtimeClass.name === name);
      if (found === undefined) {
        return `RuntimeClass ${name} is missing: ${remedy}, which then makes it; ${LATER}.`;
      }
      if (runtimeHandlers !== undefined && !runtimeHandlers.includes(found.handler)) {
        return `RuntimeClass ${name} is there, but no node has its runtime ${found.handler}: ${remedy}; ${LATER}.`;
      }
      return undefined;
    },
  };
}
