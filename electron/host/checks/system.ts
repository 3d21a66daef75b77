// Checks of the operating system: its kind, its name for this machine, its clock.

import { readOf } from '../../node-files/fact.ts';
import type { MachineFacts } from '../facts/machine-facts.ts';
import { NODE_NAME } from '../facts/needs.ts';
import { blocker, judged, type Outcome, ok, warning } from './outcome.ts';

/** As Node names them, which every image of the stack is published for. */
const ARCHITECTURES = new Set(['x64', 'arm64']);
const LONGEST_NAME = 253;

export function checkSystem(facts: MachineFacts): Outcome {
  const name = readOf(facts.system)?.name || 'Linux';
  if (!ARCHITECTURES.has(facts.architecture)) {
    return blocker(`This machine is ${facts.architecture}: the stack’s images are there for x86-64 and 64-bit Arm.`);
  }
  const immutable = readOf(facts.immutable);
  if (immutable === 'NixOS') {
    return blocker('NixOS keeps services in its configuration: turn K3s on there, and rebuild.', NIXOS);
  }
  if (immutable === 'SteamOS') {
    return blocker('SteamOS replaces its own files at each update, K3s with them: use a cluster of another machine.');
  }
  return judged(facts.hasSystemd, (hasSystemd) => {
    if (!hasSystemd) return withoutSystemd(facts, name);
    const selinux = readOf(facts.selinux);
    const needsPolicy = selinux?.isEnforcing === true && !selinux.hasPolicy;
    if (immutable === 'OSTree' && needsPolicy) {
      return warning(
        `${name} keeps /usr read-only and enforces SELinux: K3s’ installer layers k3s-selinux; restart then, and run it again.`,
      );
    }
    if (immutable === 'OSTree') {
      return warning(`${name} keeps /usr read-only: K3s goes to /usr/local, which it lets you write.`);
    }
    return needsPolicy
      ? warning(`${name} enforces SELinux: K3s’ installer adds the policy k3s-selinux, which needs the internet.`)
      : ok(`${name}, with systemd.`);
  });
}

const NIXOS = 'services.k3s = { enable = true; role = "server"; };';

function withoutSystemd(facts: MachineFacts, name: string): Outcome {
  return readOf(facts.isWsl) === true
    ? blocker(
        `${name} runs in WSL without systemd: put systemd=true below [boot] in /etc/wsl.conf, end it by wsl --shutdown in Windows, and open it again.`,
      )
    : blocker(`${name} does not run systemd, which ODIN needs to look after K3s.`);
}

export function checkName({ hostname }: MachineFacts): Outcome {
  return judged(hostname, (name) => {
    const lower = name.toLowerCase();
    if (NODE_NAME.test(lower) && lower.length <= LONGEST_NAME) return ok(`The node is called ${lower}.`);
    const mended = lower.replace(/[^a-z0-9.-]+/g, '-').replace(/^[.-]+|[.-]+$/g, '');
    return blocker(
      'The host name is no name that Kubernetes takes: letters, digits and dashes.',
      `sudo hostnamectl set-hostname ${NODE_NAME.test(mended) ? mended : 'laptop'}`,
    );
  });
}

export function checkClock({ isClockKept }: MachineFacts): Outcome {
  return judged(isClockKept, (isKept) =>
    isKept === true
      ? ok('Something keeps the clock right.')
      : warning(
          'Nothing is seen to keep the clock right: certificates and charts go by it.',
          'sudo timedatectl set-ntp true',
        ),
  );
}
