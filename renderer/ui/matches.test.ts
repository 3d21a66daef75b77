import { expect, it } from 'vitest';
import { matches } from './matches.ts';

const texts = ['Grafana', 'monitoring', undefined];

it.each(['', '  ', 'GRAF', 'graf monitoring', ' monitoring  graf '])('%j finds it', (filter) => {
  expect(matches(filter, texts)).toBe(true);
});

it.each(['loki', 'graf loki', 'grafanamonitoring', '.*'])('%j does not', (filter) => {
  expect(matches(filter, texts)).toBe(false);
});
