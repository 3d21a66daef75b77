// The logs of a pod, a workload or the stack, as messages for whoever reads them: the past, then what comes.
import { toAppError } from '../../shared/errors.ts';
import type { LogMessage, LogRequest } from '../../shared/model/log-line.ts';
import type { KubeClient } from '../kube/client.ts';
import { onAbort } from '../kube/on-abort.ts';
import { LiveLogs } from './live-logs.ts';
import { containersOf } from './log-container.ts';
import { LogQueue } from './log-queue.ts';
import { targetOf } from './log-target.ts';
import { watchPods } from './pod-watch.ts';
import { readPrevious } from './previous-logs.ts';

/**
 * Ends after a message whose state is `ended` or `failed`, and with an error when `signal` is aborted; until then it goes on
 * through breaks, restarts and pods that are replaced. Whoever wants the past alone stops at the first `live`. What is asked for and
 * not taken is bounded: the oldest lines are left out, and a notice says how many.
 */
export async function* followLogs(
  client: KubeClient,
  request: LogRequest,
  signal: AbortSignal,
): AsyncGenerator<LogMessage, void, undefined> {
  const ending = new AbortController();
  const unfollow = onAbort(signal, () => ending.abort(signal.reason));
  const until = ending.signal;
  const queue = new LogQueue();
  void read(client, request, queue, until).catch((error: unknown) => {
    const { message: reason, remedy } = toAppError(error);
    queue.report({ state: 'failed', reason, ...(remedy === undefined ? {} : { remedy }) }, undefined);
  });
  try {
    for (;;) {
      const message = await queue.next(until);
      yield message;
      if (message.state === 'ended' || message.state === 'failed') return;
    }
  } finally {
    unfollow();
    ending.abort();
  }
}

/** Puts what there is to tell into `queue` until `signal` is aborted. Rejects with what keeps it from beginning. */
async function read(client: KubeClient, request: LogRequest, queue: LogQueue, signal: AbortSignal): Promise<void> {
  const target = await targetOf(client, request.source, signal);
  const live = new LiveLogs({ client, target, request, queue, signal });
  await new Promise<void>((resolve, reject) => {
    let isFirst = true;
    const stop = watchPods(client, target, {
      onPods: (pods) => {
        if (!isFirst) return live.take(pods);
        isFirst = false;
        const containers = pods.flatMap((pod) => containersOf(pod, request.container));
        const reading = request.previous ? readPrevious(client, containers, request, queue, signal) : live.begin(pods);
        reading.then(() => {
          if (request.previous) void stop();
        }, reject);
      },
      onProblem: (problem) => {
        if (isFirst && problem !== undefined) queue.report({ state: 'broken', reason: problem }, undefined);
        else live.noteProblem(problem);
      },
    });
    signal.addEventListener('abort', () => {
      void stop();
      resolve();
    });
  });
}
