// The classes of a cluster that the settings of the stack may name.
import { z } from 'zod';

/** As many as anybody chooses from; a cluster has a handful. */
export const MOST_CLASSES = 200;

const classListSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('known'),
    /** By name. `isDefault`: whoever names none gets it. */
    classes: z.array(z.object({ name: z.string().max(253), isDefault: z.boolean() })).max(MOST_CLASSES),
  }),
  /** Such as where they may not be listed; `reason` is a sentence. */
  z.object({ state: z.literal('unknown'), reason: z.string() }),
]);
export type ClassList = z.infer<typeof classListSchema>;

export const stackChoicesSchema = z.object({ storageClasses: classListSchema, ingressClasses: classListSchema });
export type StackChoices = z.infer<typeof stackChoicesSchema>;

/** How fast samples fill Prometheus' disk now. */
export const sampleGrowthSchema = z.object({ bytesPerDay: z.number().positive() });
export type SampleGrowth = z.infer<typeof sampleGrowthSchema>;
