// A change that was begun and did not come to its end: the process was killed, or the cluster went away.
import { z } from 'zod';
import { planVerbSchema } from './plan.ts';

/** From ODIN's journal. */
export const interruptionSchema = z.object({
  verb: planVerbSchema,
  /** The revision that it was making; of an uninstall, the one that it was removing. */
  revision: z.number().int(),
  /** In ms since the epoch. */
  startedAt: z.number(),
  /**
   * What undoing it means: `rollBack` to the last good revision, or `cleanUp` of a first install (volumes stay). Absent
   * when it can only be finished: everything was healthy already, or it was an uninstall.
   */
  undo: z.enum(['rollBack', 'cleanUp']).optional(),
  /** The revision that undoing goes back to. */
  lastGood: z.number().int().optional(),
  /** Why ODIN does not end it by itself, in a sentence; absent where it may, or has not looked. */
  unapproved: z.string().optional(),
  /** Nobody interrupted it: the way back was gone to its end and did not succeed; why, in a sentence. */
  failure: z.string().optional(),
});
export type Interruption = z.infer<typeof interruptionSchema>;
