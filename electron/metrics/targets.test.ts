import { expect, test } from 'vitest';
import { targetsSchema } from './answers.ts';
import { readRecording } from './recorded.testkit.ts';
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
