// The lines that a container has written so far, or in the run before this one.
import { AppError } from '../../shared/errors.ts';
import type { KubeClient } from '../kube/client.ts';
import { isRemovedLog, podLogPath } from '../kube/pod-log.ts';
import type { LogContainer } from './log-container.ts';
import { parseLine, splitStamp, type TimedLine } from './parse-line.ts';
import type { LogQuery, Position } from './position.ts';

/** A node that does not answer must not keep the lines of the others. */
const BEGIN_MS = 8_000;
const LONGEST_MS = 60_000;

/** What is read of one container at most, whatever it writes. */
const MOST_CHARACTERS = 8_000_000;

/**
 * In their order; the newest, where they are too much to be kept. `position` is then behind the last.
 *
 * Throws what the client does, and `AppError` `notFound` where the kubelet has removed the log.
 */
export async function readPast(
  client: KubeClient,
  container: LogContainer,
  query: LogQuery,
  position: Position,
  signal: AbortSignal,
): Promise<readonly TimedLine[]> {
  const lines: TimedLine[] = [];
  let characters = 0;
  const answer = client.lines({
    path: podLogPath(container.namespace, container.pod),
    query: { container: container.container, timestamps: true, ...query },
    timeoutMs: BEGIN_MS,
    longestMs: LONGEST_MS,
    signal,
  });
  for await (const raw of answer) {
    if (lines.length === 0 && isRemovedLog(raw)) {
      throw new AppError('notFound', `The node does not keep the log of ${container.container} of ${container.pod}.`);
    }
    const { stamp, content } = splitStamp(raw);
    if (!position.take(stamp)) continue;
    const line = parseLine(content, stamp, container);
    lines.push(line);
    characters += line.line.text.length;
    if (characters <= MOST_CHARACTERS) continue;
    for (const { line: dropped } of lines.splice(0, Math.ceil(lines.length / 10))) characters -= dropped.text.length;
  }
  return lines;
}
