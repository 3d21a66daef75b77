import { expect, it } from 'vitest';
import { addressWith, askedIn } from './explore-address.ts';

it('an expression and a range come back as they were', () => {
  const expression = 'sum by (job) (rate(http_requests_total{path=~"/a|b&c#?", zone="ü"}[5m]))\n  + 1';
  const address = addressWith('#/explore', expression, 21_600);
  expect(address.startsWith('#/explore?expr=')).toBe(true);
  expect(askedIn(address)).toEqual({ expression, range: 21_600 });
});

it('what is opened beside the page stays', () => {
  const address = addressWith('#/explore?open=Pod/monitoring/grafana-0&expr=old', 'up', 900);
  expect(new URLSearchParams(address.split('?')[1]).get('open')).toBe('Pod/monitoring/grafana-0');
  expect(askedIn(address)).toEqual({ expression: 'up', range: 900 });
});

it('what the page does not have is passed over', () => {
  for (const hash of ['', '#/explore', '#/explore?expr=%20&range=7', `#/explore?expr=${'x'.repeat(10_001)}`]) {
    expect(askedIn(hash)).toEqual({});
  }
});

it('an expression that is too long for an address does not go into it', () => {
  expect(askedIn(addressWith('#/explore?expr=old', 'é'.repeat(2_000), 3600))).toEqual({ range: 3600 });
});
