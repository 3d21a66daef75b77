// NVIDIA's device plugin: pods may ask for GPUs.
import { pluginHealthCheck } from '../../settings/gpu-sleep.ts';
import { timeSlicing } from '../../settings/time-slicing.ts';
import { whileOn } from './choice.ts';
import { NVIDIA_RUNTIME } from './nvidia-runtime.ts';
import type { ComponentRow } from './row.ts';

const choice = whileOn('gpu.devicePlugin.enabled');

export const nvidiaDevicePlugin: ComponentRow = {
  name: 'nvidia-device-plugin',
  title: 'NVIDIA device plugin',
  choice,
  requires: NVIDIA_RUNTIME,
  edits: [timeSlicing, pluginHealthCheck],
  idle: [{ unless: choice, settings: ['gpu.devicePlugin.timeSlicingReplicas'] }],
};
