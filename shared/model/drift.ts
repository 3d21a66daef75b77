// Drift: changes by hand since the newest revision, field by field and by whom.
import { z } from 'zod';
import { objectRefSchema } from './object-ref.ts';

/** One field. `wanted` and `live` are YAML on one line, secrets masked; absent when the field is not there. */
export const driftedFieldSchema = z.object({
  /** Such as `spec.template.spec.containers[name="grafana"].image`. */
  path: z.string(),
  wanted: z.string().optional(),
  live: z.string().optional(),
  /** Who manages the field now, such as `kubectl-edit`; absent when nobody does: it was removed. */
  manager: z.string().optional(),
  /** When that manager last wrote, in ms since the epoch. */
  at: z.number().optional(),
});
export type DriftedField = z.infer<typeof driftedFieldSchema>;

/** `missing`: deleted by hand; it has no fields then. */
export const driftedObjectSchema = z.object({
  ref: objectRefSchema,
  state: z.enum(['changed', 'missing']),
  fields: z.array(driftedFieldSchema),
});
export type DriftedObject = z.infer<typeof driftedObjectSchema>;

/** Fields of one object that a person has seen to be one manager's, by their `path`. */
export const seenEditSchema = z.strictObject({
  ref: objectRefSchema,
  manager: z.string(),
  fields: z.array(z.string()).max(5_000).readonly(),
});
export type SeenEdit = z.infer<typeof seenEditSchema>;

/** Objects that are as the revision has them are left out. */
export const driftSchema = z.object({
  release: z.string(),
  namespace: z.string(),
  revision: z.number().int(),
  objects: z.array(driftedObjectSchema),
});
export type Drift = z.infer<typeof driftSchema>;
