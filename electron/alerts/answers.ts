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
