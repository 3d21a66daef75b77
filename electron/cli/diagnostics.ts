// `odin diagnostics`: what somebody who helps needs to know, the same text as the window copies; with --file, as an archive.
import { AppError, toAppError } from '../../shared/errors.ts';
import { zipOf } from '../archive/zip.ts';
import { logPath } from '../paths.ts';
import { type DiagnosticsSubject, diagnosticsOf } from '../session/diagnostics.ts';
import { bundleOf } from '../session/support-bundle.ts';
import { claimFile } from '../state-files/replace-file.ts';
import { APP_VERSION } from './app-version.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import type { Block } from './table.ts';

export interface DiagnosticsOptions {
  readonly file?: string;
  readonly dryRun?: boolean;
}

export async function runDiagnostics(invocation: Invocation, options: DiagnosticsOptions): Promise<number> {
  const { console } = invocation;
  const { file, dryRun = false } = options;
  if (file === undefined) {
    const text = await described(invocation, diagnosticsOf);
    console.result({ text }, text.trimEnd().split('\n'));
    return EXIT.ok;
  }
  const files = await described(invocation, bundleOf);
  if (!dryRun) writeNew(file, zipOf(files, new Date()));
  const contents = files.map(({ name, what, text }) => ({ name, what, bytes: Buffer.byteLength(text) }));
  console.result({ file, isWritten: !dryRun, contents }, [
    ...tableOf(contents),
    '',
    dryRun
      ? `Nothing is written: without --dry-run these go into ${file}, with what may be a secret masked.`
      : `${file} is written, with what may be a secret masked. Nothing was sent: look into it, then attach it yourself.`,
  ]);
  return EXIT.ok;
}

/** A cluster that does not answer is something to know too: the subject then says why. */
async function described<T>(
  invocation: Invocation,
  read: (subject: DiagnosticsSubject, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal } = invocation;
  const common = { version: APP_VERSION, logFile: logPath(process.env, process.platform) };
  return withSession(invocation, async (session) => {
    await session.watch.first(signal).catch(() => undefined);
    return read({ ...common, session, status: session.watch.current.status }, signal);
  }).catch(async (error: unknown) => {
    signal.throwIfAborted();
    const failure = toAppError(error).message;
    return read({ ...common, session: null, status: { state: 'none' }, failure }, signal);
  });
}

/** Never over another file: a typing mistake must not cost one. */
function writeNew(path: string, content: Uint8Array): void {
  try {
    claimFile(path, content);
  } catch (error) {
    throw new AppError('badInput', notWritten(path, (error as NodeJS.ErrnoException).code), { cause: error });
  }
}

function notWritten(path: string, code: string | undefined): string {
  if (code === 'EEXIST') return `There is a file at ${path} already: name another one.`;
  if (code === 'ENOENT') return `There is no folder for ${path}: make it, or name another one.`;
  return `${path} cannot be written (${code}): name a file in a folder of yours.`;
}

function tableOf(
  contents: readonly { readonly name: string; readonly what: string; readonly bytes: number }[],
): Block[] {
  const rows = contents.map(({ name, what, bytes }) => [name, `${Math.ceil(bytes / 1024)} KiB`, what]);
  return [{ heading: ['FILE', 'SIZE', 'WHAT IS IN IT'], rows }];
}
