// Reads this machine for K3s: files alone, as any user may, and nothing is run.
import { readHost } from '../../doctor/read/host.ts';
import { type Fact, readOf } from '../../node-files/fact.ts';
import { factAt } from '../../node-files/fact-of.ts';
import { NodeFiles } from '../../node-files/node-files.ts';
import type { MachineFacts } from '../facts/machine-facts.ts';
import { MODULES } from '../facts/needs.ts';
import { cgroupsIn } from './cgroups.ts';
import { enginesIn, firewallsIn } from './engines.ts';
import { moduleStates } from './modules.ts';
import { defaultRouteIn, listeningPorts, networksIn } from './network.ts';
import { roomAt } from './room.ts';
import { immutableBy, isClockKept, selinuxIn, systemIn } from './system.ts';

const KERNEL = '/proc/sys/kernel/osrelease';
const DATA = '/var/lib/rancher/k3s';

/** @param root stands in for `/` in tests. Never throws. */
export function readMachine(architecture: string, root = '/'): MachineFacts {
  const files = new NodeFiles(root, 'sudo odin host check');
  const { gpus, driver, toolkits, wslLibrary } = readHost(root);
  // WSL has Windows' driver, and no PCI device of it.
  const library = readOf(wslLibrary);
  const isWindows = library !== undefined && library !== null;
  const memory = (name: string) => factAt('/proc/meminfo', () => amountIn(files.text('/proc/meminfo') ?? '', name));
  return {
    architecture,
    kernel: factAt(KERNEL, () => kernelOf(files)),
    system: factAt('/etc/os-release', () => systemIn(files)),
    hasSystemd: factAt('/run/systemd/system', () => files.has('/run/systemd/system')),
    isWsl: factAt(KERNEL, () => /microsoft/i.test(kernelOf(files))),
    immutable: factAt('/run/ostree-booted', () => immutableBy(files)),
    selinux: factAt('/sys/fs/selinux/enforce', () => selinuxIn(files)),
    hostname: factAt('/proc/sys/kernel/hostname', () => files.text('/proc/sys/kernel/hostname')?.trim() ?? ''),
    modules: factAt('/proc/modules', () => moduleStates(files, kernelOf(files), MODULES)),
    cgroups: factAt('/sys/fs/cgroup', () => cgroupsIn(files)),
    listening: factAt('/proc/net/tcp', () => listeningPorts(files)),
    defaultRoute: factAt('/proc/net/route', () => defaultRouteIn(files)),
    networks: factAt('/proc/net/route', () => networksIn(files)),
    firewalls: factAt('/etc/ufw/ufw.conf', () => firewallsIn(files)),
    room: factAt(DATA, () => roomAt(root, DATA)),
    memory: memory('MemTotal'),
    swap: memory('SwapTotal'),
    isClockKept: factAt('/run/systemd/timesync/synchronized', () => isClockKept(files)),
    engines: factAt('/etc/systemd/system', () => enginesIn(files)),
    gpus: isWindows ? { from: library, value: [library] } : gpus,
    driver: isWindows ? { from: library, value: 'of Windows' } : driver,
    toolkits: pathsOf(toolkits),
  };
}

function pathsOf(fact: Fact<readonly { readonly path: string }[]>): Fact<readonly string[]> {
  return 'value' in fact ? { from: fact.from, value: fact.value.map(({ path }) => path) } : fact;
}

function kernelOf(files: NodeFiles): string {
  return files.text(KERNEL)?.trim() ?? '';
}

/** Of `MemTotal:       32768000 kB`, in bytes. */
function amountIn(text: string, name: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${name}:`));
  return Number(/(\d+) kB/.exec(line ?? '')?.[1] ?? 0) * 1024;
}
