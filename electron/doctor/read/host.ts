// Reads the node itself, where the app runs on it: files alone, none of which wakes a GPU.
import { readOf } from '../../node-files/fact.ts';
import { factAt } from '../../node-files/fact-of.ts';
import { NodeFiles } from '../../node-files/node-files.ts';
import type { HostFacts, Template } from '../host-facts.ts';
import { keepsRuntimes, modeIn, runtimesIn } from './containerd-config.ts';

const DRIVER = '/proc/driver/nvidia/version';
const PCI = '/sys/bus/pci/devices';
const EFI = '/sys/firmware/efi/efivars';
const SECURE_BOOT = 'SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c';
const WSL_LIBRARY = '/usr/lib/wsl/lib/libnvidia-ml.so.1';
const LIBRARY_FOLDERS = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];
/** K3s' own order: GPU Operator's, then the usual ones of its PATH, which a person may have made longer. */
const TOOLKIT_FOLDERS = ['/usr/local/nvidia/toolkit', '/usr/local/sbin', '/usr/local/bin', '/usr/bin'];
const RUNTIME = 'nvidia-container-runtime';
const TOOLKIT_CONFIG = '/etc/nvidia-container-runtime/config.toml';
const CONTAINERD = '/var/lib/rancher/k3s/agent/etc/containerd';
const TEMPLATES = ['config-v3.toml.tmpl', 'config.toml.tmpl'];

/** @param root stands in for `/` in tests. Never throws. */
export function readHost(root = '/'): HostFacts {
  const files = new NodeFiles(root, 'sudo odin doctor');
  const config = `${CONTAINERD}/config.toml`;
  return {
    gpus: factAt(PCI, () => gpusIn(files)),
    driver: factAt(DRIVER, () => driverIn(files.text(DRIVER))),
    library: factAt('libnvidia-ml.so', () => libraryIn(files)),
    hasNouveau: factAt('/sys/module/nouveau', () => files.has('/sys/module/nouveau')),
    moduleFile: factAt('/lib/modules', () => moduleIn(files)),
    secureBoot: factAt(`${EFI}/${SECURE_BOOT}`, () => secureBootIn(files)),
    devices: factAt('/dev', () =>
      files
        .names('/dev')
        .filter((name) => /^nvidia|^dxg$/.test(name))
        .sort(),
    ),
    wslLibrary: factAt(WSL_LIBRARY, () => (files.has(WSL_LIBRARY) ? WSL_LIBRARY : null)),
    toolkits: factAt(TOOLKIT_FOLDERS.join(', '), () =>
      toolkitPaths(files, config).flatMap((path) => {
        const changedAt = files.cameAt(path);
        return changedAt === null ? [] : [{ path, changedAt }];
      }),
    ),
    toolkitMode: factAt(TOOLKIT_CONFIG, () => modeIn(files.text(TOOLKIT_CONFIG) ?? '')),
    containerd: factAt(config, () => {
      const text = files.text(config);
      return text === null ? null : { runtimes: runtimesIn(text), writtenAt: files.writtenAt(config) ?? 0 };
    }),
    templates: factAt(`${CONTAINERD}/*.tmpl`, () => templatesIn(files)),
  };
}

/** Display controllers (class 0x03…) of NVIDIA (0x10de): read off what the kernel has kept, which asks no device. */
function gpusIn(files: NodeFiles): readonly string[] {
  return files
    .names(PCI)
    .filter((address) => {
      const said = (name: string) => files.text(`${PCI}/${address}/${name}`)?.trim() ?? '';
      return said('vendor') === '0x10de' && said('class').startsWith('0x03');
    })
    .sort();
}

/** Of `NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  595.71.05  Release Build …`. */
function driverIn(text: string | null): string | null {
  return text === null
    ? null
    : (/^NVRM version:.*?\s(\d+\.\d+(?:\.\d+)?)\s/m.exec(text)?.[1] ?? 'of a version that it does not tell');
}

/** By the name of its file, `libnvidia-ml.so.595.71.05`; null where there is none, or more than one. */
function libraryIn(files: NodeFiles): string | null {
  for (const folder of LIBRARY_FOLDERS) {
    const versions = files
      .names(folder)
      .flatMap((name) => /^libnvidia-ml\.so\.(\d+\.\d+(?:\.\d+)?)$/.exec(name)?.[1] ?? []);
    if (versions.length > 0) return versions.length === 1 ? (versions[0] ?? null) : null;
  }
  return null;
}

/** Also what containerd's configuration names, which is where K3s has found one. */
function toolkitPaths(files: NodeFiles, config: string): readonly string[] {
  // It is for root alone.
  const text = readOf(factAt(config, () => files.text(config))) ?? '';
  const named = Object.values(runtimesIn(text)).filter((program) => program.endsWith(`/${RUNTIME}`));
  return [...new Set([...TOOLKIT_FOLDERS.map((folder) => `${folder}/${RUNTIME}`), ...named])];
}

/** Where DKMS, Ubuntu's packages and Fedora's put it. */
function moduleIn(files: NodeFiles): string | null {
  const release = files.text('/proc/sys/kernel/osrelease')?.trim() ?? '';
  if (!/^[\w.+~-]+$/.test(release)) return null;
  const folders = ['updates/dkms', 'kernel/drivers/video', 'kernel/nvidia', 'extra', 'extra/nvidia'];
  const endings = ['', '.zst', '.xz', '.gz'];
  const paths = folders.flatMap((folder) =>
    endings.map((ending) => `/lib/modules/${release}/${folder}/nvidia.ko${ending}`),
  );
  return paths.find((path) => files.has(path)) ?? null;
}

/** Four bytes of attributes, then 1 or 0. */
function secureBootIn(files: NodeFiles): boolean | null {
  const value = files.bytes(`${EFI}/${SECURE_BOOT}`);
  return value === null || value.length < 5 ? null : value[4] === 1;
}

/** The one that K3s takes: the newer form's, where there is one. */
function templatesIn(files: NodeFiles): readonly Template[] {
  for (const name of TEMPLATES) {
    const path = `${CONTAINERD}/${name}`;
    const text = files.text(path);
    if (text !== null) return [{ path, keepsRuntimes: keepsRuntimes(text) }];
  }
  return [];
}
