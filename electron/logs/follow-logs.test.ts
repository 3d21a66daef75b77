import { afterEach, expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { LogMessage, LogRequest } from '../../shared/model/log-line.ts';
import { ApiError } from '../kube/api-error.ts';
import { followLogs } from './follow-logs.ts';
import { line, type OpenLog, PlayedLogs, runningPod } from './played-logs.testkit.ts';

const SECOND = 1_796_054_400;
const ending: AbortController[] = [];
afterEach(() => {
  for (const controller of ending.splice(0)) controller.abort();
});

const pod = (name: string): LogRequest => ({
  source: { of: 'object', object: { apiVersion: 'v1', kind: 'Pod', namespace: 'a', name } },
  previous: false,
  tail: 100,
});
const stack = (more: Partial<LogRequest> = {}): LogRequest => ({
  source: { of: 'stack' },
  previous: false,
  tail: 100,
  ...more,
});

/** Follows, and keeps all that is told. */
function follow(played: PlayedLogs, request: LogRequest) {
  const controller = new AbortController();
  ending.push(controller);
  const messages: LogMessage[] = [];
  const done = (async () => {
    for await (const message of followLogs(played.client, request, controller.signal)) messages.push(message);
  })();
  done.catch(() => {});
  return {
    messages,
    done,
    texts: () => messages.flatMap(({ lines }) => lines.map(({ text }) => text)),
    notices: () => messages.flatMap(({ notices }) => notices.map(({ sentence }) => sentence)),
    until: (state: LogMessage['state']) => vi.waitFor(() => expect(messages.at(-1)?.state).toBe(state), 5_000),
  };
}

async function opened(played: PlayedLogs, count: number): Promise<OpenLog> {
  await vi.waitFor(() => expect(played.opened).toHaveLength(count), 5_000);
  return played.opened[count - 1] as OpenLog;
}

test('tells the past of all pods in order of time, then that it is live, then what comes', async () => {
  const played = new PlayedLogs(runningPod('p'), runningPod('q'));
  played.past.set('p', [line(SECOND, 1, 'p1'), line(SECOND, 30, 'p2')]);
  played.past.set('q', [line(SECOND, 2, 'q1'), line(SECOND, 3, 'q2')]);
  const told = follow(played, stack());
  expect(await opened(played, 2)).toMatchObject({ query: { follow: true, sinceTime: '2026-11-30T16:00:00Z' } });
  await told.until('live');
  expect(told.messages[0]).toMatchObject({ state: 'reading' });
  expect(told.texts()).toEqual(['p1', 'q1', 'q2', 'p2']);
  const [first, second] = played.opened;
  first?.write(line(SECOND, 1, 'p1'), line(SECOND, 30, 'p2'), line(SECOND + 1, 5, 'later'));
  // It has come by then, and is held back for those that were written before it.
  await new Promise(setImmediate);
  second?.write(line(SECOND + 1, 4, 'sooner'));
  await vi.waitFor(() => expect(told.texts().slice(4)).toEqual(['sooner', 'later']));
});

test('has the newest lines over all pods, and no more than were asked for', async () => {
  const played = new PlayedLogs(runningPod('p'), runningPod('q'));
  played.past.set(
    'p',
    [1, 3, 5].map((n) => line(SECOND, n, `p${n}`)),
  );
  played.past.set(
    'q',
    [2, 4, 6].map((n) => line(SECOND, n, `q${n}`)),
  );
  const told = follow(played, stack({ tail: 3 }));
  await told.until('live');
  expect(told.texts()).toEqual(['q4', 'p5', 'q6']);
});

test('reads on after a break: no line twice, none left out, not even of the same nanosecond', async () => {
  const played = new PlayedLogs(runningPod('p'));
  played.past.set('p', [line(SECOND, 7, 'a'), line(SECOND, 7, 'b')]);
  const told = follow(played, pod('p'));
  const first = await opened(played, 1);
  first.write(line(SECOND, 7, 'a'), line(SECOND, 7, 'b'), line(SECOND, 7, 'c'), line(SECOND + 2, 1, 'd'));
  await vi.waitFor(() => expect(told.texts()).toEqual(['a', 'b', 'c', 'd']));
  first.end(new AppError('unreachable', 'The connection was lost.'));
  const second = await opened(played, 2);
  expect(second.query.sinceTime).toBe('2026-11-30T16:00:02Z');
  second.write(line(SECOND + 2, 1, 'd'), line(SECOND + 2, 1, 'e'), line(SECOND + 3, 1, 'f'));
  await vi.waitFor(() => expect(told.texts()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']));
  expect(told.messages.some(({ state, reason }) => state === 'broken' && reason === 'The connection was lost.')).toBe(
    true,
  );
  await told.until('live');
});

test('follows the pod that takes the place of another, and says so', async () => {
  const maker = (name: string) => ({
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'd', uid: 'd', controller: true }],
    name,
  });
  const played = new PlayedLogs(runningPod('d-1', maker('d-1')));
  const told = follow(played, stack());
  const first = await opened(played, 1);
  played.event('ADDED', runningPod('d-2', maker('d-2')));
  const second = await opened(played, 2);
  first.write(line(SECOND, 1, 'last words'));
  played.event('DELETED', runningPod('d-1', maker('d-1')));
  first.end();
  second.write(line(SECOND, 2, 'first words'));
  await vi.waitFor(() => expect(told.notices()).toEqual(['d-2 has come.', 'd-1 was replaced by d-2.']));
  await vi.waitFor(() => expect(told.texts()).toEqual(['last words', 'first words']));
});

test('one that has not started is told with the reason, and read once it has', async () => {
  const waiting = runningPod(
    'p',
    {},
    { containerStatuses: [{ name: 'main', restartCount: 0, state: { waiting: { reason: 'ImagePullBackOff' } } }] },
  );
  const played = new PlayedLogs(waiting);
  const told = follow(played, pod('p'));
  await told.until('broken');
  expect(told.messages.at(-1)?.reason).toBe('main of p has not started yet: ImagePullBackOff.');
  expect(played.opened).toEqual([]);
  played.event('MODIFIED', runningPod('p'));
  (await opened(played, 1)).write(line(SECOND, 1, 'hello'));
  await vi.waitFor(() => expect(told.texts()).toEqual(['hello']));
  await told.until('live');
});

test('a container that starts again is followed, and how it ended is told', async () => {
  const again = runningPod(
    'p',
    {},
    {
      containerStatuses: [
        {
          name: 'main',
          restartCount: 1,
          state: { running: {} },
          lastState: { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: '2026-11-30T16:00:05Z' } },
        },
      ],
    },
  );
  const played = new PlayedLogs(runningPod('p'));
  const told = follow(played, pod('p'));
  (await opened(played, 1)).end();
  played.event('MODIFIED', again);
  await opened(played, 2);
  await vi.waitFor(() =>
    expect(told.notices()).toEqual([
      'main of p has started again: the run before ended with exit code 137 (OOMKilled).',
    ]),
  );
  expect(told.messages.at(-1)?.lastExit).toEqual({
    pod: 'p',
    container: 'main',
    code: 137,
    reason: 'OOMKilled',
    at: (SECOND + 5) * 1000,
  });
});

test('ends with its pod', async () => {
  const played = new PlayedLogs(runningPod('p'));
  const told = follow(played, pod('p'));
  (await opened(played, 1)).end();
  played.event('DELETED', runningPod('p'));
  await told.done;
  expect(told.messages.at(-1)).toMatchObject({ state: 'ended', reason: 'p is gone from the cluster.' });
});

test('the run before is read once', async () => {
  const crashed = runningPod(
    'p',
    {},
    {
      containerStatuses: [
        {
          name: 'main',
          restartCount: 2,
          state: { waiting: { reason: 'CrashLoopBackOff' } },
          lastState: { terminated: { exitCode: 1, reason: 'Error' } },
        },
      ],
    },
  );
  const played = new PlayedLogs(crashed);
  played.past.set('p', [line(SECOND, 1, 'starting'), line(SECOND, 2, 'level=error msg="cannot open"')]);
  const told = follow(played, { ...pod('p'), previous: true });
  await told.done;
  expect(told.texts()).toEqual(['starting', 'level=error msg="cannot open"']);
  expect(told.messages.at(-1)).toMatchObject({ state: 'ended', lastExit: { code: 1, reason: 'Error' } });
  const none = follow(new PlayedLogs(runningPod('p')), { ...pod('p'), previous: true });
  await none.done;
  expect(none.messages.at(-1)).toMatchObject({ state: 'ended', reason: 'Nothing of it has run before.' });
});

test('what is not there, or makes no pods, is told once', async () => {
  const gone = follow(new PlayedLogs(), pod('p'));
  await gone.done;
  expect(gone.messages.at(-1)).toMatchObject({ state: 'failed', reason: expect.stringContaining('is not there') });
  const object = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'a', name: 'c' };
  const silent = follow(new PlayedLogs(), { ...pod('p'), source: { of: 'object', object } });
  await silent.done;
  expect(silent.messages.at(-1)?.reason).toContain('ConfigMap has no log');
});

test('a past that cannot be read is no end of it', async () => {
  const played = new PlayedLogs(runningPod('p'), runningPod('q'));
  played.past.set('p', new ApiError(500, 'the node does not answer'));
  played.past.set('q', [line(SECOND, 1, 'q1')]);
  const told = follow(played, stack());
  await opened(played, 2);
  expect(played.opened.find((one) => one.pod === 'p')?.query).toMatchObject({ follow: true, tailLines: 100 });
  await vi.waitFor(() => expect(told.texts()).toEqual(['q1']));
});

test('a page that takes nothing for a while is told how much it has missed, and never more than a bundle', async () => {
  const played = new PlayedLogs(runningPod('p'));
  const controller = new AbortController();
  ending.push(controller);
  const messages = followLogs(played.client, pod('p'), controller.signal);
  expect((await messages.next()).value).toMatchObject({ state: 'reading' });
  const [log] = await Promise.all([opened(played, 1), messages.next()]);
  log.write(...Array.from({ length: 30_000 }, (_, n) => line(SECOND + n, 0, `${n}`)));
  const after: LogMessage[] = [];
  const last = () => after.at(-1)?.lines.at(-1)?.text;
  while (last() !== '29999') after.push((await messages.next()).value as LogMessage);
  expect(Math.max(...after.map(({ lines }) => lines.length))).toBe(1_000);
  const left = after
    .flatMap(({ notices }) => notices)
    .map(({ sentence }) => Number(/^([\d,]+) lines were left out/.exec(sentence)?.[1]?.replaceAll(',', '')));
  const kept = after.flatMap(({ lines }) => lines.map(({ text }) => Number(text)));
  expect(left.reduce((sum, one) => sum + one, 0) + kept.length).toBe(30_000);
  expect(kept).toEqual([...kept].sort((a, b) => a - b));
}, 60_000);
