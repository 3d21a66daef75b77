// A component for each GPU exporter that the model lists.
import { GPU_EXPORTERS } from '../../../../shared/model/gpu-exporters/table.ts';
import { exporterBuild } from '../../settings/gpu-build.ts';
import { NVIDIA_RUNTIME } from './nvidia-runtime.ts';
import type { ComponentRow } from './row.ts';

export const gpuExporters: readonly ComponentRow[] = GPU_EXPORTERS.map((exporter) => ({
  name: exporter.component,
  choice: {
    holds: ({ gpu }) => exporter.choices.some(({ value }) => value === gpu.exporter),
    otherwise: 'gpu.exporter is another',
  },
  // Two would ask each GPU twice, and every rule would count it twice.
  asksAlone: 'GPU',
  requires: NVIDIA_RUNTIME,
  ...(exporter.amounts === undefined ? {} : { amounts: exporter.amounts }),
  edits: [exporterBuild(exporter)],
}));
