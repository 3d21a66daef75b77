// Charts ask for quantities by name; the main process knows the PromQL.
import { z } from 'zod';
import { gpuSleepSchema, gpuStateSchema } from './gpu-state.ts';
import { LONGEST_RANGE_SECONDS, METRIC_NAMES, UNITS } from './metric-name.ts';

/** One line of a chart: points at multiples of the step, null where Prometheus has no sample (a gap stays a gap). */
export const seriesSchema = z.object({
  /** The GPU's UUID, or the node's instance. */
  id: z.string(),
  /** What a person calls it: "NVIDIA GeForce RTX 4090 Laptop GPU". */
  label: z.string(),
  /** `[unixSeconds, value | null]`, oldest first, one per step. */
  points: z.array(z.tuple([z.number(), z.number().nullable()])),
  /** The lowest and the highest sample of each step, where a point is the average of many; as long as `points`. */
  band: z.array(z.tuple([z.number().nullable(), z.number().nullable()])).optional(),
});
export type Series = z.infer<typeof seriesSchema>;

/**
 * `notExported`: the exporter is there but has no such metric; `noData`: no exporter in this range; `histogram`: native
 * histograms alone, which have no one value to draw. Never zero. A GPU that was not asked in all of the range has a series
 * without a sample.
 */
export const metricResultSchema = z.object({
  metric: z.enum(METRIC_NAMES),
  unit: z.enum(UNITS),
  state: z.enum(['ok', 'notExported', 'noData', 'histogram']),
  /** The PromQL that was asked, so that a person can take it to Grafana. */
  query: z.string(),
  series: z.array(seriesSchema),
});
export type MetricResult = z.infer<typeof metricResultSchema>;

/** A GPU that an exporter reports, or that sleeps behind the gate before one. */
export const gpuSchema = z.object({ uuid: z.string(), name: z.string(), driver: z.string().optional() });
export type Gpu = z.infer<typeof gpuSchema>;

export const metricsRangeInputSchema = z.strictObject({
  metrics: z.array(z.enum(METRIC_NAMES)).min(1).max(METRIC_NAMES.length),
  rangeSeconds: z.number().int().min(60).max(LONGEST_RANGE_SECONDS),
  /** The end of a stretch of the past, in unix seconds of Prometheus' clock; absent: now, which it is at the latest. */
  endSeconds: z.number().int().positive().optional(),
});
export type MetricsRangeInput = z.infer<typeof metricsRangeInputSchema>;

/** Times are unix seconds of Prometheus' clock, aligned to `stepSeconds`. */
export const metricsRangeSchema = z.object({
  startSeconds: z.number(),
  endSeconds: z.number(),
  stepSeconds: z.number(),
  gpus: z.array(gpuSchema),
  /** How the GPUs with a gate are now; empty where there is none, and for a stretch of the past. */
  gpuStates: z.array(gpuStateSchema),
  /** When they were not asked, oldest first for each GPU. */
  sleep: z.array(gpuSleepSchema),
  results: z.array(metricResultSchema),
  /** By how much that clock is ahead of this machine's; negative: behind. 0 for what nobody would notice. */
  clockAheadSeconds: z.number(),
  /** What Prometheus said beside the samples: parts are missing, something was left out. */
  remarks: z.array(z.string()),
});
export type MetricsRange = z.infer<typeof metricsRangeSchema>;
