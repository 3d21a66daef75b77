// The settings that were changed, in a line. Loaded with a plan or a revision that has such: it brings the settings' schema.
import type { SuppliedSettings } from '../../../shared/model/stack-settings.ts';
import { changedSettings } from './settings/changed-settings.ts';

interface Props {
  readonly before: SuppliedSettings | undefined;
  readonly after: SuppliedSettings | undefined;
  /** The sentence around them. */
  readonly words: (changed: string) => string;
  /** Said where none was changed. */
  readonly none?: string;
}

export function ChangedSettings({ before, after, words, none = '' }: Props) {
  const changed = changedSettings(before, after);
  const said = changed === '' ? none : words(changed);
  return said === '' ? null : <div>{said}</div>;
}
