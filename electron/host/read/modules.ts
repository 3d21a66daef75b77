// Modules of the kernel: loaded, built in, or there to be loaded.
import type { NodeFiles } from '../../node-files/node-files.ts';
import type { ModuleState } from '../facts/machine-facts.ts';

/** The state of each; without the kernel's list of files a module that is not loaded counts as absent. */
export function moduleStates(
  files: NodeFiles,
  kernel: string,
  names: readonly string[],
): Readonly<Record<string, ModuleState>> {
  const loaded = new Set((files.text('/proc/modules') ?? '').split('\n').map((line) => line.split(' ')[0] ?? ''));
  // What the kernel calls itself becomes a path.
  const folder = /^[\w.+~-]+$/.test(kernel) ? `/lib/modules/${kernel}` : undefined;
  const listed = (file: string) => modulesListed((folder && files.text(`${folder}/${file}`)) ?? '');
  const builtIn = listed('modules.builtin');
  const loadable = listed('modules.dep');
  return Object.fromEntries(
    names.map((name) => [
      name,
      loaded.has(name) || builtIn.has(name) || files.has(`/sys/module/${name}`)
        ? 'ready'
        : loadable.has(name)
          ? 'loadable'
          : 'absent',
    ]),
  );
}

/** Of `kernel/fs/overlayfs/overlay.ko.zst: …`; a dash in a file's name is an underscore in the module's. */
function modulesListed(text: string): ReadonlySet<string> {
  return new Set(
    text.split('\n').map((line) => {
      const path = line.split(':')[0] ?? '';
      const file = path.slice(path.lastIndexOf('/') + 1);
      return file.slice(0, file.indexOf('.ko')).replaceAll('-', '_');
    }),
  );
}
