import { expect, test } from 'vitest';
import type { ToldTime } from '../metrics/prometheus.ts';
import { readProcesses } from './gpu-processes.ts';

type Forwards = Parameters<typeof readProcesses>[0];
type Settings = Parameters<typeof readProcesses>[1];

const never = new AbortController().signal;
const process = { instance: 'blade', uuid: 'a', pid: '7', process: 'ollama', pod_uid: '', container_id: '' };
const device = { instance: 'blade', pci: '0000:01:00.0', uuid: 'a', name: 'RTX', index: '0' };

/** A Prometheus with these series, by the name that a query holds. */
function prometheusWith(series: Readonly<Record<string, Readonly<Record<string, string>>>>): Forwards {
  const vector = async (promql: string) => {
    const metric = Object.entries(series).find(([name]) => promql.includes(name))?.[1];
    return { resultType: 'vector', result: metric === undefined ? [] : [{ metric, value: [0, '1'] }] };
  };
  const client = {
    query: vector,
    queryRange: async () => ({ resultType: 'matrix', result: [] }),
    time: async (): Promise<ToldTime> => ({ saidSeconds: 1_795_600_000, dateSeconds: undefined }),
  };
  return { prometheus: async () => client } as unknown as Forwards;
}

const settingsWith = (gpu: object | undefined) =>
  ({ read: async () => (gpu === undefined ? undefined : { settings: { gpu } }) }) as unknown as Settings;

test.each([
  ['processes and their setting', { device_info: device, odin_gpu_process: process }, { processes: true }, 'known'],
  ['a setting, and nobody at work', { device_info: device }, { processes: true }, 'known'],
  ['processes that others tell', { device_info: device, odin_gpu_process: process }, undefined, 'known'],
  ['no setting', { device_info: device }, { processes: false }, 'off'],
  ['settings of a stack that knows none', { device_info: device }, {}, 'off'],
  ['no revision', { device_info: device }, undefined, 'off'],
  ['no gate', { odin_gpu_process: process }, { processes: true }, 'untold'],
])('with %s it is told', async (_what, series, gpu, state) => {
  expect((await readProcesses(prometheusWith(series), settingsWith(gpu), never)).state).toBe(state);
});

test('the processes are those of the gate', async () => {
  const forwards = prometheusWith({ device_info: device, odin_gpu_process: process });
  expect(await readProcesses(forwards, settingsWith({ processes: true }), never)).toEqual({
    state: 'known',
    processes: [{ gpu: 'a', gpuLabel: 'RTX', node: 'blade', pid: '7', process: 'ollama', memoryBytes: 1 }],
  });
});

test.each([
  ['processes are told all the same', { device_info: device, odin_gpu_process: process }, 'known'],
  ['it is not said that they are off', { device_info: device }, 'untold'],
])('where the settings cannot be read, %s', async (_what, series, state) => {
  const settings = { read: () => Promise.reject(new Error('forbidden')) };
  expect((await readProcesses(prometheusWith(series), settings, never)).state).toBe(state);
});
