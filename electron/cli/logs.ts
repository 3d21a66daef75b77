// `odin logs`: what the containers of a pod, a part or the whole stack say, merged by time.
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import type { LogMessage, LogRequest } from '../../shared/model/log-line.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { secondsIn } from './duration.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { LogText } from './log-text.ts';
import { objectNamed } from './object-named.ts';

export interface LogsOptions {
  readonly namespace?: string;
  readonly follow?: boolean;
  readonly previous?: boolean;
  readonly container?: string;
  readonly since?: string;
  readonly tail?: string;
  readonly times?: boolean;
}

/** How much of the past, where nobody says: more than a screen, and no wait. */
const DEFAULT_TAIL = 200;
const MOST_TAIL = 20_000;

const UNREADABLE = 'The log cannot be read.';

/** @param word as in {@link objectNamed}. Default: all of the stack */
export async function runLogs(invocation: Invocation, word: string | undefined, options: LogsOptions): Promise<number> {
  const { signal, console } = invocation;
  const { namespace = STACK_NAMESPACE, follow = false, previous = false, container } = options;
  if (follow && previous) throw new AppError('badInput', '-f and -p are opposites: what has ended is not followed.');
  const request = { previous, ...pastOf(options), ...(container === undefined ? {} : { container }) };
  const text = new LogText(options.times === true);
  return withSession(invocation, async (session) => {
    const { overview } = await session.watch.first(signal);
    const source: LogRequest['source'] =
      word === undefined ? { of: 'stack' } : { of: 'object', object: objectNamed(word, namespace, overview) };
    let said = '';
    try {
      for await (const message of session.logs({ source, ...request }, signal)) {
        for (const [line, shown] of text.linesOf(message)) console.item(line, shown);
        for (const { sentence } of message.notices) console.say(sentence);
        if (follow) said = sayBreak(invocation, message, said);
        if (message.state === 'failed') throw failureOf(message);
        // Whoever follows waits for it to come back; the past is asked for once.
        if (message.state === 'broken' && !follow) throw new AppError('unavailable', message.reason ?? UNREADABLE);
        if (message.state === 'live' && !follow) {
          if (message.reason !== undefined) console.say(message.reason);
          return EXIT.ok;
        }
        // What reads this may be slower than what is written.
        await sleep(0);
      }
    } catch (error) {
      // Ctrl+C is how following ends.
      if (!follow || !signal.aborted) throw error;
    }
    return EXIT.ok;
  });
}

function pastOf({ since, tail }: LogsOptions): Pick<LogRequest, 'tail' | 'sinceSeconds'> {
  const sinceSeconds = since === undefined ? {} : { sinceSeconds: secondsIn(since) };
  if (tail === undefined) return { tail: since === undefined ? DEFAULT_TAIL : MOST_TAIL, ...sinceSeconds };
  if (!/^\d{1,5}$/.test(tail) || Number(tail) > MOST_TAIL) {
    throw new AppError('badInput', `"${tail}" is no number of lines from 0 to ${MOST_TAIL}.`);
  }
  return { tail: Number(tail), ...sinceSeconds };
}

/** Says once why nothing comes. Gives what was said last. */
function sayBreak({ console }: Invocation, { state, reason = '' }: LogMessage, said: string): string {
  if (state !== 'broken') return state === 'live' ? '' : said;
  if (reason !== '' && reason !== said) console.say(reason);
  return reason;
}

/** What is not tried again: it is not there, or this person may not read it. */
function failureOf({ reason = UNREADABLE, remedy }: LogMessage): AppError {
  return new AppError('notFound', reason, remedy === undefined ? {} : { remedy });
}
