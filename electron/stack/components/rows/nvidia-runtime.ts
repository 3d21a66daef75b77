// The requirement of every part of the stack that sees NVIDIA's GPUs.
import { requiredRuntimeClass } from '../../cluster-checks/runtime-class.ts';

export const NVIDIA_RUNTIME = requiredRuntimeClass('nvidia', 'install the NVIDIA container toolkit and restart K3s');
