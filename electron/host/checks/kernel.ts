// Checks of the kernel: modules, control groups, swap.
import { readOf } from '../../node-files/fact.ts';
import type { MachineFacts } from '../facts/machine-facts.ts';
import { NEEDED_CONTROLLERS } from '../facts/needs.ts';
import { listOf } from './list-of.ts';
import { blocker, judged, type Outcome, ok, warning } from './outcome.ts';

export function checkModules(facts: MachineFacts): Outcome {
  return judged(facts.modules, (modules) => {
    const absent = Object.keys(modules).filter((name) => modules[name] === 'absent');
    return absent.length === 0
      ? ok('The kernel has the modules that pods and services need.')
      : warning(
          `The kernel ${readOf(facts.kernel) ?? ''} has no ${listOf.format(absent)}, and the network of pods may not work: restart if it was updated; else install what your distribution keeps such modules in (linux-modules-extra).`,
        );
  });
}

/** Source: https://kubernetes.io/docs/concepts/architecture/cgroups/ (the kubelet refuses version 1 since 1.35). */
export function checkCgroups({ cgroups, isWsl }: MachineFacts): Outcome {
  return judged(cgroups, (found) => {
    if (found === null) return blocker('This machine has no control groups, which K3s keeps pods in.');
    const missing = NEEDED_CONTROLLERS.filter((name) => !found.controllers.includes(name));
    if (missing.length > 0) {
      const [noun, verb, them] = missing.length === 1 ? ['controller', 'is', 'it'] : ['controllers', 'are', 'them'];
      // Raspberry Pi OS leaves this one off.
      const how = missing.includes('memory') ? ' (cgroup_enable=memory cgroup_memory=1)' : '';
      return blocker(
        `The ${noun} ${listOf.format(missing)} of control groups ${verb} off: turn ${them} on at the kernel’s command line${how}, and restart.`,
      );
    }
    return found.version === 2
      ? ok('Control groups are version 2.')
      : blocker(
          `Control groups are version 1, with which Kubernetes no longer starts: ${
            readOf(isWsl) === true
              ? 'put kernelCommandLine=cgroup_no_v1=all below [wsl2] in .wslconfig of Windows, and run wsl --shutdown there.'
              : 'start the kernel with systemd.unified_cgroup_hierarchy=1.'
          }`,
        );
  });
}

export function checkSwap({ swap }: MachineFacts): Outcome {
  return judged(swap, (bytes) => ok(bytes === 0 ? 'There is no swap.' : 'Swap stays on: pods do not use it.'));
}
