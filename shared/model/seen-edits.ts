// The edits that drift shows, as the consent that putting it back brings along.
import type { Drift, SeenEdit } from './drift.ts';
import { refKey } from './object.ts';

/** Each manager of each object once, with the fields that it was shown to have; what nobody manages needs no consent. */
export function seenEdits({ objects }: Drift): SeenEdit[] {
  const edits = new Map<string, { ref: SeenEdit['ref']; manager: string; fields: string[] }>();
  for (const { ref, fields } of objects) {
    for (const { manager, path } of fields) {
      if (manager === undefined) continue;
      const key = `${refKey(ref)} ${manager}`;
      const edit = edits.get(key) ?? { ref, manager, fields: [] };
      edit.fields.push(path);
      edits.set(key, edit);
    }
  }
  return [...edits.values()];
}
