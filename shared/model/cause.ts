// The cause of something that is not well, for a person: the thing and its cause in a sentence, and what to do about it as buttons.
import { z } from 'zod';
import { objectRefSchema } from './object-ref.ts';

/** The kinds of causes that ODIN tells apart. */
export const CAUSE_CATEGORIES = [
  'crash',
  'outOfMemory',
  'image',
  'probe',
  'config',
  'volume',
  'unschedulable',
  'quota',
  'admission',
  'evicted',
  'notReady',
  'missing',
  'paused',
  'other',
] as const;
export type CauseCategory = (typeof CAUSE_CATEGORIES)[number];

/** What a button beside a cause does; none of them changes anything by itself. */
export const causeActionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('showLog'),
    object: objectRefSchema,
    container: z.string().optional(),
    /** The log of the run before this one, which has the last words of what crashed. */
    previous: z.boolean(),
  }),
  z.object({ kind: z.literal('openObject'), object: objectRefSchema }),
  /** Leads to the question whether to restart it. */
  z.object({ kind: z.literal('restart'), object: objectRefSchema }),
  /** `what` is on the button ("Copy image name"), `text` goes to the clipboard. */
  z.object({ kind: z.literal('copy'), what: z.string(), text: z.string() }),
  /** Leads to a setting of the stack, named by its path: `gpu.exporter`. */
  z.object({ kind: z.literal('openSettings'), setting: z.string() }),
  z.object({ kind: z.literal('openStack') }),
  z.object({ kind: z.literal('openDoctor') }),
  /** Leads to what was changed by hand. */
  z.object({ kind: z.literal('openDrift') }),
]);
export type CauseAction = z.infer<typeof causeActionSchema>;

/** `title` holds the thing and the cause in at most 120 characters; `next` is one sentence. What Kubernetes said stands in `Health.evidence`. */
export const causeSchema = z.object({
  category: z.enum(CAUSE_CATEGORIES),
  /** "Grafana crashes: cannot open /data/state.db". */
  title: z.string(),
  next: z.string().optional(),
  actions: z.array(causeActionSchema),
});
export type Cause = z.infer<typeof causeSchema>;
