// The notes on a version of the stack, as a person reads them.
import { z } from 'zod';

/** `summary`: one sentence; `changes`: a sentence or a few each, with `names` in backticks as in Markdown. */
export const releaseNotesSchema = z.object({
  version: z.string(),
  summary: z.string(),
  changes: z.array(z.string()),
});
export type ReleaseNotes = z.infer<typeof releaseNotesSchema>;
