// A plan: all that would change, before anything changes.
import { z } from 'zod';
import { CHANGE_OPS } from './change-op.ts';
import { consentKindSchema } from './consent.ts';
import { objectRefSchema } from './object-ref.ts';

/** One object of a plan. `before` and `after` are YAML of the fields that ODIN owns, secret values masked. */
export const changeSchema = z.object({
  ref: objectRefSchema,
  op: z.enum(CHANGE_OPS),
  /** What a person calls the part that it belongs to, such as "Grafana"; absent for what serves all of them. */
  part: z.string().optional(),
  /** Why it is so: "no RuntimeClass nvidia", "PVCs are kept". */
  reason: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  /** Set where a person should look twice; a sentence. */
  danger: z.string().optional(),
});
export type Change = z.infer<typeof changeSchema>;

/** A field that somebody else manages, as the API server tells it. */
export const fieldConflictSchema = z.object({
  ref: objectRefSchema,
  manager: z.string(),
  fields: z.array(z.string()),
  /** The fields are taken without a further consent: whose edit is put back was seen. */
  isTaken: z.boolean().optional(),
});
export type FieldConflict = z.infer<typeof fieldConflictSchema>;

export const planVerbSchema = z.enum(['install', 'upgrade', 'rollback', 'uninstall']);
export type PlanVerb = z.infer<typeof planVerbSchema>;

/**
 * What is lost for good, and what grants rights, by the names of the objects: confirmed by more than the page's button.
 * `expiries`: sentences on what a part deletes of its data by itself, for it is to keep less.
 */
export const stakesSchema = z.object({
  losses: z.array(z.string()),
  grants: z.array(z.string()),
  expiries: z.array(z.string()).optional(),
});
export type Stakes = z.infer<typeof stakesSchema>;

/**
 * A plan is approved by its hash: what is applied is what was shown, or nothing.
 * `blockers` are sentences for what forbids going on (a conflict, an invalid object); empty when it may be applied.
 */
export const planSchema = z.object({
  hash: z.string(),
  verb: planVerbSchema,
  release: z.string(),
  namespace: z.string(),
  version: z.string(),
  /** Of a rollback: the revision whose state comes back. */
  toRevision: z.number().int().optional(),
  /** What it comes to, in at most 200 characters ("Adds Loki and Alloy, with a volume of 10 GiB. Grafana restarts."), and what expires. */
  sentence: z.string().optional(),
  changes: z.array(changeSchema),
  conflicts: z.array(fieldConflictSchema),
  warnings: z.array(z.string()),
  blockers: z.array(z.string()),
  /** Absent where nothing is at stake. */
  stakes: stakesSchema.optional(),
  /** Applying it writes nothing: the release is as it is wanted, and all that is left is to see whether it is healthy. */
  isNoChange: z.literal(true).optional(),
  /** What was agreed to when it was made. */
  consent: z.array(consentKindSchema),
  /** What would have to be agreed to for some of `blockers` to go. */
  needs: z.array(consentKindSchema),
});
export type Plan = z.infer<typeof planSchema>;
