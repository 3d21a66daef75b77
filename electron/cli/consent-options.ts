// The options by which a person agrees to something on the command line.
import type { ConsentKind } from '../../shared/model/consent.ts';

/** Each agreement's option, for help and for sentences. */
export const CONSENT_OPTIONS: Readonly<Record<ConsentKind, string>> = {
  force: '--force-conflicts',
  adopt: '--adopt',
  takeOver: '--take-over',
};
