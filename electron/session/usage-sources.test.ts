// The order in which those who may tell numbers are asked, and for how long one is left out.
import { expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { UsageSources } from './usage-sources.ts';

const never = new AbortController().signal;

function setting() {
  let now = 1_000_000;
  const sources = new UsageSources(() => now);
  const prometheus = vi.fn(async (): Promise<string> => {
    throw new AppError('notFound', 'Prometheus is not installed.');
  });
  const metricsApi = vi.fn(async () => 'by the API');
  const ways = [
    { name: 'prometheus', title: 'Prometheus', ask: prometheus },
    { name: 'metricsApi', title: 'The metrics API', ask: metricsApi },
  ] as const;
  return { sources, prometheus, metricsApi, ask: () => sources.first(ways, never), pass: (ms: number) => (now += ms) };
}

test('who could not tell is asked again after a minute, and at once when there is reason to', async () => {
  const { sources, prometheus, metricsApi, ask, pass } = setting();
  expect(await ask()).toEqual({ name: 'metricsApi', value: 'by the API' });
  pass(30_000);
  await ask();
  expect([prometheus.mock.calls.length, metricsApi.mock.calls.length]).toEqual([1, 2]);
  pass(30_000);
  await ask();
  expect(prometheus).toHaveBeenCalledTimes(2);
  sources.forget();
  prometheus.mockResolvedValue('by Prometheus');
  expect(await ask()).toEqual({ name: 'prometheus', value: 'by Prometheus' });
});

test('where nobody can tell, each says why, also while it is left out', async () => {
  const { metricsApi, ask } = setting();
  metricsApi.mockRejectedValue(new AppError('notFound', 'This cluster has no metrics API.'));
  const none = { name: 'none', reasons: ['Prometheus is not installed.', 'This cluster has no metrics API.'] };
  expect(await ask()).toEqual(none);
  expect(await ask()).toEqual(none);
});

test('a clock that was set back leaves nobody out for ever', async () => {
  const { prometheus, ask, pass } = setting();
  await ask();
  pass(-3_600_000);
  await ask();
  expect(prometheus).toHaveBeenCalledTimes(2);
});

test('who does not answer is waited for four seconds; who asks may end it before', async () => {
  vi.useFakeTimers();
  try {
    const sources = new UsageSources();
    const ask = (signal: AbortSignal) =>
      new Promise<string>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const way = { name: 'prometheus', title: 'Prometheus', ask } as const;
    const told = sources.first([way], never);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await told).toEqual({ name: 'none', reasons: ['Prometheus did not answer within 4 s.'] });
    sources.forget();
    const ended = new AbortController();
    const cancelled = expect(sources.first([way], ended.signal)).rejects.toMatchObject({ code: 'cancelled' });
    ended.abort();
    await cancelled;
    // It was not its fault.
    const again = sources.first([way], never);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await again).toMatchObject({ name: 'none' });
  } finally {
    vi.useRealTimers();
  }
});
