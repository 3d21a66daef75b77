import { expect, test } from 'vitest';
import { canonicalQuantity, quantityValue } from './quantity.ts';

// Each pair was given to an API server and read back.
test.each([
  ['0', '0'],
  ['1000m', '1'],
  ['0.5', '500m'],
  ['1500m', '1500m'],
  ['100m', '100m'],
  ['1024Mi', '1Gi'],
  ['1024Ki', '1Mi'],
  ['1536Mi', '1536Mi'],
  ['0.5Gi', '512Mi'],
  ['1000', '1k'],
  ['5000m', '5'],
  ['1e3', '1e3'],
  ['100e-3', '100e-3'],
  ['1.0001Mi', '1048680858m'],
  ['12345678901234567890', '12345678901234567890'],
  ['128974848', '128974848'],
])('%s is written %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
  expect(quantityValue(canonical)).toBeCloseTo(quantityValue(text), 2);
});
