// The holders of GPUs' memory, in answers as Prometheus gives them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RangeResult } from './answers.ts';
import { holderQueries, holdersIn, readGpuHolders } from './gpu-holders.ts';
import type { PrometheusClient } from './prometheus.ts';

const GRID = { startSeconds: 600, endSeconds: 645, stepSeconds: 15 };

type Told = readonly [labels: Readonly<Record<string, string>>, values: readonly (string | number | null)[]];

function range(...told: readonly Told[]): RangeResult {
  const result = told.map(([metric, values]) => ({
    metric,
    values: values.flatMap((value, index): [number, string][] =>
      value === null ? [] : [[600 + index * 15, String(value)]],
    ),
    histograms: undefined,
  }));
  return { resultType: 'matrix', result };
}

const A = { uuid: 'GPU-A' };
const B = { uuid: 'b' };
const none = range();
const amounts = (holders: ReturnType<typeof holdersIn>) =>
  Object.fromEntries(
    holders.map(({ name, namespace, points }) => [`${namespace ?? ''}/${name}`, points.map((it) => it[1])]),
  );

test('what was held is the average of the evaluations at which its GPU was asked; where none was is a gap', () => {
  const answers = {
    asked: range([A, [2, 2, 0, 1]]),
    pods: range([{ uuid: 'a', namespace: 'ml', pod: 'train-0' }, [200, 100, null, 50]]),
    processes: range([{ uuid: 'A', process: 'Xorg' }, [20, null, null, null]]),
  };
  expect(amounts(holdersIn(answers, GRID))).toEqual({ 'ml/train-0': [100, 50, null, 50], '/Xorg': [10, 0, null, 0] });
});

test('what one holds on several GPUs is one amount, whichever of them sleeps', () => {
  const answers = {
    asked: range([A, [1, 1, 0, 0]], [B, [2, 0, 2, 0]]),
    pods: range(
      [{ ...A, namespace: 'ml', pod: 'train-0' }, [10, 10, null, null]],
      [{ ...B, namespace: 'ml', pod: 'train-0' }, [8, null, 8, null]],
      [{ ...B, namespace: 'chat', pod: 'train-0' }, [2, null, 2, null]],
    ),
    processes: none,
  };
  expect(amounts(holdersIn(answers, GRID))).toEqual({
    'ml/train-0': [14, 10, 4, null],
    'chat/train-0': [1, 0, 1, null],
  });
});

test('what is no amount, is of no GPU that was asked, or of another time, counts for nothing', () => {
  const answers = {
    asked: range([A, ['1', 'NaN', '1', '1']]),
    pods: none,
    processes: range(
      [{ ...A, process: 'x' }, ['-5', '3', '+Inf', '7', '9', '9']],
      [{ uuid: 'nobody', process: 'y' }, [1, 1, 1, 1]],
    ),
  };
  expect(amounts(holdersIn(answers, GRID))).toEqual({ '/x': [0, null, 0, 7], '/y': [0, null, 0, 0] });
});

test('whatever names a cluster has, they are bounded and act on nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const answers = {
        asked: range([A, [1]]),
        pods: none,
        processes: range([{ ...A, process: name.repeat(9) }, [1]]),
      };
      const [holder] = holdersIn(answers, GRID);
      expect(holder?.name.length).toBeLessThanOrEqual(254 * 10);
      expect(holder?.name).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
    }),
  );
});

test('Prometheus is asked for all that happened in a step, and without a rule nothing is recorded', async () => {
  const asked: string[] = [];
  const client = {
    time: async () => ({ saidSeconds: 86_400 * 30, dateSeconds: undefined }),
    query: async (promql: string) => {
      const isDevices = promql.includes('odin_gpu_device_info');
      return {
        resultType: 'vector',
        result: isDevices
          ? [{ metric: { ...A, pci: '1', instance: 'n', name: 'R', index: '0' }, value: [0, '1'] }]
          : [],
      };
    },
    queryRange: async (promql: string) => {
      asked.push(promql);
      return none;
    },
  } as unknown as PrometheusClient;
  const never = new AbortController().signal;
  const told = await readGpuHolders(client, { rangeSeconds: 86_400 * 7 }, 0, never);
  expect(told).toMatchObject({ isRecorded: false, holders: [], stepSeconds: 1_680 });
  expect(asked).toEqual(Object.values(holderQueries(1_680)));
});
