// A revision beside the one before it. Apart from revisions, of which the page asks more than their types.
import { z } from 'zod';
import { CHANGE_OPS } from './change-op.ts';
import { objectRefSchema } from './object-ref.ts';
import { suppliedSettingsSchema } from './stack-settings.ts';

/** What a revision brought, beside the one before it: `before`, which is absent for the oldest that is kept. */
export const revisionDetailSchema = z.object({
  revision: z.number().int(),
  before: z.number().int().optional(),
  /** What was chosen for it, and for the one before; absent where nothing was. */
  settings: suppliedSettingsSchema.optional(),
  settingsBefore: suppliedSettingsSchema.optional(),
  /** Those that came, changed or went. */
  objects: z.array(z.object({ ref: objectRefSchema, op: z.enum(CHANGE_OPS), part: z.string().optional() })),
});
export type RevisionDetail = z.infer<typeof revisionDetailSchema>;
