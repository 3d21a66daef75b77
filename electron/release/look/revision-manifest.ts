// The objects of a revision as YAML, as `helm get manifest` prints them, with all secrets hidden.
import { AppError } from '../../../shared/errors.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { maskPair } from '../fields/mask.ts';
import { manifestOf } from '../fields/yaml-of.ts';
import type { Book } from '../record/book.ts';
import { objectsOf } from '../wanted/manifest.ts';

/** Throws `notFound` where it is not kept any more, `invalid` where a record cannot be read, and as `KubeClient.request` does. */
export async function readRevisionManifest({ revisions, target }: Book, revision: number): Promise<string> {
  const record = await revisions.read(revision);
  if (record === null) throw new AppError('notFound', `Revision ${revision} of release ${target.release} is gone.`);
  return maskedManifest(objectsOf(record));
}

/** Pure. */
export function maskedManifest(objects: readonly KubeObject[]): string {
  return manifestOf(
    objects.map((object) => maskPair(object.kind, { before: undefined, after: object }).after as KubeObject),
  );
}
