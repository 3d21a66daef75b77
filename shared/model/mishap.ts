// A mishap: an error of ODIN itself, after which it goes on.
import { z } from 'zod';

/** `at`: when it last happened, ms since the epoch. `sentence` says what, and what a person may do. */
export const mishapSchema = z.object({ id: z.string(), at: z.number(), sentence: z.string() });
export type Mishap = z.infer<typeof mishapSchema>;

/** A defect of the page, as it tells the main process of it. Cut by the page: what it holds may be of any length. */
export const pageErrorSchema = z.strictObject({
  /** Where it was caught: drawing a page, an event, a promise. */
  where: z.enum(['page', 'event', 'promise']),
  message: z.string().max(2_000),
  stack: z.string().max(8_000).optional(),
});
export type PageError = z.infer<typeof pageErrorSchema>;
