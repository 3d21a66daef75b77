// The state that the fields of the form share: what is wrong where, and which of them a person has left.
import { createContext } from 'react';
import type { SettingPath } from './setting-schema.ts';

export interface SettingsForm {
  /** In words that follow the field's title; undefined also for what nobody has left yet. */
  readonly errorAt: (path: SettingPath) => string | undefined;
  readonly leave: (path: SettingPath) => void;
}

export const SettingsFormContext = createContext<SettingsForm>({ errorAt: () => undefined, leave: () => {} });
