// The stack's own state: what is installed, what could be.
import { z } from 'zod';

/** Where the stack lives unless told otherwise. */
export const STACK_RELEASE = 'odin';
export const STACK_NAMESPACE = 'monitoring';

export const stackStatusSchema = z.object({
  release: z.string(),
  namespace: z.string(),
  /** Newest version in the assets. */
  availableVersion: z.string(),
  /** What the record in the cluster says; absent when nothing is recorded. Times in ms since the epoch. */
  installed: z
    .object({ version: z.string(), revision: z.number().int(), status: z.string(), deployedAt: z.number() })
    .optional(),
});
export type StackStatus = z.infer<typeof stackStatusSchema>;
