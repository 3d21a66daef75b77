// The option --settings of the commands that ask no cluster.
import type { StackSettings } from '../../shared/model/stack-settings.ts';
import { readSettingsFile } from '../stack/settings/settings-file.ts';

/** A file of settings. */
export interface SettingsOption {
  readonly settings?: string;
}

/** What is in it; undefined, which stands for the defaults, where none is named. Throws as `readSettingsFile` does. */
export async function settingsOf({ settings }: SettingsOption): Promise<StackSettings | undefined> {
  return settings === undefined ? undefined : (await readSettingsFile(settings)).settings;
}
