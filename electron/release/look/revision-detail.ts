// A revision beside the one before it: what was chosen for each, and which objects came, changed or went.
import { AppError } from '../../../shared/errors.ts';
import { type KubeObject, refKey, refOf } from '../../../shared/model/object.ts';
import type { RevisionDetail } from '../../../shared/model/revision-detail.ts';
import { isEqual } from '../fields/canonical.ts';
import type { Book } from '../record/book.ts';
import type { HelmRelease } from '../record/record-format.ts';
import { objectsOf } from '../wanted/manifest.ts';

/** Throws `notFound` where it is not kept any more, `invalid` where a record cannot be read, and as `KubeClient.request` does. */
export async function readRevisionDetail({ revisions, target }: Book, revision: number): Promise<RevisionDetail> {
  const labels = await revisions.list();
  const before = labels.findLast((label) => label.revision < revision)?.revision;
  const [record, former] = await Promise.all([
    revisions.read(revision),
    before === undefined ? null : revisions.read(before),
  ]);
  if (record === null) throw new AppError('notFound', `Revision ${revision} of release ${target.release} is gone.`);
  return {
    revision,
    ...(former === null ? {} : { before: former.version }),
    ...chosen('settings', record),
    ...(former === null ? {} : chosen('settingsBefore', former)),
    objects: differences(former === null ? [] : objectsOf(former), objectsOf(record)),
  };
}

function chosen<K extends 'settings' | 'settingsBefore'>(key: K, { config }: HelmRelease): Pick<RevisionDetail, K> {
  const supplied = config ?? {};
  return (Object.keys(supplied).length === 0 ? {} : { [key]: supplied }) as Pick<RevisionDetail, K>;
}

/** In the order of the later ones; what went comes last. Pure. */
export function differences(before: readonly KubeObject[], after: readonly KubeObject[]): RevisionDetail['objects'] {
  const former = new Map(before.map((object) => [refKey(refOf(object)), object]));
  const later = new Set(after.map((object) => refKey(refOf(object))));
  return [
    ...after.flatMap((object): RevisionDetail['objects'] => {
      const ref = refOf(object);
      const was = former.get(refKey(ref));
      if (was === undefined) return [{ ref, op: 'created' }];
      return isEqual(was, object) ? [] : [{ ref, op: 'configured' }];
    }),
    ...before
      .filter((object) => !later.has(refKey(refOf(object))))
      .map((object): RevisionDetail['objects'][number] => ({ ref: refOf(object), op: 'deleted' })),
  ];
}
