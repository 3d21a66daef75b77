// The shapes of Prometheus' HTTP API that ODIN reads. Source: https://prometheus.io/docs/prometheus/latest/querying/api/
import { z } from 'zod';

const labelsSchema = z.record(z.string(), z.string());

/** `[unixSeconds, value]`; the value is text, as it may be `NaN` or `+Inf`. */
const sampleSchema = z.tuple([z.number(), z.string()]);

/** `[unixSeconds, { count, sum, buckets }]`. */
const histogramSchema = z.tuple([z.number(), z.unknown()]);

/** Go writes an empty list that was never filled as null. */
function listOf<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
}

const vectorSchema = z.object({
  resultType: z.literal('vector'),
  // A native histogram comes as `histogram` and has no `value`.
  result: listOf(
    z.object({ metric: labelsSchema, value: sampleSchema.optional(), histogram: histogramSchema.optional() }),
  ),
});
const matrixSchema = z.object({
  resultType: z.literal('matrix'),
  result: listOf(
    z.object({
      metric: labelsSchema,
      values: listOf(sampleSchema),
      /** Native histograms, beside or instead of values; what is in them is not read. */
      histograms: z.array(histogramSchema).nullish(),
    }),
  ),
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

export const targetsSchema = z.object({ activeTargets: listOf(targetSchema) });

/** One alert of a rule. `activeAt` is RFC 3339: since when its expression has been true. */
const alertSchema = z.object({
  labels: labelsSchema,
  annotations: labelsSchema.nullish().transform((annotations) => annotations ?? {}),
  state: z.enum(['firing', 'pending', 'inactive', 'unknown']),
  activeAt: z.string(),
  /** Of the rule's expression, as PromQL writes numbers: `9.3e+01`, `+Inf`. */
  value: z.string().optional(),
});
export type PrometheusAlert = z.infer<typeof alertSchema>;

export const alertsSchema = z.object({ alerts: listOf(alertSchema) });

/** `recording` or `alerting`; whoever answers all of them is asked for the first alone. */
const ruleSchema = z.object({ name: z.string(), type: z.string() });
export const rulesSchema = z.object({ groups: listOf(z.object({ rules: listOf(ruleSchema) })) });

/** An alerting rule; `query` is its expression as Prometheus writes it, and its texts are templates. */
const alertingRuleSchema = z.object({
  name: z.string(),
  query: z.string(),
  labels: labelsSchema.nullish().transform((labels) => labels ?? {}),
  annotations: labelsSchema.nullish().transform((annotations) => annotations ?? {}),
});
/** With the group that it stands in. */
export type AlertingRule = z.infer<typeof alertingRuleSchema> & { readonly group: string };

export const alertingRulesSchema = z.object({
  groups: listOf(
    z.object({
      name: z.string(),
      // Whoever answers all of them has recording rules too.
      rules: listOf(z.union([alertingRuleSchema.extend({ type: z.literal('alerting') }), ruleSchema])),
    }),
  ),
});

/** The answer to a question for names, of labels or their values. */
export const namesSchema = listOf(z.string());

const metricMetadataSchema = z.object({ type: z.string().default(''), help: z.string().default('') });
export type MetricMetadata = z.infer<typeof metricMetadataSchema>;
export const metadataSchema = z.record(z.string(), listOf(metricMetadataSchema));

/** VictoriaMetrics says no revision. */
export const buildInfoSchema = z.object({ version: z.string(), revision: z.string().optional() });
export type BuildInfo = z.infer<typeof buildInfoSchema>;

/** The envelope of every answer, also of most refusals. */
export const envelopeSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.unknown(),
    /** Parts are missing, or wrong. */
    warnings: listOf(z.string()),
    /** The query may not mean what its author thinks. Since Prometheus 2.54. */
    infos: listOf(z.string()),
  }),
  z.object({ status: z.literal('error'), errorType: z.string().default(''), error: z.string() }),
]);
