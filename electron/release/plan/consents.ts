// The agreements that a plan asks for.
import { CONSENTS, type ConsentKind } from '../../../shared/model/consent.ts';

/** Each kind once, in the vocabulary's order. */
export function needsOf(needs: readonly (ConsentKind | undefined)[]): ConsentKind[] {
  return CONSENTS.filter((kind) => needs.includes(kind));
}
