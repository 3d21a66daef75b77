// Alerts: the faults of now as the rules of the stack say them, each with what it means and what to do about it.
import { z } from 'zod';
import { objectRefSchema } from './object-ref.ts';

/** Most urgent first. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Names a dashboard of Grafana; part of an address, hence so narrow. */
export const dashboardUidSchema = z.string().regex(/^[\w-]{1,40}$/);

/** One alert. All texts but `name` are those of its rule, filled in by Prometheus. */
export const alertSchema = z.object({
  /** Tells alerts apart; the same from one answer to the next. */
  fingerprint: z.string(),
  /** The rule's, such as `PodCrashLooping`. */
  name: z.string(),
  severity: z.enum(SEVERITIES),
  /** `silenced`: somebody asked not to hear of it; `inhibited`: a worse one says it already. */
  state: z.enum(['firing', 'silenced', 'inhibited']),
  /** The silences that keep it quiet, by id; absent where there are none. */
  silencedBy: z.array(z.string()).optional(),
  /** Since when, ms since the epoch. */
  since: z.number(),
  summary: z.string(),
  description: z.string().optional(),
  /** What to do about it. */
  action: z.string().optional(),
  /** What it is about, where its labels name an object of the cluster. */
  object: objectRefSchema.optional(),
  /** The dashboard of Grafana that shows more. */
  dashboard: dashboardUidSchema.optional(),
  /** A page that tells more. */
  runbook: z.string().optional(),
  labels: z.record(z.string(), z.string()),
});
export type Alert = z.infer<typeof alertSchema>;

/** What is known of a cluster's alerts, most urgent first; `at`: when it was true, ms since the epoch. */
export const alertReportSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('known'),
    /** Prometheus knows what fires where there is no Alertmanager, but not what was silenced. */
    source: z.enum(['alertmanager', 'prometheus']),
    /** Why it is Prometheus that says so, in a sentence. */
    note: z.string().optional(),
    alerts: z.array(alertSchema),
    at: z.number(),
  }),
  /** Nothing in this cluster watches over rules. */
  z.object({ state: z.literal('noAlerting'), reason: z.string() }),
  /** `alerts` are those of the last answer, `at` its time; both are absent when there was none. */
  z.object({
    state: z.literal('unreachable'),
    reason: z.string(),
    remedy: z.string().optional(),
    alerts: z.array(alertSchema).optional(),
    at: z.number().optional(),
  }),
]);
export type AlertReport = z.infer<typeof alertReportSchema>;
