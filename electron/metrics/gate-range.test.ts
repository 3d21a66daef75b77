// Charts of GPUs behind a gate, on the recording of a Prometheus whose gate is played.
import { afterEach, expect, test } from 'vitest';
import { type MetricsRange, metricsRangeSchema } from '../../shared/model/metrics.ts';
import { gateKeyOf } from './gate.ts';
import { readGpuStates } from './gpu-states.ts';
import { PrometheusClient } from './prometheus.ts';
import { metricsRange } from './range.ts';
import { RECORDED_AT_SECONDS, readRecording, samplesEvery, serveRecording } from './recorded.testkit.ts';

const never = new AbortController().signal;
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0)) await one();
});

const AWAKE = { instance: 'rack', pci: '0000:01:00.0' };
const ASLEEP = { instance: 'rack', pci: '0000:41:00.0' };
const AWAKE_ID = '1c67088e-9ecb-4564-bb97-6151ecc2ef64';
const ASLEEP_ID = 'ef427e4f-1970-42f2-ab0c-ecf0e56a33b9';
const DEVICES = [
  { ...AWAKE, uuid: AWAKE_ID, name: 'NVIDIA H200', index: '0' },
  { ...ASLEEP, uuid: ASLEEP_ID, name: 'NVIDIA H200', index: '1' },
];
type Metric = Readonly<Record<string, string>>;
const vector = (...series: readonly (readonly [Metric, string])[]) => ({
  resultType: 'vector',
  result: series.map(([metric, value]) => ({ metric, value: [RECORDED_AT_SECONDS, value] })),
});
const GRID = { start: RECORDED_AT_SECONDS - 303, points: 61 };
const flat = (metric: Metric, value: string) => ({
  metric,
  values: Array.from({ length: GRID.points }, (_, index) => [GRID.start + 5 * index, value]),
});
const named = (name: string, labels: Metric) => ({ __name__: `odin_gpu_${name}`, ...labels });

/** Two H200, of which the second has slept all along: its exporter told nothing of it. */
function withGate(recording: Map<string, unknown>): void {
  const withoutSleeper = (key: string) => {
    const data = recording.get(key) as { result: { metric: Metric }[] };
    recording.set(key, { ...data, result: data.result.filter(({ metric }) => metric.uuid !== ASLEEP_ID) });
  };
  for (const key of recording.keys()) if (key.includes('nvidia_smi') && !key.startsWith('samples')) withoutSleeper(key);
  recording.set('query odin_gpu_device_info', vector(...DEVICES.map((device) => [device, '20'] as const)));
  recording.set(
    'query odin_gpu_runtime_status',
    vector(
      [named('runtime_status', { ...AWAKE, state: 'active' }), '1'],
      [named('asked', AWAKE), '1'],
      [named('runtime_status', { ...ASLEEP, state: 'suspended' }), '1'],
      [named('asked', ASLEEP), '0'],
      [named('state_since_timestamp_seconds', ASLEEP), '1795000000'],
    ),
  );
  recording.set('samples odin_gpu_asked', samplesEvery(15, AWAKE));
  const asked = { resultType: 'matrix', result: [flat(AWAKE, '1'), flat(ASLEEP, '0')] };
  recording.set('query_range odin_gpu_asked', asked);
  recording.set('query_range odin_gpu_runtime_status', { resultType: 'matrix', result: [flat(ASLEEP, '1')] });
}

async function played(change: (recording: Map<string, unknown>) => void = () => {}) {
  const recording = readRecording();
  withGate(recording);
  change(recording);
  const { server, url, asked } = await serveRecording(recording);
  const client = new PrometheusClient(url);
  undo.push(
    () => client.close(),
    () => server.close(),
  );
  const range = (): Promise<MetricsRange> =>
    metricsRange(client, { metrics: ['gpuTemperature', 'nodeCpu'], rangeSeconds: 300 }, RECORDED_AT_SECONDS, never);
  return { client, asked, range };
}

test('a GPU that slept all along is listed by name, with an empty line and its sleep', async () => {
  const { range, asked } = await played();
  const told = await range();
  expect(metricsRangeSchema.parse(told)).toEqual(told);
  expect(told.gpus.find(({ uuid }) => uuid === ASLEEP_ID)).toEqual({ uuid: ASLEEP_ID, name: 'NVIDIA H200' });
  expect(told.sleep).toEqual([{ id: ASLEEP_ID, state: 'asleep', from: told.startSeconds, to: told.endSeconds }]);
  expect(told.gpuStates.map(({ label, state, sinceSeconds }) => [label, state, sinceSeconds])).toEqual([
    ['NVIDIA H200 #0', 'awake', undefined],
    ['NVIDIA H200 #1', 'asleep', 1_795_000_000],
  ]);
  const [temperature, cpu] = told.results;
  const sleeping = temperature?.series.find(({ id }) => id === ASLEEP_ID);
  expect(sleeping?.label).toBe('NVIDIA H200 #1');
  expect(new Set(sleeping?.points.map(([, value]) => value))).toEqual(new Set([null]));
  expect(temperature?.series.find(({ id }) => id === AWAKE_ID)?.points.at(-1)?.[1]).toBeTypeOf('number');
  // What is no GPU has no sleep.
  expect(cpu?.series.map(({ label }) => label)).not.toContain('NVIDIA H200 #1');
  // The window of the lines: two scrapes, so that what is shaded is what has no line.
  expect(asked.filter((one) => one.includes('odin_gpu_asked[30s]'))).toHaveLength(1);
});

test('a GPU that was asked all along by an exporter that told nothing has no samples, as ever', async () => {
  const { range } = await played((recording) => {
    for (const key of recording.keys()) {
      if (/nvidia_smi|DCGM/.test(key))
        recording.set(key, { resultType: key.startsWith('query ') ? 'vector' : 'matrix', result: [] });
    }
    const asked = { resultType: 'matrix', result: [flat(AWAKE, '1'), flat(ASLEEP, '1')] };
    recording.set('query_range odin_gpu_asked', asked);
  });
  const { gpus, sleep, results } = await range();
  expect([gpus.length, sleep]).toEqual([2, []]);
  expect(results[0]).toMatchObject({ state: 'noData', series: [] });
});

test('GPUs of the same name and number are told by their nodes', async () => {
  const { range } = await played((recording) => {
    const [first, second] = DEVICES;
    const moved = { ...second, instance: 'desk', index: '0' };
    recording.set('query odin_gpu_device_info', vector([first ?? {}, '20'], [moved, '20']));
    const elsewhere = { ...ASLEEP, instance: 'desk' };
    recording.set('query_range odin_gpu_asked', {
      resultType: 'matrix',
      result: [flat(AWAKE, '1'), flat(elsewhere, '0')],
    });
  });
  expect((await range()).results[0]?.series.map(({ label }) => label)).toEqual([
    'NVIDIA H200 #0 on rack',
    'NVIDIA RTX 5090',
    'NVIDIA H200 #0 on desk',
  ]);
});

test('with every GPU asleep a quantity is not missing: it has a line without samples', async () => {
  const { range } = await played((recording) => {
    for (const key of recording.keys()) {
      if (/nvidia_smi|DCGM/.test(key))
        recording.set(key, { resultType: key.startsWith('query ') ? 'vector' : 'matrix', result: [] });
    }
    const asked = { resultType: 'matrix', result: [flat(AWAKE, '0'), flat(ASLEEP, '0')] };
    recording.set('query_range odin_gpu_asked', asked);
  });
  const [temperature] = (await range()).results;
  expect(temperature).toMatchObject({ state: 'ok', series: [{ id: AWAKE_ID }, { id: ASLEEP_ID }] });
});

test('the name of a GPU that fell asleep before its gate began is looked for further back', async () => {
  const { range, asked, client } = await played((recording) => {
    const nameless = { ...ASLEEP, uuid: '', name: '', index: '' };
    recording.set('query odin_gpu_device_info', vector([nameless, '20']));
  });
  expect((await range()).gpus.at(-1)?.name).toBe('GPU 0000:41:00.0');
  expect(asked.filter((one) => one.includes('odin_gpu_device_info[604800s]'))).toHaveLength(1);
  expect((await readGpuStates(client, never)).map(({ id, state }) => [id, state])).toEqual([
    [gateKeyOf(ASLEEP), 'asleep'],
  ]);
});

test('where there is no gate, nobody asks for its states', async () => {
  const { range, asked } = await played((recording) => recording.set('query odin_gpu_device_info', vector()));
  expect(await range()).toMatchObject({ gpuStates: [], sleep: [] });
  expect(asked.filter((one) => one.includes('odin_gpu'))).toHaveLength(1);
});

test('a GPU that is asked at every tenth scrape is not drawn as if it was asked at each', async () => {
  const { range } = await played((recording) => recording.set('samples nvidia_smi_gpu_info', samplesEvery(150)));
  expect((await range()).results[0]?.query).toContain('nvidia_smi_temperature_gpu[30s]');
});
