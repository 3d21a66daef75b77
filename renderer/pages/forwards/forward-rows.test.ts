import { expect, test } from 'vitest';
import type { KeptForward } from '../../../shared/model/kept-forward.ts';
import { forwardRows } from './forward-rows.ts';
import { portIn } from './port-in.ts';

const kept: KeptForward = {
  id: 'Service/shop/web:80',
  object: { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'web' },
  port: 80,
  localPort: 8080,
  isHttp: true,
  state: 'ready',
  since: 5,
  reconnects: 2,
};

test('a browser is offered where there is a page, and an address to open it at', () => {
  const { localPort: _, ...starting } = kept;
  const rows = forwardRows([kept, { ...kept, isHttp: false }, starting], [], 'monitoring');
  expect(rows.map(({ address, visit }) => [address, visit])).toEqual([
    ['127.0.0.1:8080', { id: kept.id }],
    ['127.0.0.1:8080', undefined],
    [undefined, undefined],
  ]);
});

test('the stack’s own stand below, by the doors that they have', () => {
  const url = 'http://grafana-k7mq2x9d.localhost:3000';
  const rows = forwardRows(
    [kept],
    [
      { target: 'grafana', state: 'recovering', url, reason: 'It has no ready pod.' },
      { target: 'prometheus', state: 'stopped' },
    ],
    'monitoring',
  );
  expect(rows.map(({ id }) => id)).toEqual([kept.id, 'grafana']);
  expect(rows[1]).toMatchObject({
    object: { kind: 'Service', namespace: 'monitoring', name: 'grafana' },
    port: undefined,
    address: 'grafana-k7mq2x9d.localhost:3000',
    visit: { target: 'grafana' },
    state: 'broken',
    reason: 'It has no ready pod.',
  });
});

test('a port is a whole number that a socket takes', () => {
  expect(['1', ' 8080 ', '65535'].map(portIn)).toEqual([1, 8080, 65_535]);
  expect(['', '0', '65536', '80a', '-1', '8.5', '1e3', '123456'].map(portIn)).toEqual(Array(8).fill(undefined));
});

test('Grafana’s address is of use to nobody who copies it, Prometheus’ is', () => {
  const own = (target: 'grafana' | 'prometheus') => ({ target, state: 'ready' as const, url: 'http://127.0.0.1:3000' });
  const rows = forwardRows([], [own('grafana'), own('prometheus')], 'monitoring');
  expect(rows.map(({ isOfUse }) => isOfUse)).toEqual([false, true]);
});
