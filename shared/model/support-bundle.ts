// The support bundle as a person sees it before it is saved: its files, and what is in each.
import { z } from 'zod';

const fileSchema = z.object({
  name: z.string(),
  /** What is in it, in a few words. */
  what: z.string(),
  bytes: z.number(),
});

export const supportBundleSchema = z.object({ files: z.array(fileSchema) });
export type SupportBundle = z.infer<typeof supportBundleSchema>;

/** The text of one file; `isWhole` is false where only its beginning is told. */
export const supportPreviewSchema = z.object({ text: z.string(), isWhole: z.boolean() });
export type SupportPreview = z.infer<typeof supportPreviewSchema>;
