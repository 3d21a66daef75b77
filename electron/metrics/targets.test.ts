import { expect, test } from 'vitest';
import { targetsSchema } from './answers.ts';
import { readRecording } from './recorded.testkit.ts';
import { scrapeIntervalSeconds } from './scrape-interval.ts';
import { summarizeTargets } from './targets.testkit.ts';

const { activeTargets } = targetsSchema.parse(readRecording().get('targets'));

test('counts what is up and quotes what is wrong', () => {
  expect(summarizeTargets(activeTargets)).toEqual({
    up: 1,
    total: 2,
    sentence: '1 of 2 targets are up',
    problems: [
      'gone at http://127.0.0.1:1/metrics: Get "http://127.0.0.1:1/metrics": dial tcp 127.0.0.1:1: connect: connection refused',
    ],
  });
  expect(summarizeTargets([]).sentence).toBe('Prometheus has no targets');
});

test('the scrape interval is that of the jobs, else of the slowest target, else the usual one', () => {
  const of = (job: string, scrapeInterval: string) => ({ ...activeTargets[0], labels: { job }, scrapeInterval });
  const targets = targetsSchema.parse({ activeTargets: [of('gpu', '5s'), of('slow', '1m30s'), of('odd', 'soon')] });
  expect(scrapeIntervalSeconds(targets.activeTargets, new Set(['gpu']))).toBe(5);
  expect(scrapeIntervalSeconds(targets.activeTargets, new Set(['removed']))).toBe(90);
  expect(scrapeIntervalSeconds(targets.activeTargets, new Set(['odd']))).toBe(15);
  expect(scrapeIntervalSeconds([], new Set(['gpu']))).toBe(15);
});
