// Control groups: which version the machine runs on, and which controllers are on.
import type { NodeFiles } from '../../node-files/node-files.ts';
import type { Cgroups } from '../facts/machine-facts.ts';

const UNIFIED = '/sys/fs/cgroup/cgroup.controllers';

/** Null where there are none. A machine with both hierarchies counts as version 1: that is where its controllers are. */
export function cgroupsIn(files: NodeFiles): Cgroups | null {
  const unified = files.text(UNIFIED);
  if (unified !== null) return { version: 2, controllers: unified.split(/\s+/).filter((name) => name !== '') };
  const table = files.text('/proc/cgroups');
  if (table === null) return null;
  // Columns: name, hierarchy, number of groups, enabled.
  const rows = table.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const controllers = rows.flatMap((line) => {
    const [name = '', , , enabled] = line.split(/\s+/);
    return enabled === '1' ? [name] : [];
  });
  return { version: 1, controllers };
}
