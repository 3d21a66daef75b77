// The requirement of every part of the stack that sees NVIDIA's GPUs.
import type { Requirement } from '../../cluster-checks/requirements.ts';

export const NVIDIA_RUNTIME: Requirement = {
  runtimeClass: 'nvidia',
  remedy: 'install the NVIDIA container toolkit and restart K3s',
};
