// Free PromQL and its answers. Values are text where they are read, numbers where they are drawn.
import { z } from 'zod';
import {
  EXPLORE_RANGES_SECONDS,
  MOST_EXPRESSION_CHARACTERS,
  MOST_NAMES,
  MOST_POINTS,
  MOST_SAMPLES,
  MOST_SERIES,
} from './explore-bounds.ts';

const expressionSchema = z.string().min(1).max(MOST_EXPRESSION_CHARACTERS);

export const exploreQueryInputSchema = z.strictObject({ expression: expressionSchema });
export const exploreRangeInputSchema = z.strictObject({
  expression: expressionSchema,
  rangeSeconds: z.literal(EXPLORE_RANGES_SECONDS),
});

/** `[name, value]`, the metric's own name (`__name__`) first, then by alphabet. */
const labelsSchema = z.array(z.tuple([z.string(), z.string()]));
export type ExploreLabels = z.infer<typeof labelsSchema>;

/** What Prometheus does not answer, in its words; with a place in the expression where it names one. */
const refusalSchema = z.object({
  kind: z.literal('refused'),
  reason: z.string(),
  place: z
    .object({
      /** Both from 1, in characters. */
      line: z.number().int().positive(),
      column: z.number().int().positive(),
      /** The same place as the number of UTF-16 units before it. */
      at: z.number().int().nonnegative(),
    })
    .optional(),
});
export type ExploreRefusal = z.infer<typeof refusalSchema>;

/** Of series, how many more there are than are told. */
const leftSchema = z.number().int().nonnegative();

/** What an expression is at one time. Values are as Prometheus writes them: `1e+06`, `NaN`, `+Inf`. */
const instantSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('single'), type: z.enum(['scalar', 'string']), value: z.string() }),
  z.object({
    kind: z.literal('vector'),
    /** A native histogram has no value. */
    series: z.array(z.object({ labels: labelsSchema, value: z.string().nullable() })).max(MOST_SERIES),
    left: leftSchema,
  }),
  z.object({
    kind: z.literal('samples'),
    /** A range vector's: one for each sample, oldest first in each series. */
    samples: z
      .array(z.object({ labels: labelsSchema, seconds: z.number(), value: z.string().nullable() }))
      .max(MOST_SAMPLES),
    left: leftSchema,
  }),
  refusalSchema,
]);

/** A series over the steps from start to end: null where it has no sample, or none that is a number. */
const exploreLineSchema = z.object({
  labels: labelsSchema,
  values: z.array(z.number().nullable()).max(MOST_POINTS),
});
export type ExploreLine = z.infer<typeof exploreLineSchema>;

const linesSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('lines'),
    startSeconds: z.number(),
    endSeconds: z.number(),
    stepSeconds: z.number().positive(),
    series: z.array(exploreLineSchema).max(MOST_SERIES),
    left: leftSchema,
    /** Series of native histograms alone, which have no one value to draw. */
    histograms: leftSchema,
  }),
  refusalSchema,
]);

const besideSchema = z.object({
  /** What Prometheus said beside the answer. */
  remarks: z.array(z.string()),
  /** By how much Prometheus' clock is ahead of this machine's; negative: behind. 0 for what nobody would notice. */
  clockAheadSeconds: z.number(),
});

export const exploreInstantSchema = besideSchema.extend({ answer: instantSchema });
export type ExploreInstant = z.infer<typeof exploreInstantSchema>;

export const exploreRangeSchema = besideSchema.extend({ answer: linesSchema });
export type ExploreRangeAnswer = z.infer<typeof exploreRangeSchema>;
export type ExploreLines = Extract<ExploreRangeAnswer['answer'], { kind: 'lines' }>;

/** The metrics, with what their exporters say of each where that is known. */
export const metricNamesSchema = z
  .array(z.object({ name: z.string(), type: z.string().optional(), help: z.string().optional() }))
  .max(MOST_NAMES);
export type MetricNames = z.infer<typeof metricNamesSchema>;

/** A selector of the series that are meant, such as `up{job="node"}`; absent: all. */
const selectorSchema = z.string().min(1).max(MOST_EXPRESSION_CHARACTERS).optional();

export const labelNamesInputSchema = z.strictObject({ selector: selectorSchema });
export const labelValuesInputSchema = z.strictObject({
  label: z
    .string()
    .max(256)
    .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'is no name of a label'),
  selector: selectorSchema,
});
export const namesSchema = z.array(z.string()).max(MOST_NAMES);
