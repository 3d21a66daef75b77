// NVIDIA's device plugin: pods may ask for GPUs.
import { timeSlicing } from '../../settings/time-slicing.ts';
import { whileOn } from './choice.ts';
import { NVIDIA_RUNTIME } from './nvidia-runtime.ts';
import type { ComponentRow } from './row.ts';

const choice = whileOn('gpu.devicePlugin.enabled');

export const nvidiaDevicePlugin: ComponentRow = {
  name: 'nvidia-device-plugin',
  choice,
  requires: NVIDIA_RUNTIME,
  edits: [timeSlicing],
  idle: [{ unless: choice, settings: ['gpu.devicePlugin.timeSlicingReplicas'] }],
};
