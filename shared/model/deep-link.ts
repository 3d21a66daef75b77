// A link into the window (`odin://overview?open=pod/monitoring/grafana-0&tab=logs`): where it leads, and never what is to be done there.
import { z } from 'zod';
import { dashboardUidSchema } from './alert.ts';
import { EXPLORE_RANGES_SECONDS, MOST_EXPRESSION_CHARACTERS } from './explore-bounds.ts';
import { LOG_SPANS, type LogSpan } from './log-bounds.ts';
import { logSourceSchema } from './log-line.ts';
import { objectRefSchema } from './object-ref.ts';

/** What of an object a link may show. Not `shell`: that starts a program in the cluster. */
const LINKED_TABS = ['logs', 'events', 'yaml'] as const;

export const deepLinkSchema = z.discriminatedUnion('to', [
  z.object({
    to: z.literal('page'),
    /** As in the window's own address. */
    page: z.enum(['overview', 'gpu', 'alerts', 'stack', 'doctor', 'forwards', 'explore', 'logs']),
    object: objectRefSchema.optional(),
    /** Absent for the summary. */
    tab: z.enum(LINKED_TABS).optional(),
  }),
  /** An expression in the box of the page for PromQL; a person runs it. */
  z.object({
    to: z.literal('expression'),
    // Line ends and tabs, and no mark that lets it look like another one.
    expression: z
      .string()
      .min(1)
      .max(MOST_EXPRESSION_CHARACTERS)
      .regex(/^(?:[\n\t]|[^\p{Cc}\p{Cf}\p{Cs}])+$/u),
    /** What its chart covers, in seconds. */
    range: z.literal(EXPLORE_RANGES_SECONDS).optional(),
  }),
  /** A log, and of when. */
  z.object({
    to: z.literal('log'),
    source: logSourceSchema,
    container: z
      .string()
      .regex(/^[a-z0-9-]{1,63}$/)
      .optional(),
    /** Of the run before. */
    previous: z.literal(true).optional(),
    last: z.enum(Object.keys(LOG_SPANS) as LogSpan[]).optional(),
    /** A moment to look at instead, in ms since the epoch. */
    at: z.number().int().min(1).max(8_640_000_000_000_000).optional(),
  }),
  /** A dashboard of Grafana, in the browser. */
  z.object({ to: z.literal('dashboard'), uid: dashboardUidSchema }),
]);
export type DeepLink = z.infer<typeof deepLinkSchema>;
