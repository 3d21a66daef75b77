import { afterEach, expect, test } from 'vitest';
import { CHARTED_METRIC_NAMES, type MetricName } from '../../shared/model/metric-name.ts';
import { metricsRangeSchema } from '../../shared/model/metrics.ts';
import { PrometheusClient } from './prometheus.ts';
import { metricsRange } from './range.ts';
import { RECORDED_AT_SECONDS, readRecording, samplesEvery, serveRecording } from './recorded.testkit.ts';

const never = new AbortController().signal;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
});

async function ask(
  metrics: readonly MetricName[],
  change: (recording: Map<string, unknown>) => void = () => {},
  rangeSeconds = 300,
  now = RECORDED_AT_SECONDS,
) {
  const recording = readRecording();
  change(recording);
  const { server, url, asked } = await serveRecording(recording);
  const client = new PrometheusClient(url);
  undo.push(
    () => client.close(),
    () => server.close(),
  );
  const range = await metricsRange(client, { metrics: [...metrics], rangeSeconds }, now, never);
  return { range, asked, client, only: range.results[0] };
}

const nothingFound = (recording: Map<string, unknown>) => {
  for (const key of recording.keys()) {
    if (key.startsWith('query ')) recording.set(key, { resultType: 'vector', result: [] });
  }
};
const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 19);

test('answers in the contract’s shape, every series on the one grid', async () => {
  const { range } = await ask(CHARTED_METRIC_NAMES);
  expect(metricsRangeSchema.parse(range)).toEqual(range);
  expect([clock(range.startSeconds), clock(range.endSeconds), range.stepSeconds]).toEqual(['12:07:40', '12:12:40', 5]);
  for (const { series } of range.results) {
    for (const { points } of series) {
      expect(points.map(([seconds]) => seconds)).toEqual(
        Array.from({ length: 61 }, (_, index) => range.startSeconds + 5 * index),
      );
    }
  }
});

test('a stretch of the past ends where it is asked to, and now at the latest', async () => {
  const { client } = await ask(['nodeCpu']);
  const endOf = async (endSeconds: number) => {
    const input = { metrics: ['nodeCpu' as const], rangeSeconds: 300, endSeconds };
    const range = await metricsRange(client, input, RECORDED_AT_SECONDS, never);
    return [clock(range.startSeconds), clock(range.endSeconds), range.gpuStates.length];
  };
  expect(await endOf(RECORDED_AT_SECONDS - 120)).toEqual(['12:05:40', '12:10:40', 0]);
  expect(await endOf(RECORDED_AT_SECONDS + 9_000)).toEqual(['12:07:40', '12:12:40', 0]);
});

test('a minute without Prometheus is a gap, from two scrapes after the last sample to the next', async () => {
  const { only } = await ask(['gpuTemperature']);
  const points = only?.series.find(({ label }) => label === 'NVIDIA H200 #0')?.points ?? [];
  const gap = points.filter(([, value]) => value === null).map(([seconds]) => clock(seconds));
  expect([gap.at(0), gap.at(-1), gap.length]).toEqual(['12:10:20', '12:11:00', 9]);
});

test('an even load reads even up to the edges of a gap', async () => {
  const { only } = await ask(['nodeCpu']);
  const values = (only?.series[0]?.points ?? []).map(([, value]) => value).filter((value) => value !== null);
  expect(values.length).toBe(49);
  for (const value of values) expect(value).toBeCloseTo(0.25, 10);
});

test('GPUs are told by UUID whichever exporter speaks, and by number where two have one name', async () => {
  const { range, only } = await ask(['gpuMemoryUsed']);
  expect(range.gpus).toEqual([
    { uuid: '1c67088e-9ecb-4564-bb97-6151ecc2ef64', name: 'NVIDIA H200', driver: '590.48.01' },
    { uuid: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'NVIDIA RTX 5090', driver: '580.1' },
    { uuid: 'ef427e4f-1970-42f2-ab0c-ecf0e56a33b9', name: 'NVIDIA H200', driver: '590.48.01' },
  ]);
  expect(only?.series.map(({ id, label }) => [id.slice(0, 4), label])).toEqual([
    ['1c67', 'NVIDIA H200 #0'],
    ['aaaa', 'NVIDIA RTX 5090'],
    ['ef42', 'NVIDIA H200 #1'],
  ]);
  expect(only?.series[1]?.points.at(-1)?.[1]).toBe(1000 * 2 ** 20);
});

test('a GPU that lacks a metric has no line; a metric that all lack is "not exported", never zero', async () => {
  const { range } = await ask(['gpuUtilization', 'gpuPower']);
  expect(range.results.map(({ state, series }) => [state, series.map(({ id }) => id.slice(0, 4))])).toEqual([
    ['ok', ['1c67', 'aaaa']],
    ['notExported', []],
  ]);
});

test('without an exporter there is no data, and the usual query is told', async () => {
  const { only } = await ask(['gpuPower'], nothingFound);
  expect(only).toEqual({
    metric: 'gpuPower',
    unit: 'watts',
    state: 'noData',
    query: 'max by (uuid) (last_over_time(nvidia_smi_power_draw_watts[30s])) >= 0 <= 10000',
    series: [],
  });
});

test('an exporter that was only just started is not yet said to lack a metric', async () => {
  const { only } = await ask(['gpuPower'], (recording) => {
    nothingFound(recording);
    const metric = { uuid: 'a', name: 'GPU', job: 'gpu' };
    recording.set('query nvidia_smi_gpu_info', { resultType: 'vector', result: [{ metric, value: [0, '3'] }] });
  });
  expect(only?.state).toBe('noData');
});

test('a slower scrape widens the windows; a longer range averages over its steps', async () => {
  const slow = (recording: Map<string, unknown>) => recording.set('samples node_uname_info', samplesEvery(30));
  const { only: fine } = await ask(['nodeMemoryTotal'], slow);
  expect(fine?.query).toBe('max by (instance) (last_over_time(node_memory_MemTotal_bytes[60s]))');
  const { only: rate } = await ask(['nodeCpu'], slow);
  expect(rate?.query).toContain('[90s]');
  const { only: coarse, asked } = await ask(['nodeMemoryTotal'], slow, 86_400);
  expect(coarse?.query).toBe('max by (instance) (avg_over_time(node_memory_MemTotal_bytes[240s]))');
  expect(asked.at(-1)).toContain('step=240');
});

test('a long range tells the extremes of what each point is the average of', async () => {
  const { only, asked } = await ask(['gpuTemperature'], () => {}, 86_400);
  const queries = asked.map((url) => /query=(.*?)&start/.exec(url)?.[1] ?? '').filter((query) => query !== '');
  const functions = queries.flatMap(
    (query) => /(avg|min|max)_over_time\(nvidia_smi_temperature_gpu\[240s/.exec(query)?.[1] ?? [],
  );
  expect(functions.sort()).toEqual(['avg', 'max', 'min']);
  for (const { points, band } of only?.series ?? []) expect(band).toHaveLength(points.length);
  expect(only?.query).toContain('avg_over_time');
  const { only: fine } = await ask(['gpuTemperature']);
  expect(fine?.series[0]).not.toHaveProperty('band');
});

test('where nobody answers with raw samples, the interval is told by their count', async () => {
  const { only } = await ask(['nodeMemoryTotal'], (recording) => {
    const metric = { instance: 'a', nodename: 'a', job: 'node' };
    const counted = { resultType: 'vector', result: [{ metric, value: [0, '5'] }] };
    for (const key of ['query', 'samples']) recording.set(`${key} node_uname_info`, counted);
  });
  expect(only?.query).toContain('[120s]');
});

test('asks only what the metrics need, no targets at all, and raw samples once a minute', async () => {
  const { asked, client } = await ask(['nodeCpu']);
  expect(asked.filter((one) => /nvidia|DCGM/.test(one))).toEqual([]);
  await metricsRange(client, { metrics: ['nodeCpu'], rangeSeconds: 300 }, RECORDED_AT_SECONDS + 5, never);
  expect(asked.filter((one) => one.includes('/targets'))).toEqual([]);
  expect(asked.filter((one) => one.includes('query=node_uname_info['))).toHaveLength(1);
});

test.each([-86_400, -600, -61, 600, 43_200])(
  'a clock that is %i s ahead of this machine’s is told, and the chart shows its time',
  async (ahead) => {
    const { range, only } = await ask(['gpuTemperature'], undefined, 300, RECORDED_AT_SECONDS - ahead);
    expect(range.clockAheadSeconds).toBe(ahead);
    expect(clock(range.endSeconds)).toBe('12:12:40');
    expect(only?.state).toBe('ok');
  },
);

test.each([
  ['a second', { resultType: 'scalar', result: [0, `${RECORDED_AT_SECONDS + 1}`] }],
  [
    'less than anybody would see',
    { resultType: 'vector', result: [{ metric: {}, value: [0, `${RECORDED_AT_SECONDS - 20}`] }] },
  ],
  ['nothing', { resultType: 'vector', result: [] }],
  ['no number', { resultType: 'scalar', result: [0, 'NaN'] }],
])('a clock that says %s is taken for this machine’s', async (_what, said) => {
  const { range } = await ask(['nodeCpu'], (recording) => recording.set('time', said));
  expect([range.clockAheadSeconds, clock(range.endSeconds)]).toEqual([0, '12:12:40']);
});

test('native histograms are said to be there, not to be nothing', async () => {
  const { only } = await ask(['gpuTemperature'], (recording) => {
    const histograms = [[RECORDED_AT_SECONDS, { count: '10', sum: '3', buckets: [] }]];
    for (const name of ['nvidia_smi_temperature_gpu', 'DCGM_FI_DEV_GPU_TEMP']) {
      const result = [{ metric: { uuid: 'a', UUID: 'a' }, histograms }];
      recording.set(`query_range ${name}`, { resultType: 'matrix', result });
    }
  });
  expect(only).toMatchObject({ state: 'histogram', series: [] });
});

test('what Prometheus says beside the samples is told once, and no more than a few of it', async () => {
  const recording = readRecording();
  const { server, url } = await serveRecording(recording, {
    warnings: ['partial answer', 'partial\u001b[2J answer '],
    infos: Array.from({ length: 20 }, (_, index) => `info ${index}`),
  });
  const client = new PrometheusClient(url);
  undo.push(
    () => client.close(),
    () => server.close(),
  );
  const input = { metrics: [...CHARTED_METRIC_NAMES], rangeSeconds: 300 };
  const { remarks } = await metricsRange(client, input, RECORDED_AT_SECONDS, never);
  expect(remarks).toEqual(['partial answer', 'partial[2J answer ', 'info 0', 'info 1', 'info 2']);
});
