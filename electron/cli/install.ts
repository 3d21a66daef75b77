// `odin install` and `odin upgrade`: a release becomes what its manifests say.
import { type ChangeOptions, runChange } from './change.ts';
import { consentOf } from './chosen-release.ts';
import type { Invocation } from './invocation.ts';

/** With the version of the stack that is wanted. */
export interface InstallOptions extends ChangeOptions {
  readonly stackVersion?: string;
}

export function runInstall(invocation: Invocation, name: string | undefined, options: InstallOptions): Promise<number> {
  return runChange(invocation, { name, request: installRequest(options), question: 'Apply this?' }, options);
}

/** As an install, for a release that is there. Throws `notFound` for one that is not. */
export function runUpgrade(invocation: Invocation, name: string | undefined, options: InstallOptions): Promise<number> {
  const question = 'Apply this?';
  return runChange(invocation, { name, request: installRequest(options), question, mustExist: true }, options);
}

/** What both, and `odin plan`, ask for. */
export function installRequest(options: Pick<InstallOptions, 'stackVersion'> & Parameters<typeof consentOf>[0]) {
  const { stackVersion } = options;
  const version = stackVersion === undefined ? {} : { version: stackVersion };
  return { want: 'install', ...version, consent: consentOf(options) } as const;
}
