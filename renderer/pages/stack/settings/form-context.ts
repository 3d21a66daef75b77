// The state that the fields of the form share: what is chosen, what is changed, what is wrong where, and which of them a person has left.
import { createContext } from 'react';
import type { Draft, SettingPath } from './setting-schema.ts';

export interface SettingsForm {
  readonly draft: Draft;
  /** The settings that differ from those of the stack, by `keyOf`. */
  readonly changed: ReadonlySet<string>;
  /** In words that follow the field's title; undefined also for what nobody has left yet. */
  readonly errorAt: (path: SettingPath) => string | undefined;
  readonly leave: (path: SettingPath) => void;
}

export const SettingsFormContext = createContext<SettingsForm>({
  draft: {},
  changed: new Set(),
  errorAt: () => undefined,
  leave: () => {},
});
