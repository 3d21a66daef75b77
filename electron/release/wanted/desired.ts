// The wanted state of a release.

import type { KubeObject } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { Values } from '../record/record-format.ts';

/** The wanted state of a release, before it is compared with a cluster. */
export interface Desired {
  readonly release: string;
  /** Where the release's records are, and its namespaced objects that name none. */
  readonly namespace: string;
  /** Of what is installed, such as `1.0.0`. */
  readonly version: string;
  readonly objects: readonly KubeObject[];
  /** Created where they do not exist and never changed after: generated Secrets. */
  readonly createOnly: readonly KubeObject[];
  /** Left out for this cluster, and why, in a sentence. */
  readonly skipped: readonly { readonly ref: ObjectRef; readonly reason: string }[];
  /** Of a record's objects: what the record holds, see `contentOf`. */
  readonly content?: string;
  /** Whether an object is this app's own, so that what it grants came with the app. Default: none is. */
  readonly isVouched?: (ref: ObjectRef) => boolean;
  /** What was chosen for it. Absent where there is nothing to choose. */
  readonly values?: Values;
  /** What a person should know before confirming, in sentences. */
  readonly notes?: readonly string[];
  /** What a person has left to do once it is installed, in sentences: told before and after. */
  readonly nextSteps?: readonly string[];
}
