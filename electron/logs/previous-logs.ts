// The logs of the runs before these: read once, for they do not go on.
import { toAppError } from '../../shared/errors.ts';
import type { LogRequest } from '../../shared/model/log-line.ts';
import type { KubeClient } from '../kube/client.ts';
import type { LogContainer } from './log-container.ts';
import type { LogQueue } from './log-queue.ts';
import { mergeByTime } from './merge.ts';
import { Position } from './position.ts';
import { readPast } from './read-past.ts';

/** Puts all lines and the end into `queue`. What cannot be read is a notice, and `failed` where nothing can. */
export async function readPrevious(
  client: KubeClient,
  containers: readonly LogContainer[],
  { tail, sinceSeconds }: LogRequest,
  queue: LogQueue,
  signal: AbortSignal,
): Promise<void> {
  const wanted = containers.filter(({ hasPrevious }) => hasPrevious);
  const failures: string[] = [];
  const lists = await Promise.all(
    wanted.map((container) =>
      // Of what is down the kubelet keeps the last run alone, as the current one.
      readPast(
        client,
        container,
        { previous: !container.isDown, tailLines: tail, sinceSeconds },
        new Position(),
        signal,
      ).catch((error: unknown) => {
        failures.push(toAppError(error).message);
        return [];
      }),
    ),
  );
  signal.throwIfAborted();
  queue.past(mergeByTime(lists, tail));
  const [lastExit] = wanted
    .flatMap((one) => one.lastExit ?? [])
    .sort(({ at: left = 0 }, { at: right = 0 }) => right - left);
  const [failure] = failures;
  if (wanted.length === 0) queue.report({ state: 'ended', reason: 'Nothing of it has run before.' }, lastExit);
  else if (failure !== undefined && failures.length === wanted.length) {
    queue.report({ state: 'failed', reason: failure }, lastExit);
  } else {
    for (const sentence of failures) queue.notice(sentence);
    queue.report({ state: 'ended' }, lastExit);
  }
}
