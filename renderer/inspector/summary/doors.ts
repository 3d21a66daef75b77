// The ways out of the inspector that lead to pages; the shell opens them.

import type { ObjectRef } from '../../../shared/model/object-ref.ts';

export interface InspectorDoors {
  readonly openStack: () => void;
  readonly openSettings: () => void;
  readonly openDrift: () => void;
  readonly openDoctor: () => void;
  /** The form for a forward to a Service or a pod. */
  readonly openForward: (object: ObjectRef) => void;
}
