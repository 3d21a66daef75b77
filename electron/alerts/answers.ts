// The shapes of Alertmanager's HTTP API, v2, that ODIN reads.
// Source: https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml
import { z } from 'zod';

const labelsSchema = z.record(z.string(), z.string());
const idsSchema = z.array(z.string()).default([]);

/** One alert. Where it was made, and who is told of it, may be secret addresses: they are not read. */
const alertmanagerAlertSchema = z.object({
  fingerprint: z.string(),
  labels: labelsSchema,
  annotations: labelsSchema,
  /** RFC 3339. */
  startsAt: z.string(),
  status: z.object({
    state: z.enum(['unprocessed', 'active', 'suppressed']),
    silencedBy: idsSchema,
    inhibitedBy: idsSchema,
    /** Time intervals in which nobody is told; since 0.28. */
    mutedBy: idsSchema,
  }),
});
export type AlertmanagerAlert = z.infer<typeof alertmanagerAlertSchema>;

export const alertmanagerAlertsSchema = z.array(alertmanagerAlertSchema);

/** Equal unless `isEqual` is false; before 0.22 it is not said. */
const matcherSchema = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean().default(false),
  isEqual: z.boolean().default(true),
});
export type Matcher = z.infer<typeof matcherSchema>;

/** Times as RFC 3339. */
const alertmanagerSilenceSchema = z.object({
  id: z.string(),
  status: z.object({ state: z.enum(['active', 'pending', 'expired']) }),
  startsAt: z.string(),
  endsAt: z.string(),
  createdBy: z.string().default(''),
  comment: z.string().default(''),
  matchers: z.array(matcherSchema),
});
export type AlertmanagerSilence = z.infer<typeof alertmanagerSilenceSchema>;

export const alertmanagerSilencesSchema = z.array(alertmanagerSilenceSchema);

export const createdSilenceSchema = z.object({ silenceID: z.string() });
