// The exporters' series of XID errors, named as on their recorded pages.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GPU_EXPORTERS } from '../../shared/model/gpu-exporters/table.ts';
import { gpuXidSchema } from '../../shared/model/gpu-xid.ts';
import type { RangeResult } from './answers.ts';
import { readGpuXids, xidPromql, xidsIn } from './gpu-xids.ts';
import type { PrometheusClient } from './prometheus.ts';

const lists = new URL('../../e2e/rules/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, lists), 'utf8');
const grid = { startSeconds: 600, endSeconds: 1_200, stepSeconds: 15 };
const never = new AbortController().signal;

type Row = readonly [labels: Record<string, string>, values: readonly (readonly [number, string])[]];
const answer = (...rows: readonly Row[]): RangeResult => ({
  resultType: 'matrix',
  result: rows.map(([metric, values]) => ({
    metric,
    values: values.map(([at, value]): [number, string] => [at, value]),
  })),
});
const moment = { name: 'm', tells: 'moment' } as const;
const lately = { name: 'c', tells: 'count' } as const;
const code = { name: 'x', tells: 'code' } as const;

it.each(GPU_EXPORTERS.map((row) => [row.component, row] as const))(
  '%s: its series are known',
  (component, { xids, idLabel }) => {
    const known = [`metric-names/${component}.txt`, `metric-names/documented/${component}.txt`].map(read).join('\n');
    for (const { name } of xids) expect(known).toMatch(new RegExp(`^${name} gauge$`, 'm'));
    expect(xids.map((series) => xidPromql(series, idLabel, grid)).join()).toMatch(/^max by \((uuid|UUID), xid\) \(/);
  },
);

describe('by the time of the newest', () => {
  it('is that time, whenever it was scraped', () => {
    const labels = { uuid: 'ef427e4f-1970-42f2-ab0c-ecf0e56a33b9', xid: '79' };
    const values = [615, 630, 645].map((at) => [at, at < 640 ? '612.73' : '641.5'] as const);
    expect(xidsIn(moment, 'uuid', answer([labels, values]), grid)).toEqual([
      { gpu: labels.uuid, xid: 79, atSeconds: 612.73 },
      { gpu: labels.uuid, xid: 79, atSeconds: 641.5 },
    ]);
  });

  it('is nothing for what came before, words for unknown and no numbers', () => {
    const values = ['NaN', '+Inf', '-Inf', '0', '599', '1e18', ''].map((value) => [630, value] as const);
    expect(xidsIn(moment, 'uuid', answer([{ uuid: 'a', xid: '79' }, values]), grid)).toEqual([]);
  });

  it.each(['', '0', '-1', '1.5', 'NaN', '9223372036854775794', '1e5', '<b>79'])('no XID is %j', (xid) => {
    expect(xidsIn(moment, 'uuid', answer([{ uuid: 'a', xid }, [[630, '620']]]), grid)).toEqual([]);
  });
});

describe('by how many there were lately', () => {
  const at = (...values: readonly (readonly [number, string])[]) =>
    xidsIn(lately, 'UUID', answer([{ UUID: 'GPU-EF6E', xid: '48' }, values]), grid);

  it('is where there begin to be some', () => {
    expect(at([615, '0'], [630, '1'], [645, '2'], [660, '0'], [900, '1'], [915, '1'])).toEqual([
      { gpu: 'ef6e', xid: 48, atSeconds: 630 },
      { gpu: 'ef6e', xid: 48, atSeconds: 900 },
    ]);
  });

  it('is not what was there before, nor a blank', () => {
    expect(at([600, '1'], [615, '1'])).toEqual([]);
    expect(at([630, '9223372036854775794'], [645, 'NaN'])).toEqual([]);
  });
});

describe('by the number of the newest', () => {
  const at = (...values: readonly (readonly [number, string])[]) =>
    xidsIn(code, 'UUID', answer([{ UUID: 'GPU-a' }, values]), grid).map(({ xid, atSeconds }) => [xid, atSeconds]);

  it('is where that becomes another', () => {
    expect(at([600, '0'], [615, '31'], [630, '31'], [645, '79'])).toEqual([
      [31, 615],
      [79, 645],
    ]);
  });

  it('is nothing at an exporter’s start, after a gap, and back to none', () => {
    expect(at([615, '31'], [630, '31'])).toEqual([]);
    expect(at([600, '0'], [900, '31'])).toEqual([]);
    expect(at([600, '31'], [615, '0'])).toEqual([]);
    expect(at([600, '0'], [615, '9223372036854775794'], [630, 'NaN'])).toEqual([]);
  });
});

describe('readGpuXids', () => {
  const asking = async (told: Readonly<Record<string, RangeResult>>) => {
    const asked: string[] = [];
    const client = {
      time: async () => ({ saidSeconds: 1_200, dateSeconds: undefined }),
      queryRange: async (promql: string) => {
        asked.push(promql);
        return Object.entries(told).find(([name]) => promql.includes(`${name}[`))?.[1] ?? answer();
      },
    } as unknown as PrometheusClient;
    return { xids: await readGpuXids(client, { rangeSeconds: 600 }, 0, never), asked };
  };

  it('takes the first that tells of a GPU, of each GPU', async () => {
    const { xids } = await asking({
      nvidia_smi_xid_last_timestamp_seconds: answer([{ uuid: 'a', xid: '79' }, [[900, '890']]]),
      DCGM_EXP_XID_ERRORS_COUNT: answer(
        [{ UUID: 'GPU-a', xid: '79' }, [[900, '1']]],
        [{ UUID: 'GPU-b', xid: '13' }, [[660, '1']]],
      ),
      DCGM_FI_DEV_XID_ERRORS: answer([
        { UUID: 'GPU-b' },
        [
          [645, '0'],
          [660, '13'],
        ],
      ]),
    });
    expect(xids.map(({ gpu, xid, atSeconds }) => [gpu, xid, atSeconds])).toEqual([
      ['b', 13, 660],
      ['a', 79, 890],
    ]);
    for (const xid of xids) expect(gpuXidSchema.parse(xid)).toEqual(xid);
  });

  it('keeps the newest of very many', async () => {
    const rows = Array.from({ length: 500 }, (_, index): Row => [{ uuid: 'a', xid: '31' }, [[615, `${601 + index}`]]]);
    const { xids } = await asking({ nvidia_smi_xid_last_timestamp_seconds: answer(...rows) });
    expect([xids.length, xids.at(-1)?.atSeconds]).toEqual([200, 1_100]);
  });

  it('takes as many as an answer can have', async () => {
    const values = Array.from({ length: 200_000 }, (_, index): [number, string] => [615, `${601 + index / 1_000}`]);
    const { xids } = await asking({
      nvidia_smi_xid_last_timestamp_seconds: answer([{ uuid: 'a', xid: '31' }, values]),
    });
    expect([xids.length, xids.at(-1)?.atSeconds]).toEqual([200, 800.999]);
  });

  it('is nothing where nothing tells', async () => {
    const { xids, asked } = await asking({});
    expect([xids, asked.length]).toEqual([[], 3]);
  });
});

it('the recorded page of the NVML build has what is asked of it', () => {
  const page = read('gpu-pages/h200-processes.metrics');
  const [, labels = '', value = ''] = page.match(/^nvidia_smi_xid_last_timestamp_seconds\{(.+)\} (\S+)$/m) ?? [];
  const metric = Object.fromEntries(
    [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', text = '']) => [name, text]),
  );
  const at = Number(value);
  const around = { startSeconds: at - 300, endSeconds: at + 300, stepSeconds: 15 };
  expect(xidsIn(moment, 'uuid', answer([metric, [[at + 5, value]]]), around)).toEqual([
    { gpu: 'ef427e4f-1970-42f2-ab0c-ecf0e56a33b9', xid: 79, atSeconds: at },
  ]);
});
