// Fields that a write takes from their managers, by the API server's own account: it lists in `managedFields` what each of them
// owns, before the write and in the answer to its dry run. What is missing there is what server-side apply calls a conflict.
import { record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { formatPath, leavesOf } from './field-path.ts';

/** Single fields, as `formatPath` writes them, each with a manager that loses it. */
export type Taken = { manager: string; field: string }[];

/** By manager and field, in the order of the managers; none of `writer`'s own. */
export function takenFields(before: KubeObject, after: KubeObject, writer: string): Taken {
  const left = ownedIn(after);
  const taken = [...ownedIn(before)].flatMap(([key, { manager, fields }]) => {
    if (manager === writer) return [];
    const kept = left.get(key)?.fields;
    return [...fields].filter((field) => kept?.has(field) !== true).map((field) => ({ manager, field }));
  });
  const known = new Set<string>();
  // One manager may have applied a field and updated it, too.
  return taken.filter(({ manager, field }) => {
    const key = `${manager} ${field}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

interface Owned {
  readonly manager: string;
  readonly fields: ReadonlySet<string>;
}

function ownedIn({ metadata }: KubeObject): ReadonlyMap<string, Owned> {
  return new Map(
    records(metadata.managedFields).map((entry) => {
      const manager = text(entry.manager);
      const key = JSON.stringify([manager, entry.operation, entry.subresource]);
      return [key, { manager, fields: new Set(leavesOf(record(entry.fieldsV1)).map(formatPath)) }];
    }),
  );
}
