// `odin logs`: what the containers of a pod, a part or the whole stack say, merged by time; further back where the stack keeps logs.
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { LogMessage, LogSource } from '../../shared/model/log-line.ts';
import type { Overview } from '../../shared/model/overview.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import { EXIT } from './exit-code.ts';
import { type Invocation, withSession } from './invocation.ts';
import { type AskedSpan, type SpanOptions, spanOf } from './log-span.ts';
import { LogText } from './log-text.ts';
import { objectNamed } from './object-named.ts';
import { type LogSession, messagesOf } from './spoken.ts';

export interface LogsOptions extends SpanOptions {
  readonly namespace?: string;
  readonly follow?: boolean;
  readonly previous?: boolean;
  readonly container?: string;
  readonly times?: boolean;
}

const UNREADABLE = 'The log cannot be read.';
const NOT_KEPT =
  'Further back nothing is there, for no Loki keeps logs: put `components: {logs: true}` into your settings, and run `odin install --settings FILE`.';

/** @param word as in {@link objectNamed}, or where logs are kept the name of a pod that is gone. Default: all of the stack */
export async function runLogs(invocation: Invocation, word: string | undefined, options: LogsOptions): Promise<number> {
  const now = Date.now();
  const span = checkedSpan(options, now);
  return withSession(invocation, async (session) => {
    const { overview } = await session.watch.first(invocation.signal);
    return tellLogs(invocation, { session, overview, span, now }, word, options);
  });
}

/** What a log is told from. */
export interface Told {
  readonly session: LogSession;
  readonly overview: Pick<Overview, 'workloads' | 'parts' | 'pods'>;
  readonly span: AskedSpan;
  /** In ms since the epoch. */
  readonly now: number;
}

/** Prints it, and gives the exit status. */
export async function tellLogs(
  { signal, console }: Pick<Invocation, 'signal' | 'console'>,
  { session, overview, span, now }: Told,
  word: string | undefined,
  { namespace = STACK_NAMESPACE, follow = false, previous = false, container, times = false }: LogsOptions,
): Promise<number> {
  const isKept = await session.logPast.isKept(signal);
  const { source, unknown } = sourceNamed(word, namespace, overview, isKept);
  const text = new LogText(times ? (hasDays(span, now) ? 'day' : 'time') : 'none');
  let said = '';
  let oldest: number | undefined;
  try {
    for await (const message of messagesOf(session, { source, container, previous, span, isKept, now }, signal)) {
      for (const [line, shown] of text.linesOf(message)) console.item(line, shown);
      oldest ??= message.lines.find(({ at }) => at !== undefined)?.at;
      for (const { sentence } of message.notices) console.say(sentence);
      if (follow) said = sayBreak(console, message, said);
      if (message.state === 'failed') throw unknown ?? failureOf(message);
      // Whoever follows waits for it to come back; the past is asked for once.
      if (message.state === 'broken' && !follow) throw new AppError('unavailable', message.reason ?? UNREADABLE);
      if (message.state === 'ended' || (message.state === 'live' && !follow)) {
        if (message.reason !== undefined) console.say(message.reason);
        break;
      }
      // What reads this may be slower than what is written.
      await sleep(0);
    }
  } catch (error) {
    // Ctrl+C is how following ends.
    if (!follow || !signal.aborted) throw error;
  }
  if (!isKept && !previous && isShort(span, oldest, now)) console.say(NOT_KEPT);
  return EXIT.ok;
}

/** Throws `badInput` for what contradicts itself. */
function checkedSpan(options: LogsOptions, now: number): AskedSpan {
  const { follow = false, previous = false, from, to } = options;
  if (follow && previous) throw new AppError('badInput', '-f and -p are opposites: what has ended is not followed.');
  if (follow && to !== undefined)
    throw new AppError('badInput', '-f and --to are opposites: what has ended is not followed.');
  if (previous && (from !== undefined || to !== undefined)) {
    throw new AppError('badInput', '-p is the run before this one, whenever that was: leave --from and --to out.');
  }
  return spanOf(options, now);
}

/** `unknown`: what is said of the name where nothing is kept of a pod that is called so either. */
function sourceNamed(
  word: string | undefined,
  namespace: string,
  overview: Told['overview'],
  isKept: boolean,
): { readonly source: LogSource; readonly unknown?: AppError } {
  if (word === undefined) return { source: { of: 'stack' } };
  try {
    return { source: { of: 'object', object: objectNamed(word, namespace, overview) } };
  } catch (error) {
    const unknown = toAppError(error);
    if (!isKept || unknown.code !== 'notFound') throw error;
    return { source: { of: 'object', object: objectNamed(`pod/${word}`, namespace, overview) }, unknown };
  }
}

/** Whether its lines are of several days. */
function hasDays({ isNamed, from, until = Number.POSITIVE_INFINITY }: AskedSpan, now: number): boolean {
  const days = [from, Math.min(until, now)].map((at) => new Date(at).toDateString());
  return isNamed && days[0] !== days[1];
}

/** Whether less has come than was asked for: a quiet log may begin late, so that a tenth of the time is no matter. */
function isShort(
  { isNamed, from, until = Number.POSITIVE_INFINITY, tail }: AskedSpan,
  oldest: number | undefined,
  now: number,
): boolean {
  if (!isNamed || tail !== undefined) return false;
  const length = Math.min(until, now) - from;
  return oldest === undefined || oldest - from > Math.max(60_000, length / 10);
}

/** Says once why nothing comes. Gives what was said last. */
function sayBreak(console: Invocation['console'], { state, reason = '' }: LogMessage, said: string): string {
  if (state !== 'broken') return state === 'live' ? '' : said;
  if (reason !== '' && reason !== said) console.say(reason);
  return reason;
}

/** What is not tried again: it is not there, or this person may not read it. */
function failureOf({ reason = UNREADABLE, remedy }: LogMessage): AppError {
  return new AppError('notFound', reason, remedy === undefined ? {} : { remedy });
}
