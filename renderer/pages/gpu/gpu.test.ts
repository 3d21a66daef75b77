import { describe, expect, it, test } from 'vitest';
import { UNITS } from '../../../shared/model/metric-name.ts';
import type { Series } from '../../../shared/model/metrics.ts';
import { scaleOf } from '../../chart/scale.ts';
import { timeTicks } from '../../chart/time-ticks.ts';
import { framed, highestOf, latestOf, lonelyPoints, lowestOf, namesOf, rowsOf } from './series.ts';

const GIB = 1024 ** 3;
const series = (values: (number | null)[], id = 'GPU-1', label = 'RTX'): Series => ({
  id,
  label,
  points: values.map((value, index) => [100 + 15 * index, value]),
});

test('a chart without any sample has its time all the same', () => {
  expect(framed([], 2, [10, 70])).toEqual([
    { time: 10, values: [null, null] },
    { time: 70, values: [null, null] },
  ]);
  const rows = rowsOf([series([1, null])]);
  expect(framed(rows, 1, [10, 70])).toBe(rows);
});

describe('rowsOf', () => {
  it('keeps gaps as null and never invents a value', () => {
    expect(rowsOf([series([1, null, 3])])).toEqual([
      { time: 100, values: [1] },
      { time: 115, values: [null] },
      { time: 130, values: [3] },
    ]);
  });

  it('has a band for a line that is alone, where both ends are known', () => {
    const banded: Series = {
      ...series([1, 2, 3]),
      band: [
        [0, 4],
        [null, 3],
        [2, 9],
      ],
    };
    expect(rowsOf([banded]).map(({ band }) => band)).toEqual([[0, 4], undefined, [2, 9]]);
    expect(rowsOf([banded, series([5])]).every(({ band }) => band === undefined)).toBe(true);
    expect([lowestOf([banded]), highestOf([banded])]).toEqual([0, 9]);
  });

  it('has the values of a day before beside those of the same time, by id', () => {
    const before: Series = {
      id: 'GPU-1',
      label: 'RTX',
      points: [
        [100 - 86_400, 7],
        [130 - 86_400, null],
        [145 - 86_400, 9],
      ],
    };
    expect(rowsOf([series([1, 2, 3])], [before]).map((row) => row.before)).toEqual([[7], [null], [null]]);
    expect(rowsOf([series([1], 'GPU-2')], [before])[0]?.before).toEqual([null]);
    expect(rowsOf([series([1])])[0]).not.toHaveProperty('before');
  });

  it('joins series by time, whatever times each has', () => {
    const late: Series = { id: 'b', label: 'b', points: [[115, 7]] };
    expect(rowsOf([series([1, 2]), late])).toEqual([
      { time: 100, values: [1, null] },
      { time: 115, values: [2, 7] },
    ]);
  });
});

describe('latestOf', () => {
  it('is the newest sample', () => expect(latestOf(series([1, 2, 3]), 130, 15)).toBe(3));
  it('forgives one missing step', () => expect(latestOf(series([1, 2, null]), 130, 15)).toBe(2));
  it('does not show an old value as the present one', () => {
    expect(latestOf(series([1, null, null, null]), 145, 15)).toBeNull();
    expect(latestOf(series([null]), 100, 15)).toBeNull();
    expect(latestOf(undefined, 100, 15)).toBeNull();
  });
});

describe('extremes, lonely points, names', () => {
  it('ignores gaps', () => {
    expect(highestOf([series([1, null, 3]), series([2])])).toBe(3);
    expect(lowestOf([series([5, null]), series([2])])).toBe(2);
    expect(highestOf([series([null])])).toBeNull();
  });

  it('finds samples that a line cannot show', () => {
    expect(lonelyPoints(series([1, null, 2, null, 3, 4]))).toEqual([
      { time: 100, value: 1 },
      { time: 130, value: 2 },
    ]);
  });

  it('tells equal labels apart', () => {
    expect(namesOf([series([], 'GPU-aaaa1111', 'H200'), series([], 'GPU-bbbb2222', 'H200')])).toEqual([
      'H200 · 1111',
      'H200 · 2222',
    ]);
    expect(namesOf([series([], 'GPU-aaaa1111', 'RTX')])).toEqual(['RTX']);
  });
});

describe('scaleOf', () => {
  const span = { lowest: null, highest: null, limit: null };

  it('shows ratios as percent of the whole', () => {
    const scale = scaleOf('ratio', span, 'en');
    expect([scale.ticks.map(scale.format), scale.unit]).toEqual([['0', '50', '100'], '%']);
  });

  it('ends memory at the hardware’s size', () => {
    const scale = scaleOf('bytes', { ...span, highest: 9.8 * GIB, limit: 15.99 * GIB }, 'en');
    expect([scale.ticks.map(scale.format), scale.unit]).toEqual([['0', '8', '16'], 'GiB']);
    expect(scale.format(9.84 * GIB)).toBe('9.8');
    expect(scale.format(0.5 * GIB)).toBe('0.5');
  });

  it('ends power at a round number above the limit, and above what was measured', () => {
    expect(scaleOf('watts', { ...span, limit: 175 }).ticks).toEqual([0, 90, 180]);
    expect(scaleOf('watts', { ...span, highest: 200, limit: 175 }).ticks).toEqual([0, 100, 200]);
    expect(scaleOf('watts', { ...span, limit: 450 }).ticks).toEqual([0, 230, 460]);
  });

  it('gives temperatures a span in which a change is seen, and widens it when left', () => {
    expect(scaleOf('celsius', { ...span, lowest: 41, highest: 78 }).ticks).toEqual([30, 60, 90]);
    expect(scaleOf('celsius', { ...span, lowest: 41, highest: 97 }).ticks).toEqual([30, 70, 110]);
    expect(scaleOf('celsius', { ...span, lowest: 17, highest: 60 }).ticks).toEqual([10, 50, 90]);
  });

  it('writes clocks in GHz and traffic in bytes a second, and has room for a fan above its rated speed', () => {
    const clock = scaleOf('hertz', { ...span, highest: 2.235e9 }, 'en');
    expect([clock.ticks.map(clock.format), clock.unit, clock.format(1.845e9)]).toEqual([
      ['0', '1.2', '2.4'],
      'GHz',
      '1.85',
    ]);
    const traffic = scaleOf('bytesPerSecond', { ...span, highest: 3 * GIB }, 'en');
    expect([traffic.ticks.map(traffic.format), traffic.unit]).toEqual([['0', '1.5', '3'], 'GiB/s']);
    expect(scaleOf('bytesPerSecond', { ...span, highest: 12 }, 'en').unit).toBe('MiB/s');
    expect(scaleOf('ratio', { ...span, highest: 1.3 }, 'en').ticks).toEqual([0, 1, 2]);
  });

  it('has an axis without any sample', () => {
    for (const unit of UNITS) {
      const { ticks } = scaleOf(unit, span);
      expect(ticks[0]).toBeLessThan(ticks[2]);
    }
  });
});

describe('timeTicks', () => {
  const nine = Date.UTC(2026, 4, 12, 9, 3) / 1000;

  it.each([
    [900, 3],
    [3_600, 4],
    [21_600, 6],
    [86_400, 4],
    [604_800, 7],
    [2_592_000, 4],
  ])('labels %d s at %d round times', (range, count) => {
    const ticks = timeTicks(nine - range, nine, 0);
    expect(ticks).toHaveLength(count);
    for (const tick of ticks) expect(tick % 300).toBe(0);
  });

  it('is round in the person’s own zone', () => {
    const [tick] = timeTicks(nine - 86_400, nine, 5.5 * 3600);
    expect(((tick ?? 0) + 5.5 * 3600) % 21_600).toBe(0);
  });
});
