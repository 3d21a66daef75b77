// A request for a plan of a release; whatever it wants, the answer is a plan that is confirmed by its hash.
import { z } from 'zod';
import { consentSchema } from './consent.ts';
import { seenEditSchema } from './drift.ts';
import { suppliedSettingsSchema } from './stack-settings.ts';

const consent = consentSchema;
const revision = z.number().int().positive();

/** What a person may want of a release. */
export const WANTS = ['install', 'rollback', 'uninstall', 'recover', 'putBack', 'accept'] as const;
export type WantName = (typeof WANTS)[number];

export const planRequestSchema = z.discriminatedUnion('want', [
  /**
   * An install, or an upgrade of what is there. `version`: of the stack; default the newest. `settings`: of the stack, without
   * those that have their default; default those of the newest revision that became healthy.
   */
  z.strictObject({
    want: z.literal('install'),
    version: z.string().max(64).optional(),
    settings: suppliedSettingsSchema.optional(),
    consent,
  }),
  z.strictObject({ want: z.literal('rollback'), revision: revision.optional(), consent }),
  z.strictObject({ want: z.literal('uninstall'), deleteData: z.boolean(), consent }),
  /** Ends what was interrupted: `undo` goes back to the last good revision, `finish` goes on. */
  z.strictObject({ want: z.literal('recover'), how: z.enum(['undo', 'finish']), consent }),
  /**
   * Drift: what was changed by hand becomes again as the newest revision has it. `takes`: the edits that were shown as what is undone;
   * exactly these fields may be taken from exactly these managers without a further consent.
   */
  z.strictObject({ want: z.literal('putBack'), takes: z.array(seenEditSchema).max(5_000).optional(), consent }),
  /** Drift: what was changed by hand becomes part of a new revision. */
  z.strictObject({ want: z.literal('accept'), consent }),
]);
export type PlanRequest = z.infer<typeof planRequestSchema>;

/** What an install, or an upgrade, is of. */
export type InstallChoice = Pick<Extract<PlanRequest, { want: 'install' }>, 'version' | 'settings'>;
