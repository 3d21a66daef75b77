// The app itself: its versions, those of what it is made of, and the licences of what is bundled into it.
import { z } from 'zod';

const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** A package that is bundled into the app. */
export type BundledPackage = z.infer<typeof packageSchema>;

/** With its licence's text, as the build writes them into `licenses.json`. */
export const licensesSchema = z.array(packageSchema.extend({ text: z.string() }));

export const aboutSchema = z.object({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  /** `linux 6.12.1 x64`. */
  system: z.string(),
  /** Versions of the stack that the app brings, newest first. */
  stacks: z.array(z.string()),
  /** By name; none in an app that is being developed. */
  packages: z.array(packageSchema),
});
export type About = z.infer<typeof aboutSchema>;

/** Names one of the packages. */
export const packageNameSchema = z.strictObject({ name: z.string().max(214), version: z.string().max(64) });
