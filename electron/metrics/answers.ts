// The shapes of Prometheus' HTTP API that ODIN reads. Source: https://prometheus.io/docs/prometheus/latest/querying/api/
import { z } from 'zod';

const labelsSchema = z.record(z.string(), z.string());

/** `[unixSeconds, value]`; the value is text, as it may be `NaN` or `+Inf`. */
const sampleSchema = z.tuple([z.number(), z.string()]);

const vectorSchema = z.object({
  resultType: z.literal('vector'),
  // A native histogram comes as `histogram` and has no `value`.
  result: z.array(z.object({ metric: labelsSchema, value: sampleSchema.optional() })),
});
const matrixSchema = z.object({
  resultType: z.literal('matrix'),
  result: z.array(z.object({ metric: labelsSchema, values: z.array(sampleSchema).default([]) })),
});
const scalarSchema = z.object({ resultType: z.literal('scalar'), result: sampleSchema });
const stringSchema = z.object({ resultType: z.literal('string'), result: sampleSchema });

/** The answer to an instant query. */
export const queryResultSchema = z.discriminatedUnion('resultType', [
  vectorSchema,
  matrixSchema,
  scalarSchema,
  stringSchema,
]);
export type QueryResult = z.infer<typeof queryResultSchema>;

/** The answer to a range query: one entry per series, points oldest first. */
export const rangeResultSchema = matrixSchema;
export type RangeResult = z.infer<typeof rangeResultSchema>;

/** One scraped target. `lastError` is empty when the last scrape succeeded. */
export const targetSchema = z.object({
  labels: labelsSchema,
  scrapePool: z.string(),
  scrapeUrl: z.string(),
  health: z.enum(['up', 'down', 'unknown']),
  lastError: z.string().default(''),
  /** A Prometheus duration such as `15s`. */
  scrapeInterval: z.string().default(''),
});
export type Target = z.infer<typeof targetSchema>;

export const targetsSchema = z.object({ activeTargets: z.array(targetSchema).default([]) });

/** One alert of a rule. `activeAt` is RFC 3339: since when its expression has been true. */
const alertSchema = z.object({
  labels: labelsSchema,
  annotations: labelsSchema.default({}),
  state: z.enum(['firing', 'pending', 'inactive', 'unknown']),
  activeAt: z.string(),
});
export type PrometheusAlert = z.infer<typeof alertSchema>;

export const alertsSchema = z.object({ alerts: z.array(alertSchema).default([]) });

export const buildInfoSchema = z.object({ version: z.string(), revision: z.string() });
export type BuildInfo = z.infer<typeof buildInfoSchema>;

/** The envelope of every answer, also of most refusals. */
export const envelopeSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown(), warnings: z.array(z.string()).optional() }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);
