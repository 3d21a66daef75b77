// The history of a release, and the releases of a cluster.
import { z } from 'zod';

/** One revision. `deployedAt` in ms since the epoch; `status` in Helm's words; `version` of what was installed. */
export const revisionSchema = z.object({
  revision: z.number().int(),
  version: z.string(),
  status: z.string(),
  deployedAt: z.number(),
  /** How long the change took; absent where ODIN did not make it, or did not see its end. */
  tookSeconds: z.number().nonnegative().optional(),
  description: z.string(),
});
export type Revision = z.infer<typeof revisionSchema>;

/** Whether a revision became healthy once, in Helm's words for how it stands: only such a one is gone back to. */
export function wasHealthy({ status }: { readonly status: string }): boolean {
  return status === 'deployed' || status === 'superseded';
}

/** Who can change a release: ODIN its own; those that Helm made are shown only. */
export const releaseOwnerSchema = z.enum(['odin', 'helm']);

/** A release by its newest revision, from labels alone. */
export const releaseSummarySchema = z.object({
  release: z.string(),
  namespace: z.string(),
  revision: z.number().int(),
  status: z.string(),
  /** In ms since the epoch. */
  modifiedAt: z.number(),
  owner: releaseOwnerSchema,
});
export type ReleaseSummary = z.infer<typeof releaseSummarySchema>;
