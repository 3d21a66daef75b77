// Everything that is known of an object, in whatever state the news of it are.
import type { Inspection } from '../../shared/model/inspection.ts';

/** An inspection that tells of an object: now, when it was last heard of, or before it was deleted. */
export type Known = Exclude<Inspection, { state: 'absent' }>;

/** Undefined where nothing was ever known of it. */
export function known(inspection: Inspection | undefined): Known | undefined {
  return inspection === undefined || inspection.state === 'absent' ? undefined : inspection;
}
