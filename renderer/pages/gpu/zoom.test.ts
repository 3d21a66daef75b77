import { describe, expect, it } from 'vitest';
import { fitting, moved, scaled, timeAt, zoomAddress, zoomIn } from './zoom.ts';

const NOW = 1_800_000_000;
const HOUR = { from: NOW - 7_200, to: NOW - 3_600 };

describe('the address', () => {
  it('keeps a stretch, beside an object that is opened', () => {
    const address = zoomAddress('#/gpu', HOUR);
    expect(address).toBe(`#/gpu?from=${HOUR.from}&to=${HOUR.to}`);
    expect(zoomIn(address)).toEqual(HOUR);
    expect(zoomAddress(address, undefined)).toBe('#/gpu');
    const opened = zoomAddress('#/gpu?open=Pod/monitoring/grafana-0', HOUR);
    expect(opened).toBe(`#/gpu?open=Pod/monitoring/grafana-0&from=${HOUR.from}&to=${HOUR.to}`);
    expect(zoomAddress(opened, undefined)).toBe('#/gpu?open=Pod/monitoring/grafana-0');
  });

  it.each([
    '',
    '#/gpu',
    '#/gpu?from=1&to=2',
    '#/gpu?from=1000',
    '#/gpu?from=2000&to=1000',
    '#/gpu?from=NaN&to=Infinity',
    '#/gpu?from=-100&to=1000',
    '#/gpu?from=1e3&to=1e4',
    '#/gpu?from=0&to=99999999999999999999',
    '#/gpu?from=0&to=9999999999',
  ])('%j zooms to nothing', (hash) => {
    expect(zoomIn(hash)).toBeUndefined();
  });
});

describe('moving and scaling', () => {
  it('moves by half, and not into the future', () => {
    expect(moved(HOUR, -1, NOW)).toEqual({ from: HOUR.from - 1_800, to: HOUR.to - 1_800 });
    expect(moved(HOUR, 1, NOW)).toEqual({ from: HOUR.from + 1_800, to: HOUR.to + 1_800 });
    expect(moved({ from: NOW - 3_600, to: NOW }, 1, NOW)).toEqual({ from: NOW - 3_600, to: NOW });
  });

  it('scales around the middle, and ends now at the latest', () => {
    expect(scaled(HOUR, 0.5, NOW)).toEqual({ from: HOUR.from + 900, to: HOUR.to - 900 });
    expect(scaled(HOUR, 2, NOW)).toEqual({ from: HOUR.from - 1_800, to: HOUR.to + 1_800 });
    expect(scaled({ from: NOW - 3_600, to: NOW }, 2, NOW)).toEqual({ from: NOW - 7_200, to: NOW });
  });

  it('is never shorter than a minute, nor longer than what can be asked for', () => {
    expect(fitting({ from: NOW - 1_000, to: NOW - 999 }, NOW)).toMatchObject({ from: NOW - 1_030 });
    const longest = fitting({ from: NOW - 9e6, to: NOW }, NOW);
    expect(longest.to - longest.from).toBe(2_592_000);
    expect(zoomIn(zoomAddress('#/gpu', longest))).toEqual(longest);
  });
});

it('finds the time at a place of the plot', () => {
  const plot = { left: 34, width: 200 };
  expect(timeAt(134, plot, HOUR)).toBe(HOUR.from + 1_800);
  expect([timeAt(-5, plot, HOUR), timeAt(900, plot, HOUR)]).toEqual([HOUR.from, HOUR.to]);
  expect(timeAt(10, { left: 34, width: 0 }, HOUR)).toBe(HOUR.from);
});
