// `odin install` and `odin upgrade`: a release becomes what its manifests say.
import { type ChangeOptions, runChange } from './change.ts';
import { installRequest, type StackOptions } from './install-request.ts';
import type { Invocation } from './invocation.ts';

/** The options of `odin install` and `odin upgrade`. */
export interface InstallOptions extends ChangeOptions, StackOptions {}

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
