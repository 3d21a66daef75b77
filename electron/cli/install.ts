// `odin install` and `odin upgrade`: a release becomes what its manifests say.

import { readSettingsFile } from '../stack/settings/settings-file.ts';
import { type ChangeOptions, runChange } from './change.ts';
import { consentOf } from './chosen-release.ts';
import type { Invocation } from './invocation.ts';

/** With the version of the stack that is wanted. */
export interface InstallOptions extends ChangeOptions {
  readonly stackVersion?: string;
  /** A file of settings. */
  readonly settings?: string;
}

export async function runInstall(
  invocation: Invocation,
  name: string | undefined,
  options: InstallOptions,
): Promise<number> {
  const request = await installRequest(options);
  return runChange(invocation, { name, request, question: 'Apply this?' }, options);
}

/** As an install, for a release that is there. Throws `notFound` for one that is not. */
export async function runUpgrade(
  invocation: Invocation,
  name: string | undefined,
  options: InstallOptions,
): Promise<number> {
  const request = await installRequest(options);
  return runChange(invocation, { name, request, question: 'Apply this?', mustExist: true }, options);
}

/** What both, and `odin plan`, ask for. Throws `badInput` for settings that are none. */
export async function installRequest(
  options: Pick<InstallOptions, 'stackVersion' | 'settings'> & Parameters<typeof consentOf>[0],
) {
  const { stackVersion, settings } = options;
  return {
    want: 'install',
    ...(stackVersion === undefined ? {} : { version: stackVersion }),
    ...(settings === undefined ? {} : { settings: (await readSettingsFile(settings)).supplied }),
    consent: consentOf(options),
  } as const;
}
