// A change under way, and how it ended.
import { z } from 'zod';
import { ERROR_CODES } from '../errors.ts';
import { CHANGE_OPS } from './change-op.ts';
import { healthSchema } from './health.ts';
import { objectRefSchema } from './object-ref.ts';
import { OPERATION_PHASES } from './operation-phase.ts';
import { planVerbSchema } from './plan.ts';
import { WANTS } from './plan-request.ts';

/** One object's way: `waiting` → `applying` → `applied` → its health. */
export const objectProgressSchema = z.object({
  ref: objectRefSchema,
  op: z.enum(CHANGE_OPS),
  /** As in the plan. */
  part: z.string().optional(),
  step: z.enum(['waiting', 'applying', 'applied', 'failed']),
  health: healthSchema.optional(),
});
export type ObjectProgress = z.infer<typeof objectProgressSchema>;

/** Times are in milliseconds since the epoch. `error` is a sentence, set when it failed. */
export const operationSchema = z.object({
  id: z.string(),
  verb: planVerbSchema,
  /** What was asked for, where it is more than the verb says: a recovery goes back, say, and so does putting drift back. */
  want: z.enum(WANTS).optional(),
  release: z.string(),
  namespace: z.string(),
  version: z.string(),
  /** Set when it ends an earlier change: what was interrupted. */
  interrupted: z.object({ verb: planVerbSchema, startedAt: z.number() }).optional(),
  phase: z.enum(OPERATION_PHASES),
  objects: z.array(objectProgressSchema),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  error: z.string().optional(),
  /** What kind of failure `error` is. */
  errorCode: z.enum(ERROR_CODES).optional(),
  /** Sentences, each on an object that is not healthy and without which the release is good. */
  warnings: z.array(z.string()).optional(),
  /** Sentences on what a person has left to do now that it has succeeded. */
  nextSteps: z.array(z.string()).optional(),
  /** Set when it failed and the release went back: the revision whose state is in the cluster again. */
  rolledBackTo: z.number().int().optional(),
  /** Set when it failed and did not go back by itself: the newest revision that was healthy, which may be gone back to. */
  mayGoBackTo: z.number().int().optional(),
  /** What a person may do now that it failed: `cleanUp` removes what a first install made (volumes stay). */
  offer: z.enum(['cleanUp']).optional(),
});
export type Operation = z.infer<typeof operationSchema>;
