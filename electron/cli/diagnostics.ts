// `odin diagnostics`: what somebody who helps needs to know, the same text as the window copies.
import { toAppError } from '../../shared/errors.ts';
import { logPath } from '../paths.ts';
import { diagnosticsOf } from '../session/diagnostics.ts';
import { APP_VERSION } from './app-version.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';

/** A cluster that does not answer is something to know too: the text then says why. */
export async function runDiagnostics(invocation: Invocation): Promise<number> {
  const { console, signal } = invocation;
  const common = { version: APP_VERSION, logFile: logPath(process.env, process.platform) };
  const text = await withSession(invocation, async (session) => {
    await session.watch.first(signal).catch(() => undefined);
    return diagnosticsOf({ ...common, session, status: session.watch.current.status }, signal);
  }).catch(async (error: unknown) => {
    signal.throwIfAborted();
    const alone = await diagnosticsOf({ ...common, session: null, status: { state: 'none' } }, signal);
    return `${toAppError(error).message}\n\n${alone}`;
  });
  console.result({ text }, text.trimEnd().split('\n'));
  return EXIT.ok;
}
