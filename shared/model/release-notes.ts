// What a version of the stack brings, as a person reads it.
import { z } from 'zod';

/** `summary`: one sentence; `changes`: a sentence or a few each, with `names` in backticks as in Markdown. */
export const releaseNotesSchema = z.object({
  version: z.string(),
  summary: z.string(),
  changes: z.array(z.string()),
});
export type ReleaseNotes = z.infer<typeof releaseNotesSchema>;
