// The log of a span of time: what is kept of it, and what the kubelets have of its end, each line once and in order of time.
import { toAppError } from '../../shared/errors.ts';
import { EMPTY_DAYS, type ReadPage } from '../../shared/log-pages.ts';
import type { LogLine, LogMessage } from '../../shared/model/log-line.ts';
import { firstLines, freshOf, linesForward, newestLines } from './kept-pages.ts';

/** What was written so lately may not have been taken in yet: the kubelets are asked for it too. */
const RECENT_MS = 120_000;

/** Clocks of nodes differ. */
const AHEAD_MS = 60_000;

const CUT_END = 'Loki has more of the last minutes than is held at once: of the rest, what the nodes have is shown.';
const CUT_BEGIN = 'These lines are too long to be held at once: fewer than were asked for are shown.';
const GIVEN_UP = `Loki has no line of ${EMPTY_DAYS} days in a row: what is further back was not looked for; name it with --to.`;

/** Moments in ms since the epoch. */
export interface LogSpan {
  readonly from: number;
  /** Left out itself. Default: what is written now, and goes on. */
  readonly until?: number | undefined;
  /** The newest lines alone. */
  readonly tail?: number | undefined;
}

/** Who is asked. */
export interface SpanSources {
  /** What is kept. */
  readonly read: ReadPage;
  /** What the kubelets have that is no older, and what comes; see `followLogs`. */
  readonly follow: (sinceSeconds: number) => AsyncIterable<LogMessage>;
  readonly now: number;
}

/**
 * Messages as `followLogs` gives them, but with as many lines as come at once; ends with `ended` where the span has. Where nothing kept can
 * be read, the kubelets' part of what reaches to now stands alone, and a notice says why; else throws what `read` does.
 */
export async function* logOfSpan(sources: SpanSources, span: LogSpan): AsyncGenerator<LogMessage, void, undefined> {
  const { read, follow, now } = sources;
  const end = Math.min(span.until ?? Number.POSITIVE_INFINITY, now + AHEAD_MS);
  const isOver = span.until !== undefined && span.until <= now - RECENT_MS;
  const recent = isOver ? end : Math.max(span.from, now - RECENT_MS);
  let hasTold = false;
  let since = recent;
  let kept: readonly LogLine[] = [];
  try {
    if (span.tail === undefined) {
      for await (const lines of linesForward(read, span.from, recent)) {
        hasTold = true;
        yield messageOf(lines);
      }
      const held = await firstLines(read, recent, end);
      kept = held.lines;
      if (held.isCut) yield noticeOf(now, CUT_END);
    } else {
      const held = await newestLines(read, span.from, end, span.tail);
      kept = held.lines;
      if (held.isCut) yield noticeOf(now, CUT_BEGIN);
      if (held.isGivenUp) yield noticeOf(now, GIVEN_UP);
    }
  } catch (error) {
    if (hasTold || isOver) throw error;
    yield noticeOf(now, `${toAppError(error).message} What the nodes have of it is shown.`);
    since = span.from;
  }
  if (isOver) return yield { ...messageOf(kept), state: 'ended' };
  const sinceSeconds = Math.max(1, Math.ceil((now - since) / 1000));
  yield* joined(kept, follow(sinceSeconds), span, hasTold);
}

/** The past of `followed` among `kept`; what comes later as it comes. */
async function* joined(
  kept: readonly LogLine[],
  followed: AsyncIterable<LogMessage>,
  { from, until = Number.POSITIVE_INFINITY, tail }: LogSpan,
  hasTold: boolean,
): AsyncGenerator<LogMessage, void, undefined> {
  const past: LogLine[] = [];
  const notices: LogMessage['notices'] = [];
  let isPast = true;
  for await (const message of followed) {
    const inside = message.lines.filter(({ at }) => at === undefined || (at >= from && at < until));
    if (!isPast) {
      yield { ...message, lines: inside };
      continue;
    }
    for (const line of inside) past.push(line);
    notices.push(...message.notices);
    if (message.state === 'reading') continue;
    isPast = false;
    const all = inOrder([...kept, ...freshOf(kept, past)]);
    const told = { ...message, notices, lines: tail === undefined ? all : tail === 0 ? [] : all.slice(-tail) };
    // A pod that is gone has no log of its own any more, and there is what was kept of it.
    yield message.state === 'failed' && (hasTold || told.lines.length > 0) ? { ...told, state: 'ended' } : told;
  }
}

/** A line without a time stays behind the one before it. */
function inOrder(lines: readonly LogLine[]): LogLine[] {
  let at = 0;
  const timed = lines.map((line) => {
    at = line.at ?? at;
    return { at, line };
  });
  return timed.sort((left, right) => left.at - right.at).map(({ line }) => line);
}

function noticeOf(at: number, sentence: string): LogMessage {
  return { ...messageOf([]), notices: [{ at, sentence }] };
}

function messageOf(lines: readonly LogLine[]): LogMessage {
  return { lines: [...lines], notices: [], state: 'reading' };
}
