import { expect, it } from 'vitest';
import { type LogPlace, logAddress, logPlaceIn } from './log-address.ts';
import { addressOf, openedIn, withoutObject } from './object-address.ts';

const GRAFANA = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'monitoring', name: 'grafana' };
const of = { source: { of: 'object', object: GRAFANA } } as const;

it.each<[LogPlace, string]>([
  [{ source: { of: 'stack' } }, '#/logs?of=stack'],
  [of, '#/logs?of=Deployment/monitoring/grafana'],
  [
    { ...of, container: 'grafana', previous: true },
    '#/logs?of=Deployment/monitoring/grafana&container=grafana&previous=',
  ],
  [{ ...of, last: '6h' }, '#/logs?of=Deployment/monitoring/grafana&last=6h'],
  [{ ...of, at: 1_764_551_400_000 }, '#/logs?of=Deployment/monitoring/grafana&at=2025-12-01T01:10:00.000Z'],
])('%j has its address, and is read back from it', (place, address) => {
  expect(logAddress(place)).toBe(address);
  expect(logPlaceIn(address)).toEqual(place);
});

it.each(['#/logs', '#/logs?of=', '#/logs?of=Service/monitoring/grafana', '#/logs?of=Pod/a/..', '#/gpu?of=stack', ''])(
  '%j names no log',
  (hash) => expect(logPlaceIn(hash)).toBeUndefined(),
);

it('what else an address says is left out where it is nothing that a log has', () => {
  expect(logPlaceIn('#/logs?of=stack&last=toString&at=yesterday&container=')).toEqual({ source: { of: 'stack' } });
});

it('a log on the page and one in the drawer keep out of each other’s way', () => {
  const page = logAddress({ ...of, container: 'grafana' });
  const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'loki-0' };
  const both = addressOf(page, { object: pod, tab: 'logs', container: 'loki', previous: true });
  expect(logPlaceIn(both)).toEqual({ ...of, container: 'grafana' });
  expect(openedIn(both)).toEqual({ object: pod, tab: 'logs', container: 'loki', previous: true });
  expect(withoutObject(both)).toBe(page);
  expect(openedIn(addressOf(page, { object: pod }))).toEqual({ object: pod });
});
