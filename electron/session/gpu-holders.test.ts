// The reasons why nobody is told who held the memory of GPUs.
import { expect, test } from 'vitest';
import { readHolders } from './gpu-holders.ts';

type Forwards = Parameters<typeof readHolders>[0];
type Settings = Parameters<typeof readHolders>[1];

const never = new AbortController().signal;
const NOW = 1_795_600_000;
const device = { instance: 'blade', pci: '0000:01:00.0', uuid: 'a', name: 'RTX', index: '0' };
const RULES = ['gpu_left_alone', 'gpu_process_memory'];

/** A Prometheus with a gate or without, and with these recorded series. */
function prometheusWith(hasGate: boolean, recorded: readonly string[]): Forwards {
  const client = {
    query: async (promql: string) => ({
      resultType: 'vector',
      result: hasGate && promql.includes('device_info') ? [{ metric: device, value: [0, '1'] }] : [],
    }),
    queryRange: async (promql: string, { endSeconds }: { endSeconds: number }) => {
      const isThere = recorded.some((name) => promql.includes(name)) && !promql.includes('pod=""');
      const metric = { uuid: 'a', namespace: 'ml', pod: 'train-0' };
      return { resultType: 'matrix', result: isThere ? [{ metric, values: [[endSeconds, '1']] }] : [] };
    },
    time: async () => ({ saidSeconds: NOW, dateSeconds: undefined }),
  };
  return { prometheus: async () => client } as unknown as Forwards;
}

const settingsWith = (gpu: object | undefined) =>
  ({ read: async () => (gpu === undefined ? undefined : { settings: { gpu } }) }) as unknown as Settings;
const ON = { processes: true };

test.each([
  ['a gate, its rules and the setting', true, RULES, ON, 'known'],
  ['the setting, and nobody at work', true, RULES.slice(0, 1), ON, 'known'],
  ['a setting that cannot be the reason', true, RULES, undefined, 'known'],
  ['no setting', true, RULES.slice(0, 1), { processes: false }, 'off'],
  ['neither setting nor rules', true, [], undefined, 'off'],
  ['no rules', true, [], ON, 'unrecorded'],
  ['no gate', false, RULES, ON, 'untold'],
])('with %s it is told', async (_what, hasGate, recorded, gpu, state) => {
  const told = await readHolders(prometheusWith(hasGate, recorded), settingsWith(gpu), { rangeSeconds: 900 }, never);
  expect(told.state).toBe(state);
});

test('where the settings cannot be read, it is not said that they are off', async () => {
  const settings = { read: () => Promise.reject(new Error('forbidden')) };
  const told = (recorded: readonly string[]) =>
    readHolders(prometheusWith(true, recorded), settings, { rangeSeconds: 900 }, never);
  expect((await told(RULES)).state).toBe('known');
  expect((await told(RULES.slice(0, 1))).state).toBe('untold');
});
