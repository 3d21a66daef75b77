// The stack's own state: what is installed, what could be.
import { z } from 'zod';
import { interruptionSchema } from './interruption.ts';
import { releaseOwnerSchema } from './revision.ts';
import { suppliedSettingsSchema } from './stack-settings.ts';

/** Where the stack lives unless told otherwise. */
export const STACK_RELEASE = 'odin';
export const STACK_NAMESPACE = 'monitoring';

export const stackStatusSchema = z.object({
  release: z.string(),
  namespace: z.string(),
  /** Newest version in the assets. */
  availableVersion: z.string(),
  /** All versions in the assets, newest first. */
  versions: z.array(z.string()),
  /** What the record in the cluster says; absent when nothing is recorded. Times in ms since the epoch. */
  installed: z
    .object({
      version: z.string(),
      revision: z.number().int(),
      status: z.string(),
      deployedAt: z.number(),
      owner: releaseOwnerSchema,
      /** The newest revision that became healthy; absent where none did. */
      lastGood: z.number().int().optional(),
    })
    .optional(),
  /** What was chosen for the newest revision that became healthy, and what a plan without settings takes again; absent for none. */
  settings: suppliedSettingsSchema.optional(),
  /** A change of ours that did not come to its end, and that nobody is working on. */
  interrupted: interruptionSchema.optional(),
});
export type StackStatus = z.infer<typeof stackStatusSchema>;
