// Runs a credential plugin as kubectl does: waited for however long it takes, heard on stderr, and ended with its children.
import { type ChildProcess, spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { visible } from '../../shared/visible.ts';
import { maskShown } from '../log/mask-text.ts';
import type { ProgramCall } from './program-call.ts';
import { startFailure } from './start-failure.ts';

/** What is to run. */
export interface PluginRun {
  readonly call: ProgramCall;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** It gets this process's standard input, and so stays in its process group. */
  readonly isInteractive: boolean;
  /** Told each line that it writes on stderr, escaped; a line that is not ended yet, such as a prompt, after a moment. */
  readonly onSaid: (line: string) => void;
}

const MOST_OUTPUT = 1 << 20;
const MOST_WORDS = 16 << 20;
const LONGEST_LINE = 500;
/** Longer than what is told, lest a secret is cut before it is known for one. */
const LONGEST_HEARD = 4 * LONGEST_LINE;
const MOST_LINES = 1_000;
const PROMPT_DELAY_MS = 200;
/** Between asking it to end and ending it. */
const GRACE_MS = 1_000;
/** What it started may keep its output open: after its own end that is not waited for. */
const DRAIN_MS = 1_000;

/**
 * What it wrote on stdout. Aborting `signal` ends it, with its children, and rejects with the signal's reason once it is gone.
 *
 * Rejects with an `Error` whose message ends the sentence "the plugin …": it could not be started, failed, or wrote too much.
 */
export function runPlugin(run: PluginRun, signal: AbortSignal): Promise<string> {
  const { call, environment, platform, isInteractive } = run;
  if (signal.aborted) return Promise.reject(signal.reason);
  const isGroup = platform !== 'win32' && !isInteractive;
  let child: ChildProcess;
  try {
    child = spawn(call.file, call.args, {
      env: environment,
      detached: isGroup,
      windowsHide: true,
      stdio: [isInteractive ? 'inherit' : 'ignore', 'pipe', 'pipe'],
      ...(call.windowsVerbatimArguments === true ? { windowsVerbatimArguments: true } : {}),
    });
  } catch (error) {
    // So Node says some of the reasons, and others by an event.
    return Promise.reject(new Error(startFailure(error), { cause: error }));
  }
  const kill = (how: NodeJS.Signals): void => end(child, how, platform, isGroup);
  const { stdout, stderr } = child;
  return new Promise((resolve, reject) => {
    const answer: Buffer[] = [];
    const speech = new Speech(run.onSaid);
    let written = 0;
    let said = 0;
    let failure: unknown;
    let killing: NodeJS.Timeout | undefined;
    let draining: NodeJS.Timeout | undefined;
    const stop = (why: unknown): void => {
      failure ??= why;
      kill('SIGTERM');
      killing ??= setTimeout(() => kill('SIGKILL'), GRACE_MS);
    };
    const onAbort = (): void => stop(signal.reason);
    // Whatever ends this process, nothing that it started is left behind.
    const onExit = (): void => kill('SIGKILL');
    process.once('exit', onExit);
    signal.addEventListener('abort', onAbort);
    stdout?.on('data', (chunk: Buffer) => {
      written += chunk.length;
      if (written > MOST_OUTPUT) stop(new Error('wrote more than 1 MiB on its standard output'));
      else answer.push(chunk);
    });
    stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk.length;
      if (said > MOST_WORDS) stop(new Error('wrote more than 16 MiB on stderr'));
      else speech.hear(chunk);
    });
    child.once('error', (error) => {
      failure ??= new Error(startFailure(error), { cause: error });
      if (child.pid === undefined) settle(null, null);
    });
    child.once('exit', (code, name) => {
      draining = setTimeout(() => settle(code, name), DRAIN_MS);
      // A stopped group has said all that it will: who still holds its pipes is ended at once.
      if (failure !== undefined) kill('SIGKILL');
    });
    child.once('close', (code, name) => settle(code, name));

    let isSettled = false;
    function settle(code: number | null, name: NodeJS.Signals | null): void {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(killing);
      clearTimeout(draining);
      signal.removeEventListener('abort', onAbort);
      process.off('exit', onExit);
      speech.end();
      stdout?.destroy();
      stderr?.destroy();
      if (failure === undefined && code !== 0) {
        failure = new Error(`failed${speech.last === '' ? ` (${name ?? `exit status ${code}`})` : `: ${speech.last}`}`);
      }
      if (failure === undefined) resolve(Buffer.concat(answer).toString('utf8'));
      else reject(failure);
    }
  });
}

function end(child: ChildProcess, how: NodeJS.Signals, platform: NodeJS.Platform, isGroup: boolean): void {
  const { pid } = child;
  if (pid === undefined) return;
  try {
    if (platform === 'win32') {
      spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { windowsHide: true, stdio: 'ignore' }).on(
        'error',
        () => {},
      );
    } else if (isGroup) process.kill(-pid, how);
    else child.kill(how);
  } catch {
    // It is gone.
  }
}

/** What a plugin says, line by line. */
class Speech {
  readonly #onSaid: (line: string) => void;
  #rest = '';
  #prompting: NodeJS.Timeout | undefined;
  #lines = 0;
  #last = '';

  constructor(onSaid: (line: string) => void) {
    this.#onSaid = onSaid;
  }

  /** The last line that says something. */
  get last(): string {
    return harmless(this.#last);
  }

  hear(text: string): void {
    clearTimeout(this.#prompting);
    const lines = (this.#rest + text).split(/\r\n|[\r\n]/);
    this.#rest = (lines.pop() ?? '').slice(0, LONGEST_HEARD);
    for (const line of lines) this.#tell(line);
    if (this.#rest !== '') this.#prompting = setTimeout(() => this.end(), PROMPT_DELAY_MS);
  }

  /** Tells what stands in a line that was not ended. */
  end(): void {
    clearTimeout(this.#prompting);
    this.#tell(this.#rest);
    this.#rest = '';
  }

  #tell(line: string): void {
    const words = stripVTControlCharacters(line.slice(0, LONGEST_HEARD)).trim();
    if (words === '') return;
    this.#last = words;
    this.#lines += 1;
    if (this.#lines <= MOST_LINES) this.#onSaid(harmless(words));
    else if (this.#lines === MOST_LINES + 1) this.#onSaid('(It says more, which is not shown.)');
  }
}

/** Without secrets, and without what a terminal would obey. */
function harmless(words: string): string {
  return visible(maskShown(words)).slice(0, LONGEST_LINE);
}
