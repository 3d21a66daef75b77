import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cpuLoadAt, GPU, gpuAt } from './gpu-day.ts';

const second = fc.integer({ min: 0, max: 40 * 365 * 86_400 });

test('the GPU stays within what the real one can do', () => {
  fc.assert(
    fc.property(second, (at) => {
      const state = gpuAt(at);
      expect(state.utilization).toBeGreaterThanOrEqual(0);
      expect(state.utilization).toBeLessThanOrEqual(1);
      expect(state.powerWatts).toBeGreaterThan(0);
      expect(state.powerWatts).toBeLessThanOrEqual(GPU.powerLimitWatts);
      expect(state.memoryUsedBytes).toBeLessThan(GPU.memoryTotalBytes);
      expect(state.temperatureCelsius).toBeGreaterThan(30);
      expect(state.temperatureCelsius).toBeLessThan(90);
      expect(state.smClockHz).toBeGreaterThan(2e8);
      expect(cpuLoadAt(at)).toBeGreaterThan(0);
      expect(cpuLoadAt(at)).toBeLessThan(1);
    }),
  );
});

test('the same time has always the same values', () => {
  fc.assert(
    fc.property(second, (at) => {
      expect(gpuAt(at)).toEqual(gpuAt(at));
    }),
  );
});

test('a day has rest, work and play', () => {
  const power = (hour: number) => gpuAt(hour * 3600 + 600).powerWatts;
  expect(power(4)).toBeLessThan(10);
  expect(power(10)).toBeGreaterThan(140);
  expect(power(21)).toBeGreaterThan(120);
});
