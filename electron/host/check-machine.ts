// All checks of a machine in their order, and the verdict of them.
import type { HostCheck, HostReport } from '../../shared/model/host-check.ts';
import { HOST_CHECKS, type HostCheckName } from '../../shared/model/host-checks.ts';
import { checkDocker, checkKubernetes, hasK3s } from './checks/engines.ts';
import { checkGpu } from './checks/gpu.ts';
import { checkCgroups, checkModules, checkSwap } from './checks/kernel.ts';
import { checkFirewall, checkNetwork, checkPorts } from './checks/network.ts';
import type { Outcome } from './checks/outcome.ts';
import { checkDisk, checkMemory } from './checks/room.ts';
import { checkClock, checkName, checkSystem } from './checks/system.ts';
import type { MachineFacts } from './facts/machine-facts.ts';

const CHECKS: Readonly<Record<HostCheckName, (facts: MachineFacts) => Outcome>> = {
  system: checkSystem,
  kubernetes: checkKubernetes,
  ports: checkPorts,
  kernel: checkModules,
  cgroups: checkCgroups,
  memory: checkMemory,
  disk: checkDisk,
  network: checkNetwork,
  firewall: checkFirewall,
  name: checkName,
  clock: checkClock,
  swap: checkSwap,
  docker: checkDocker,
  gpu: checkGpu,
};

/** Each check once, in the order in which they are shown. */
export function checkMachine(facts: MachineFacts): readonly HostCheck[] {
  return HOST_CHECKS.map((name) => ({ name, ...CHECKS[name](facts) }));
}

/** Whether K3s may be installed, in a sentence. */
export function verdictOf(
  facts: MachineFacts,
  checks: readonly HostCheck[],
): Pick<HostReport, 'standing' | 'sentence'> {
  if (hasK3s(facts)) return { standing: 'installed', sentence: 'K3s is on this machine already.' };
  const of = (level: HostCheck['level']) => checks.filter((check) => check.level === level);
  const [first, ...others] = of('blocker');
  if (first !== undefined) {
    return {
      standing: 'blocked',
      sentence: others.length === 0 ? first.sentence : `${1 + others.length} things stand in the way of K3s here.`,
    };
  }
  const warnings = of('warning').length;
  return {
    standing: 'ready',
    sentence: warnings === 0 ? 'This machine is ready for K3s.' : `K3s can be installed. ${needLook(warnings)}`,
  };
}

function needLook(count: number): string {
  return count === 1 ? 'One thing needs a look first.' : `${count} things need a look first.`;
}
