// A person's consent beyond a plan as it stands.
import { z } from 'zod';

/**
 * - `force`: take the fields that another manager owns.
 * - `adopt`: make objects that exist and belong to no release part of this one.
 * - `takeOver`: go on although Helm, or another tool, left a change of the release pending.
 */
export const CONSENTS = ['force', 'adopt', 'takeOver'] as const;
export const consentKindSchema = z.enum(CONSENTS);
export type ConsentKind = z.infer<typeof consentKindSchema>;

/** Those that were given, each once. */
export const consentSchema = z.array(consentKindSchema).max(CONSENTS.length).readonly();
export type Consent = z.infer<typeof consentSchema>;
