// Actions of a person on one object of the cluster: asked for, shown with what each will do, then done as it was shown.
import { z } from 'zod';
import { objectRefSchema } from './object-ref.ts';

export const objectActionSchema = z.discriminatedUnion('verb', [
  z.strictObject({ verb: z.literal('restart'), object: objectRefSchema }),
  z.strictObject({ verb: z.literal('scale'), object: objectRefSchema, replicas: z.number().int().min(0).max(10_000) }),
  z.strictObject({ verb: z.literal('delete'), object: objectRefSchema }),
  /** `takeOver`: also the fields that others own; only after a preview has named them. */
  z.strictObject({
    verb: z.literal('edit'),
    object: objectRefSchema,
    yaml: z.string().max(900_000),
    takeOver: z.boolean(),
  }),
]);
export type ObjectAction = z.infer<typeof objectActionSchema>;

/** What an action will do, judged by the API server's dry run where it changes anything. */
export const actionPreviewSchema = z.object({
  /** Names exactly this action on exactly this state of the object. */
  hash: z.string(),
  verb: z.enum(['restart', 'scale', 'delete', 'edit']),
  object: objectRefSchema,
  /** "Grafana is not reachable for about 10 s." In the future tense, the gravest first. */
  consequences: z.array(z.string()),
  /** What the release that it belongs to will think: "It then differs from revision 3 until it is put back." */
  release: z.string().optional(),
  /** Of an edit: the object before and after, as YAML. */
  before: z.string().optional(),
  after: z.string().optional(),
  /** Fields that another manager owns, by which one. With any, `hash` can be run only for an edit with `takeOver`. */
  conflicts: z.array(z.object({ manager: z.string(), field: z.string() })),
  /** Nothing would change. */
  isNothing: z.boolean(),
});
export type ActionPreview = z.infer<typeof actionPreviewSchema>;

/** What was done, in the past tense: "Grafana restarts: its pod is being replaced." */
export const actionResultSchema = z.object({ sentence: z.string(), object: objectRefSchema });
export type ActionResult = z.infer<typeof actionResultSchema>;
