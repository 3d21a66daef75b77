// The check of the GPU: its driver and NVIDIA's container toolkit come before K3s, which looks for it at its start alone.
import { readOf } from '../../node-files/fact.ts';
import type { MachineFacts } from '../facts/machine-facts.ts';
import { judged, type Outcome, ok, warning } from './outcome.ts';

/** It has a repository of its own, which each distribution adds in another way. */
const GUIDE = 'docs.nvidia.com/datacenter/cloud-native/container-toolkit';

export function checkGpu(facts: MachineFacts): Outcome {
  return judged(facts.gpus, (gpus) => {
    if (gpus.length === 0) return ok('There is no NVIDIA GPU.');
    if (readOf(facts.driver) === null) {
      return warning(
        'There is an NVIDIA GPU, and its driver is not loaded: install the driver first, then its container toolkit.',
      );
    }
    return judged(facts.toolkits, (toolkits) => {
      if (toolkits.length > 0) return ok('NVIDIA’s container toolkit is here: K3s finds it at its start.');
      return warning(
        `There is an NVIDIA GPU without NVIDIA’s container toolkit: install it first (${GUIDE}), for K3s looks for it at its start alone.`,
      );
    });
  });
}
