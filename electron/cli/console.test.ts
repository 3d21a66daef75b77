// The same results on terminals of two widths, with colour and without, and in a pipe.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Plan } from '../../shared/model/plan.ts';
import { openConsole } from './console.ts';
import { planText } from './print-plan.ts';
import type { Block } from './table.ts';
import { toned } from './tone.ts';

const ref = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: 'grafana' };
const plan: Plan = {
  hash: 'h',
  verb: 'upgrade',
  release: 'odin',
  namespace: 'monitoring',
  version: '1.3.0',
  changes: [
    { ref, op: 'configured', before: 'replicas: 1\n', after: 'replicas: 2\n' },
    { ref: { ...ref, name: 'loki' }, op: 'created' },
    { ref: { ...ref, name: 'exporter' }, op: 'skipped', reason: 'no RuntimeClass nvidia' },
    { ref: { ...ref, name: 'prometheus' }, op: 'unchanged' },
  ],
  conflicts: [],
  warnings: [],
  blockers: [],
  consent: [],
  needs: [],
};
const reason =
  'The image docker.io/grafana/grafana:13.0.0 cannot be pulled: the registry does not answer, so it waits.';
const BLOCKS: readonly Block[] = [
  [toned('warn', '1 of 2 parts is healthy')],
  {
    heading: ['PART', 'HEALTH', 'REASON'],
    rows: [
      ['Grafana', toned('bad', 'Failed'), reason],
      ['\x1b[31mevil', toned('ok', '\x1b[2JHealthy'), 'line\nend'],
    ],
  },
  ...planText(plan, { diff: true }),
];

const stdout = process.stdout as { isTTY?: boolean; columns?: number };
const before = { isTTY: stdout.isTTY, columns: stdout.columns };
let printed = '';

beforeEach(() => {
  printed = '';
  for (const name of ['NO_COLOR', 'FORCE_COLOR']) vi.stubEnv(name, undefined);
  vi.stubEnv('TERM', 'xterm-256color');
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  Object.assign(stdout, before);
});

const shown = (terminal: { isTTY: boolean; columns?: number }) => {
  Object.assign(stdout, { columns: undefined, ...terminal });
  openConsole('text').result({}, BLOCKS);
  return printed.replaceAll('\x1b', '␛');
};

describe.each([80, 120])('a terminal of %i columns', (columns) => {
  it('with colour', () => expect(shown({ isTTY: true, columns })).toMatchSnapshot());

  it('without colour', () => {
    vi.stubEnv('NO_COLOR', '1');
    const text = shown({ isTTY: true, columns });
    expect(text).not.toContain('␛');
    expect(text).toMatchSnapshot();
  });
});

it('a pipe: no colour, and no end of a line', () => {
  const text = shown({ isTTY: false });
  expect(text).not.toContain('␛');
  expect(text).toContain(reason);
  expect(text).toMatchSnapshot();
});

it('nothing to change is one sentence, and how to see the rest', () => {
  const changes = plan.changes.filter(({ op }) => op === 'unchanged');
  const settled: Plan = { ...plan, changes, isNoChange: true };
  expect(planText(settled, {})).toEqual([
    'upgrade odin 1.3.0 in namespace monitoring: nothing to change, 1 unchanged (--all shows them)',
  ]);
  expect(planText(settled, { all: true })).toHaveLength(3);
});

it('moments are RFC 3339 for programs, in JSON and in YAML', () => {
  const value = { at: 1_795_435_960_123, deployedAt: 1_795_435_960_123, count: 1_795_435_960_123, at_all: 3 };
  openConsole('json').result(value, []);
  expect(JSON.parse(printed)).toEqual({
    ...value,
    at: '2026-11-23T12:12:40.123Z',
    deployedAt: '2026-11-23T12:12:40.123Z',
  });
  printed = '';
  openConsole('yaml').result(value, []);
  expect(printed).toContain('2026-11-23T12:12:40.123Z');
});

it('many results are a line of JSON each', () => {
  openConsole('json').item({ text: 'a' }, 'a');
  openConsole('json').item({ text: 'b' }, 'b');
  expect(printed).toBe('{"text":"a"}\n{"text":"b"}\n');
});
