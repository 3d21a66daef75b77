// This machine as a node of it would tell of itself.
import { readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';

export interface MachineIdentity {
  readonly platform: NodeJS.Platform;
  readonly hostname: string;
  /** All addresses of its interfaces, but for those that each machine has. */
  readonly addresses: readonly string[];
  /** The kernel's, new with each start; '' where it is not Linux. Containers have their machine's. */
  readonly bootId: string;
  /** `/etc/machine-id`; '' where there is none. Containers have none, or one of their own. */
  readonly machineId: string;
}

export function thisMachine(platform: NodeJS.Platform): MachineIdentity {
  const isLinux = platform === 'linux';
  return {
    platform,
    hostname: hostname(),
    addresses: Object.values(networkInterfaces())
      .flatMap((all) => all ?? [])
      .filter(({ internal }) => !internal)
      .map(({ address }) => address),
    bootId: isLinux ? lineOf('/proc/sys/kernel/random/boot_id') : '',
    machineId: isLinux ? lineOf('/etc/machine-id') : '',
  };
}

function lineOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}
