import { expect, it } from 'vitest';
import { addressOf, type Opened, openedIn, withoutObject } from './object-address.ts';

const POD = { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'grafana-0' };

it.each<[Opened, string]>([
  [{ object: POD }, '#/overview?open=Pod/monitoring/grafana-0'],
  [
    { object: POD, tab: 'logs', container: 'grafana', previous: true },
    '#/overview?open=Pod/monitoring/grafana-0&tab=logs&container=grafana&previous=',
  ],
  [{ object: POD, isRestartAsked: true }, '#/overview?open=Pod/monitoring/grafana-0&ask=restart'],
  [{ object: { apiVersion: 'v1', kind: 'Node', name: 'razer' } }, '#/overview?open=Node//razer'],
])('%j is opened by its address, and read back from it', (opened, address) => {
  expect(addressOf('#/overview', opened)).toBe(address);
  expect(openedIn(address)).toEqual(opened);
  expect(withoutObject(address)).toBe('#/overview');
});

it.each(['', '#/overview', '#/overview?open=', '#/overview?open=Pod', '#/overview?open=Pod/a/<b>', '#/?ask=restart'])(
  '%j opens nothing',
  (hash) => {
    expect(openedIn(hash)).toBeUndefined();
  },
);
