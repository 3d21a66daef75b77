// A component for each GPU exporter that the model lists.
import { exporterChoice, GPU_EXPORTERS } from '../../../../shared/model/gpu-exporters/table.ts';
import { maySleep } from '../../../../shared/model/settings/gpu.ts';
import { exporterBuild } from '../../settings/gpu-build.ts';
import { gpuProcesses, processesNote } from '../../settings/gpu-processes.ts';
import { gpuSleep } from '../../settings/gpu-sleep.ts';
import type { Choice } from './choice.ts';
import { NVIDIA_RUNTIME } from './nvidia-runtime.ts';
import type { ComponentRow } from './row.ts';

/** Processes are told by the gate, which there is while GPUs may sleep. */
const TOLD: Choice = {
  holds: ({ gpu }) => exporterChoice(gpu.exporter)?.tellsProcesses === true && maySleep(gpu),
  otherwise: 'gpu.sleep is never or gpu.exporter is another than nvidia-gpu-exporter',
};

/** The one beside which a GPU can sleep has a gate before it. */
const GATED = {
  edits: [gpuSleep, gpuProcesses],
  idle: [{ unless: TOLD, settings: ['gpu.processes'] }],
  notes: processesNote,
} as const satisfies Partial<ComponentRow>;

export const gpuExporters: readonly ComponentRow[] = GPU_EXPORTERS.map((exporter) => {
  const gated = exporter.choices.some(({ canSleep }) => canSleep) ? GATED : undefined;
  return {
    name: exporter.component,
    title: 'GPU exporter',
    choice: {
      holds: ({ gpu }) => exporter.choices.some(({ value }) => value === gpu.exporter),
      otherwise: 'gpu.exporter is another',
    },
    // Two would ask each GPU twice, and every rule would count it twice.
    asksAlone: 'GPU',
    requires: NVIDIA_RUNTIME,
    ...(exporter.amounts === undefined ? {} : { amounts: exporter.amounts }),
    ...gated,
    edits: [...(gated?.edits ?? []), exporterBuild(exporter)],
  };
});
