// The memory and CPU that each part gets. What the assets say is for a laptop of 16 or 32 GB.
import type { Amounts } from '../../../shared/model/settings/resources.ts';
import { type Container, isWorkload, withContainers } from '../manifests/edit.ts';
import type { Setting } from '../settings/setting.ts';
import { COMPONENTS } from './table.ts';

/** Those of the preset, for the container that is called as its workload and component. */
export const amounts: Setting = (objects, settings) => {
  const wanted = new Map(COMPONENTS.map((row) => [row.name, row.amounts?.[settings.resources]]));
  return objects.map((object) => {
    const { name } = object.metadata;
    const own = wanted.get(name);
    if (own === undefined || !isWorkload(object)) return object;
    return withContainers(object, (container) => (container.name === name ? withAmounts(container, own) : container));
  });
};

function withAmounts(container: Container, [cpu, memory, limit]: Amounts): Container {
  return { ...container, resources: { requests: { cpu, memory }, limits: { memory: limit } } };
}
