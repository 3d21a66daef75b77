// Secrets are hidden in what an editor is given. A value that still stands as it was shown stays as it is in the cluster; a mask
// anywhere else would be written down as if it were the secret, and is refused.
import { AppError } from '../../shared/errors.ts';
import { isRecord, type Json, record } from '../../shared/json.ts';
import { MASK } from '../log/known-secrets.ts';
import { HIDDEN } from '../release/fields/mask.ts';

/** The values at one place: as it was edited, as it was shown, as it is. */
interface Place {
  readonly edited: unknown;
  readonly shown: unknown;
  readonly live: unknown;
}

/** `edited` with the secrets of `live` where it has what was `shown` of them. Throws `badInput` for a mask that is left, by its field. */
export function unmasked({ edited, shown, live }: Readonly<Record<'edited' | 'shown' | 'live', Json>>): Json {
  return record(at({ edited, shown, live }, []));
}

function at({ edited, shown, live }: Place, path: readonly string[]): unknown {
  if (typeof edited === 'string') {
    if (edited === shown || edited === live) return live;
    const isMask = [HIDDEN, MASK].some(
      (mask) => edited.includes(mask) && !(typeof live === 'string' && live.includes(mask)),
    );
    if (isMask)
      throw new AppError('badInput', `${path.join('.')} is still hidden: write its value, or leave it where it was.`);
    return edited;
  }
  if (Array.isArray(edited)) {
    return edited.map((item, index) =>
      at({ edited: item, shown: twin(shown, item, index), live: twin(live, item, index) }, [...path, String(index)]),
    );
  }
  if (!isRecord(edited)) return edited;
  const [shownFields, liveFields] = [record(shown), record(live)];
  return Object.fromEntries(
    Object.entries(edited).map(([key, value]) => [
      key,
      at({ edited: value, shown: own(shownFields, key), live: own(liveFields, key) }, [...path, key]),
    ]),
  );
}

/** What stood for an item before the edit: of items with names, the one of the same name. */
function twin(list: unknown, item: unknown, index: number): unknown {
  if (!Array.isArray(list)) return undefined;
  const name = record(item).name;
  return name === undefined ? list[index] : list.find((other) => record(other).name === name);
}

function own(fields: Json, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
