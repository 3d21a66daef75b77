import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { Overview } from '../../shared/model/overview.ts';
import type { PrometheusClient } from '../metrics/prometheus.ts';
import { GpuSight } from './gpu-sight.ts';

const never = new AbortController().signal;

/** The stack with these services; `!` before a name: without a ready endpoint. */
const overviewOf = (...services: readonly string[]): Overview => ({
  namespace: 'lab',
  installed: true,
  services: services.map((name) => ({
    namespace: 'lab',
    name: name.replace('!', ''),
    dnsName: '',
    ports: [],
    readyEndpoints: name.startsWith('!') ? 0 : 1,
    totalEndpoints: 1,
    backends: [],
    health: { state: 'Current', reason: '', evidence: [] },
  })),
  workloads: [],
  parts: [],
  pods: [],
  at: 0,
  stale: false,
});
const WHOLE = overviewOf('prometheus', 'nvidia-gpu-exporter');

const GPU = { instance: 'blade', pci: '0000:01:00.0' };
const series = (name: string, labels: Readonly<Record<string, string>>, value: string) => ({
  metric: { __name__: name, ...GPU, ...labels },
  value: [1_795_600_000, value] as [number, string],
});
const asleep: Partial<PrometheusClient> = {
  query: async (promql) => {
    const result = promql.includes('device_info')
      ? [series('', { uuid: 'a', name: 'RTX', index: '0' }, '4')]
      : [series('odin_gpu_runtime_status', { state: 'suspended' }, '1'), series('odin_gpu_asked', {}, '0')];
    return { resultType: 'vector', result };
  },
};

let asked = 0;
let told = 0;
function sightOn(prometheus: (signal: AbortSignal) => Promise<Partial<PrometheusClient>>): GpuSight {
  return new GpuSight({
    forwards: {
      prometheus: async (signal) => {
        asked += 1;
        return (await prometheus(signal)) as PrometheusClient;
      },
    },
    onChange: () => (told += 1),
  });
}

beforeEach(() => {
  [asked, told] = [0, 0];
});
afterEach(() => {
  vi.useRealTimers();
});

test('tells what the gate told, until it is forgotten', async () => {
  const sight = sightOn(async () => asleep);
  expect(sight.current).toEqual([]);
  const states = await sight.look(WHOLE, false, never);
  expect(states).toEqual([expect.objectContaining({ id: 'a', label: 'RTX', state: 'asleep' })]);
  expect([sight.current, told]).toEqual([states, 1]);
  sight.forget();
  expect(sight.current).toEqual([]);
});

test.each([
  [overviewOf('prometheus'), false, 0],
  [overviewOf('prometheus', '!nvidia-gpu-exporter'), false, 0],
  [overviewOf('!prometheus', 'nvidia-gpu-exporter'), false, 0],
  [overviewOf('nvidia-gpu-exporter'), false, 0],
  [overviewOf('nvidia-gpu-exporter'), true, 1],
  [WHOLE, false, 1],
])('asks only where there is an exporter with a gate, and a Prometheus (%#)', async (overview, hasOther, times) => {
  await sightOn(async () => asleep).look(overview, hasOther, never);
  expect(asked).toBe(times);
});

test('a Prometheus that refuses is no failure, and what was known before is not told as what is', async () => {
  let isBroken = false;
  const sight = sightOn(async () => {
    if (isBroken) throw new AppError('unavailable', 'Prometheus is not ready.');
    return asleep;
  });
  await sight.look(WHOLE, false, never);
  isBroken = true;
  expect(await sight.look(WHOLE, false, never)).toEqual([]);
  expect([sight.current, told]).toEqual([[], 2]);
});

test('a Prometheus that does not answer is waited for two seconds, and no longer', async () => {
  vi.useFakeTimers();
  const sight = sightOn(
    (signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  );
  let isOver = false;
  const look = sight.look(WHOLE, false, never).then((states) => {
    isOver = true;
    return states;
  });
  await vi.advanceTimersByTimeAsync(1_999);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await look).toEqual([]);
});

test('tells nothing after the end of the session', async () => {
  const ended = new AbortController();
  ended.abort();
  await sightOn(async () => asleep).look(WHOLE, false, ended.signal);
  expect(told).toBe(0);
});
