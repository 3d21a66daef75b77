// Makes the request for an install or upgrade from the options of a command.
import { stateDir } from '../paths.ts';
import { openChosenFolders } from '../session/chosen-folders.ts';
import { readSettingsFile } from '../stack/settings/settings-file.ts';
import { type ConsentOptions, consentOf } from './chosen-release.ts';

/** The options that say what is wanted of the stack. */
export interface StackOptions {
  /** Default: the newest version. */
  readonly stackVersion?: string;
  /** A file of settings. Default: the settings that it has. */
  readonly settings?: string;
}

/** The request of `odin install`, `upgrade`, `plan` and `diff`. Throws `badInput` for settings that are none. */
export async function installRequest(options: StackOptions & ConsentOptions) {
  const { stackVersion, settings } = options;
  const supplied = settings === undefined ? undefined : (await readSettingsFile(settings)).supplied;
  // Named by a person, on this machine: the window may go on with it.
  if (typeof supplied?.extraManifests === 'string')
    openChosenFolders(stateDir(process.env, process.platform)).add(supplied.extraManifests);
  return {
    want: 'install',
    ...(stackVersion === undefined ? {} : { version: stackVersion }),
    ...(supplied === undefined ? {} : { settings: supplied }),
    consent: consentOf(options),
  } as const;
}
