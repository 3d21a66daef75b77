// The GPU exporters that the stack can install and that charts understand. A new one is its row here, its folder of manifests
// and its recording rules. Of two that report the same GPU, charts take the first.
import { dcgmExporter } from './dcgm-exporter.ts';
import { nvidiaGpuExporter } from './nvidia-gpu-exporter.ts';
import type { ExporterChoice, GpuExporter } from './row.ts';

const ROWS = [nvidiaGpuExporter, dcgmExporter] as const;

export const GPU_EXPORTERS: readonly GpuExporter[] = ROWS;

/** The values of the setting `gpu.exporter` that choose one of them. */
export const GPU_EXPORTER_CHOICES = ROWS.flatMap(({ choices }) => choices.map(({ value }) => value));

export const DEFAULT_GPU_EXPORTER = nvidiaGpuExporter.choices[0].value;

/** What an exporter of the setting `gpu.exporter` can do; undefined for `none`. */
export function exporterChoice(chosen: string): ExporterChoice | undefined {
  return GPU_EXPORTERS.flatMap(({ choices }) => choices).find(({ value }) => value === chosen);
}
