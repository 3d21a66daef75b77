// Conflicts as a person reads them: a sentence for each manager, not one for each field.
import type { ActionPreview } from '../../../shared/model/object-action.ts';

/** Named fields of one manager; more are counted. */
const NAMED = 4;

interface Owned {
  readonly manager: string;
  readonly fields: readonly string[];
  /** How many more it has. */
  readonly more: number;
}

export function byManager(conflicts: ActionPreview['conflicts']): readonly Owned[] {
  const owned = new Map<string, string[]>();
  for (const { manager, field } of conflicts) owned.set(manager, [...(owned.get(manager) ?? []), field]);
  return [...owned].map(([manager, fields]) => ({
    manager,
    fields: fields.slice(0, NAMED),
    more: Math.max(0, fields.length - NAMED),
  }));
}
