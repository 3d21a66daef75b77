// The sources of the lines of `odin logs`: the kubelets, and where the stack keeps logs what is further back or gone.
import type { ReadPage } from '../../shared/log-pages.ts';
import type { LogMessage, LogRequest, LogSource } from '../../shared/model/log-line.ts';
import type { LogPage, LogPastRequest } from '../../shared/model/log-past.ts';
import { logOfSpan } from '../logs/log-of-span.ts';
import { type AskedSpan, LONGEST_MS, MOST_TAIL } from './log-span.ts';

/** What of a session it needs. */
export interface LogSession {
  logs(request: LogRequest, signal: AbortSignal): AsyncIterable<LogMessage>;
  readonly logPast: {
    isKept(signal: AbortSignal): Promise<boolean>;
    page(request: LogPastRequest, signal: AbortSignal): Promise<LogPage>;
  };
}

/** Whose log, of when. */
export interface AskedLog {
  readonly source: LogSource;
  readonly container?: string | undefined;
  readonly previous: boolean;
  readonly span: AskedSpan;
  /** Whether the stack keeps logs. */
  readonly isKept: boolean;
  /** In ms since the epoch. */
  readonly now: number;
}

/** Messages as `followLogs` gives them. Throws what Loki does, where it alone can answer. */
export async function* messagesOf(
  session: LogSession,
  asked: AskedLog,
  signal: AbortSignal,
): AsyncGenerator<LogMessage> {
  const { source, container, previous, span, now } = asked;
  const named = { source, ...(container === undefined ? {} : { container }) };
  const begin = span.isNamed ? Math.max(1, Math.ceil((now - span.from) / 1000)) : undefined;
  const follow = (sinceSeconds = begin) =>
    session.logs(
      { ...named, previous, tail: span.tail ?? MOST_TAIL, ...(sinceSeconds === undefined ? {} : { sinceSeconds }) },
      signal,
    );
  const read: ReadPage = (range) => session.logPast.page({ ...named, ...range }, signal);
  if (asked.isKept && !previous && span.isNamed) return yield* logOfSpan({ read, follow, now }, span);
  for await (const message of follow()) {
    if (message.state !== 'failed' || !asked.isKept || previous) {
      yield within(message, span.until);
      continue;
    }
    // The kubelets know nothing of what is gone.
    const failed = async function* () {
      yield message;
    };
    return yield* logOfSpan({ read, follow: failed, now }, { from: now - LONGEST_MS, tail: span.tail });
  }
}

function within(message: LogMessage, until: number | undefined): LogMessage {
  if (until === undefined) return message;
  return { ...message, lines: message.lines.filter(({ at }) => at === undefined || at < until) };
}
