// The stack in numbers before it is installed: what it brings, and what it takes of a machine.
import { z } from 'zod';

/** Of the newest version with its default settings, on one node. */
export const stackOfferSchema = z.object({
  version: z.string(),
  /** Dashboards in Grafana, and alerts that Prometheus judges. */
  dashboards: z.number().int().nonnegative(),
  alerts: z.number().int().nonnegative(),
  /** Bytes that its volumes ask for. */
  volumeBytes: z.number().nonnegative(),
  /** Bytes of memory that its pods ask for: what the scheduler keeps free for them, not what they may grow to. */
  memoryBytes: z.number().nonnegative(),
});
export type StackOffer = z.infer<typeof stackOfferSchema>;
