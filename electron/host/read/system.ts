// The operating system: its name, what makes it read-only, SELinux, and who keeps its clock.
import type { NodeFiles } from '../../node-files/node-files.ts';
import type { OperatingSystem } from '../facts/machine-facts.ts';
import { isRunning } from './service.ts';

const OS_RELEASE = ['/etc/os-release', '/usr/lib/os-release'];
/** Where rancher's package of the policy is. Source: https://docs.k3s.io/advanced#selinux-support */
const K3S_POLICIES = ['/usr/share/selinux/packages/k3s.pp', '/usr/share/selinux/packages/k3s.pp.bz2'];
const SYNCHRONIZED = '/run/systemd/timesync/synchronized';
const CLOCK_KEEPERS = ['chrony', 'chronyd', 'ntpsec', 'ntp', 'ntpd', 'openntpd'];

/** Null where it does not say. Source: os-release(5). */
export function systemIn(files: NodeFiles): OperatingSystem | null {
  const text = OS_RELEASE.map((path) => files.text(path)).find((each) => each !== null);
  if (text == null) return null;
  const values = new Map(
    text.split('\n').flatMap((line) => {
      const [, key, value] = /^([A-Z_]+)=["']?([^"']*)["']?$/.exec(line.trim()) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
  const ids = `${values.get('ID') ?? ''} ${values.get('ID_LIKE') ?? ''}`.split(' ').filter((id) => id !== '');
  return { ids, name: values.get('PRETTY_NAME') ?? values.get('NAME') ?? ids[0] ?? '' };
}

/** In words; null where a file that is put beside the system's own stays there. */
export function immutableBy(files: NodeFiles): string | null {
  if (files.has('/run/current-system/nixos-version') || files.has('/etc/NIXOS')) return 'NixOS';
  if (files.has('/run/ostree-booted')) return 'OSTree';
  const ids = systemIn(files)?.ids ?? [];
  return ids.includes('steamos') ? 'SteamOS' : null;
}

/** Null where the kernel has none. */
export function selinuxIn(files: NodeFiles) {
  const enforce = files.text('/sys/fs/selinux/enforce');
  if (enforce === null) return null;
  return { isEnforcing: enforce.trim() === '1', hasPolicy: K3S_POLICIES.some((path) => files.has(path)) };
}

/** Null where no one that is known keeps it: others may. */
export function isClockKept(files: NodeFiles): boolean | null {
  return files.has(SYNCHRONIZED) || CLOCK_KEEPERS.some((name) => isRunning(files, name)) ? true : null;
}
