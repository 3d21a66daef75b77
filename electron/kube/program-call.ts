// A program and its arguments as Node starts them, on Windows batch files too: those need cmd.exe, which has a language of its own.
import { win32 } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** What `spawn` takes. */
export interface ProgramCall {
  readonly file: string;
  readonly args: readonly string[];
  /** The arguments are written as they are to be read. */
  readonly windowsVerbatimArguments?: true;
}

/**
 * The call of `program`, an absolute path, with `args` as they are to arrive.
 *
 * Throws `AppError` `unsupported` for arguments that a batch file cannot be given.
 */
export function programCall(
  program: string,
  args: readonly string[],
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): ProgramCall {
  if (platform !== 'win32' || !/\.(bat|cmd)$/i.test(program)) return { file: program, args };
  if ([program, ...args].some((word) => /[\0\r\n]/.test(word))) {
    throw new AppError('unsupported', `${program} is a batch file, which takes no argument of several lines.`, {
      subject: program,
    });
  }
  const line = [harmless(win32.normalize(program)), ...args.map(wordOf)].join(' ');
  return {
    file: environment.ComSpec ?? environment.COMSPEC ?? 'cmd.exe',
    args: ['/d', '/s', '/c', `"${line}"`],
    windowsVerbatimArguments: true,
  };
}

/**
 * A batch file's `%1` and `%*` are put into its lines before those are read, so they are read twice: quotes keep what stands
 * between them from meaning anything the second time, unless there is a quote between them.
 */
function wordOf(word: string): string {
  if (/^[\w./:=@+-]+$/.test(word)) return word;
  return word.includes('"') ? harmless(harmless(quoted(word))) : harmless(quoted(word));
}

/** One argument as C programs read it. Source: https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments */
function quoted(word: string): string {
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\*)$/, '$1$1')}"`;
}

/** What means something to cmd.exe, so that it does not. */
function harmless(text: string): string {
  return text.replace(/[()\][%!^"`<>&|;, *?]/g, '^$&');
}
