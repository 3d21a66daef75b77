// What every part of the stack that sees NVIDIA's GPUs asks of a cluster.
import type { Requirement } from '../../cluster-checks/requirements.ts';

export const NVIDIA_RUNTIME: Requirement = {
  runtimeClass: 'nvidia',
  remedy: 'install the NVIDIA container toolkit and restart K3s',
};
