// One object of an install plan, with all that showing and applying it needs.

import type { ChangeOp } from '../../../shared/model/change-op.ts';
import type { ConsentKind } from '../../../shared/model/consent.ts';
import type { SeenEdit } from '../../../shared/model/drift.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { FieldConflict } from '../../../shared/model/plan.ts';
import type { ApiResource } from '../../kube/api-resource.ts';

/** A wanted object, ready to be sent. */
export interface Wanted {
  readonly ref: ObjectRef;
  readonly resource: ApiResource;
  /** Exactly what is sent. */
  readonly body: KubeObject;
  /** What the record says of it: `body` without the marks of ownership, and with the number of pods to begin with where it is scaled. */
  readonly recorded: KubeObject;
  /** `create`: made where it does not exist, never changed. */
  readonly mode: 'apply' | 'create';
  /** An autoscaler decides on its number of pods. */
  readonly isScaled: boolean;
  /** Why it cannot be tried yet: its kind or its namespace comes with the same plan. */
  readonly untried: 'kind' | 'namespace' | undefined;
}

/** What a dry run said of a wanted object. */
export interface Assessment {
  readonly op: Extract<ChangeOp, 'created' | 'configured' | 'unchanged' | 'replaced'>;
  /** The object as it was then; absent when there was none. */
  readonly live?: { readonly uid: string; readonly resourceVersion: string };
  /** Of an object that is as wanted: see `stampOf`. */
  readonly stamp?: string | undefined;
  /** It has come to its end and removed itself: there is nothing to apply. */
  readonly isDone?: boolean;
  /** Values of the fields that the release owns, before and after. Unmasked: never to be printed. */
  readonly before?: unknown;
  readonly after?: unknown;
  readonly conflict?: FieldConflict;
  /** It was agreed that fields of other managers are taken. */
  readonly isForced?: boolean;
  /** Where that was agreed to by edits that were seen alone: no other field may be taken. */
  readonly takes?: readonly SeenEdit[];
  /** It was agreed that it becomes part of the release: who applied it before manages it no longer. */
  readonly isAdopted?: boolean;
  /** Helm 3 has written to it: what it owns becomes the release's first. */
  readonly isUpdated?: boolean;
  /** Of a replaced object: what it owns stays. */
  readonly isOrphaning?: boolean;
  /** Where a person should look twice; a sentence. */
  readonly danger?: string;
  /** Why it cannot be applied, in a sentence. */
  readonly blocker?: string;
  /** Of a `blocker`: what the API server said, where the object itself was refused and nothing else stands in its way. */
  readonly refusal?: string;
  /** A dry run told nothing: it is judged when it is applied, `after` (a `refKey`) is there. `reason` goes into the plan. */
  readonly awaits?: { readonly reason: string; readonly after?: string };
  /** What would have to be agreed to for `blocker` to go. */
  readonly need?: ConsentKind;
  readonly warnings: readonly string[];
}

export interface Entry extends Wanted {
  readonly assessment: Assessment;
}
