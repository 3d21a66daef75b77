// `odin version`: of this program, of the stack, of the cluster.
import { toAppError } from '../../shared/errors.ts';
import { APP_VERSION } from './app-version.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';

export interface VersionOptions {
  readonly client?: boolean;
}

/** A cluster that does not answer has no version, and gives the exit status; this program's own is told anyway. */
export async function runVersion(invocation: Invocation, { client = false }: VersionOptions): Promise<number> {
  const { console, signal } = invocation;
  const own = { odin: APP_VERSION };
  const ownLine = `odin     ${APP_VERSION}`;
  if (client) {
    console.result(own, [ownLine]);
    return EXIT.ok;
  }
  try {
    const { status, stack } = await withSession(invocation, async (session) => {
      const sight = await session.watch.first(signal);
      return { status: sight.status, stack: await session.stackStatus(signal) };
    });
    const { installed, availableVersion } = stack;
    const { distribution, version } = status;
    console.result(
      {
        ...own,
        stack: { installed: installed?.version, available: availableVersion },
        cluster: { distribution, version },
      },
      [
        ownLine,
        `stack    ${installed?.version ?? 'not installed'}${installed?.version === availableVersion ? '' : `; ${availableVersion} can be installed`}`,
        `cluster  ${distribution} ${version}`,
      ],
    );
    return EXIT.ok;
  } catch (error) {
    signal.throwIfAborted();
    const { code, message, remedy } = toAppError(error);
    console.result({ ...own, error: { code, message, remedy } }, [ownLine]);
    console.say(`cluster  ${message}`);
    if (remedy !== undefined) console.say(`  ${remedy}`);
    return exitCodeOf(code);
  }
}
