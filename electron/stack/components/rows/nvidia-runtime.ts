// The requirement of every part of the stack that sees NVIDIA's GPUs.
import { requiredNvidiaRuntime } from '../../cluster-checks/runtime-class.ts';

export const NVIDIA_RUNTIME = requiredNvidiaRuntime(process.platform);
