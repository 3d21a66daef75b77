// `odin install` and `odin upgrade`: a release becomes what its manifests say.
import { AppError } from '../../shared/errors.ts';
import { STACK_RELEASE } from '../../shared/model/stack.ts';
import { type ChangeOptions, runChange } from './change.ts';
import { chooseRelease, consentOf } from './chosen-release.ts';
import { type Invocation, withSession } from './invocation.ts';

/** With the version of the stack that is wanted. */
export interface InstallOptions extends ChangeOptions {
  readonly stackVersion?: string;
}

export function runInstall(invocation: Invocation, name: string | undefined, options: InstallOptions): Promise<number> {
  return runChange(invocation, { name, request: installRequest(options), question: 'Apply this?' }, options);
}

/** As an install, for a release that is there. Throws `notFound` for one that is not. */
export async function runUpgrade(
  invocation: Invocation,
  name: string | undefined,
  options: InstallOptions,
): Promise<number> {
  const history = await withSession(invocation, (session) =>
    chooseRelease(session, name, options).history(invocation.signal),
  );
  if (history.length === 0) {
    const release = name ?? STACK_RELEASE;
    throw new AppError('notFound', `There is no release ${release} to upgrade; \`odin install\` makes it.`);
  }
  return runInstall(invocation, name, options);
}

/** What both, and `odin plan`, ask for. */
export function installRequest(options: Pick<InstallOptions, 'stackVersion'> & Parameters<typeof consentOf>[0]) {
  const { stackVersion } = options;
  const version = stackVersion === undefined ? {} : { version: stackVersion };
  return { want: 'install', ...version, consent: consentOf(options) } as const;
}
