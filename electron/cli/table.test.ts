import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hostileText } from '../../shared/hostile-text.testkit.ts';
import { formatTable, layOut, type Table } from './table.ts';
import { plain, toned } from './tone.ts';
import { widthOf } from './width.ts';

const REASON =
  'The image docker.io/grafana/grafana:13.0.0 cannot be pulled: the registry does not answer, so it waits.';
const table: Table = {
  heading: ['WORKLOAD', 'NODE', 'HEALTH', 'REASON'],
  rows: [
    ['Deployment/grafana', 'blade', toned('bad', 'Failed'), REASON],
    ['DaemonSet/nvidia-gpu-exporter-for-every-node-of-the-laboratory', 'blade', toned('ok', 'Healthy'), ''],
  ],
  wideOnly: ['NODE'],
};

it('aligns columns by their longest cell and leaves no trailing spaces', () => {
  const rows = [
    ['prometheus', '3d'],
    ['a', ''],
  ];
  expect(formatTable({ heading: ['NAME', 'AGE'], rows })).toEqual(['NAME         AGE', 'prometheus   3d', 'a']);
});

it('takes more rows than a call takes arguments', () => {
  const rows = Array.from({ length: 200_000 }, () => ['a', 'b']);
  const lines = formatTable({ heading: ['one', 'two'], rows });
  expect([lines.length, lines.at(-1)]).toEqual([200_001, 'a     b']);
});

it.each([[80], [120], [undefined]])('fits %s columns: names are cut, reasons wrapped below themselves', (columns) => {
  expect(layOut([table], { columns }).map(plain)).toMatchSnapshot();
});

it('has every column, and all of each cell, when it is to be wide', () => {
  const lines = layOut([table], { columns: 80, isWide: true }).map(plain);
  expect(lines[0]).toMatch(/WORKLOAD +NODE +HEALTH +REASON/);
  expect(lines[1]).toContain(REASON);
  expect(lines).toHaveLength(3);
});

it('keeps the tone of a cell, of each line of it', () => {
  const rows = [['a', toned('warn', 'one two three four five six seven eight nine ten')]];
  const lines = formatTable({ heading: ['A', 'B'], rows }, { columns: 32 });
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines.slice(1)) expect((line as readonly unknown[]).at(-1)).toMatchObject({ tone: 'warn' });
});

it('is never wider than a terminal that has room for columns, whatever stands in it', () => {
  const cell = fc.oneof(hostileText, fc.constant('日本語'.repeat(30)));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }),
      fc.integer({ min: 50, max: 200 }),
      (rows, columns) => {
        for (const line of formatTable({ heading: ['ONE', 'TWO', 'THREE'], rows }, { columns }))
          expect(widthOf(plain(line))).toBeLessThanOrEqual(columns);
      },
    ),
  );
});

it('loses no letter of what it wraps', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z日本 ]{0,300}$/), fc.integer({ min: 20, max: 100 }), (text, columns) => {
      const lines = formatTable({ heading: ['A', 'B'], rows: [['x', text]] }, { columns });
      const shown = lines.slice(1).map(plain).join('').slice(1);
      expect(shown.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});
