// The settings by name, for whoever leads to one of them from elsewhere.
import { SECTIONS } from './setting-rows.ts';

/** A setting that can be led to. */
export interface NamedSetting {
  /** Its path, with dots, as `settingAddress` takes it. */
  readonly key: string;
  readonly name: string;
  readonly section: string;
}

/** In the form's order. */
export const SETTING_LIST: readonly NamedSetting[] = SECTIONS.flatMap(({ title, groups }) =>
  groups.flatMap(({ rows }) => rows.map(({ key, name }) => ({ key, name, section: title }))),
);
