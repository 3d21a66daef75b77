// Quantities as Kubernetes' own tests have them, and what is none.
import { expect, test } from 'vitest';
import { quantityValue } from './quantity.ts';

// https://github.com/kubernetes/apimachinery/blob/master/pkg/api/resource/quantity_test.go
test.each([
  ['0', 0],
  ['250m', 0.25],
  ['1500u', 0.0015],
  ['12345678n', 0.012345678],
  ['1', 1],
  ['.5', 0.5],
  ['1.', 1],
  ['-2k', -2000],
  ['1Ki', 1024],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['2E', 2e18],
  ['2e3', 2000],
  ['2E3', 2000],
  ['1e-3', 0.001],
  [2, 2],
])('%s is %s', (quantity, value) => {
  expect(quantityValue(quantity)).toBeCloseTo(value, 12);
});

test.each([
  '',
  'x',
  '1 Gi',
  '1gi',
  '1ki',
  '0x10',
  'Infinity',
  '1e999',
  '1mm',
  '９',
  'NaN',
  `${'1'.repeat(100)}`,
  null,
  {},
  Number.NaN,
])('%s is none', (quantity) => expect(quantityValue(quantity)).toBeNaN());
