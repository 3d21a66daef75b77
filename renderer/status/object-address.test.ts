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

it.each([
  'pod/monitoring/grafana-0',
  'po/monitoring/grafana-0',
  'Pods/monitoring/grafana-0',
  'Pod.v1./monitoring/grafana-0',
])('%j names the pod as well', (name) => {
  expect(openedIn(`#/overview?open=${name}`)?.object).toEqual(POD);
});

it.each([
  ['deploy/monitoring/grafana', 'apps/v1', 'Deployment'],
  ['svc/monitoring/grafana', 'v1', 'Service'],
  ['sts/monitoring/grafana', 'apps/v1', 'StatefulSet'],
  ['netpol/monitoring/grafana', 'networking.k8s.io/v1', 'NetworkPolicy'],
])('%j is kubectl’s short form', (name, apiVersion, kind) => {
  const object = { apiVersion, kind, namespace: 'monitoring', name: 'grafana' };
  expect(openedIn(`#/overview?open=${name}`)).toMatchObject({ object });
  // The address that it leads to has the kind's own name.
  expect(addressOf('#/overview', { object })).toContain(`open=${kind}/monitoring/grafana`);
});

it.each([
  'Pod/monitoring/..',
  'pod/../grafana',
  'pod/./grafana',
  'X.v1.../monitoring/x',
  `pod/monitoring/${'a'.repeat(5_000)}`,
  'toString/monitoring/x',
  '__proto__/monitoring/x',
])('%.60j names nothing', (name) => {
  expect(openedIn(`#/overview?open=${name}`)).toBeUndefined();
});

it.each(['', '#/overview', '#/overview?open=', '#/overview?open=Pod', '#/overview?open=Pod/a/<b>', '#/?ask=restart'])(
  '%j opens nothing',
  (hash) => {
    expect(openedIn(hash)).toBeUndefined();
  },
);

it('leaves what else an address has', () => {
  const zoomed = '#/gpu?from=1000&to=2000';
  const opened = addressOf(zoomed, { object: POD, tab: 'logs' });
  expect(opened).toBe('#/gpu?from=1000&to=2000&open=Pod/monitoring/grafana-0&tab=logs');
  expect(openedIn(opened)?.object).toEqual(POD);
  expect(withoutObject(opened)).toBe(zoomed);
  expect(addressOf(opened, { object: POD })).toBe('#/gpu?from=1000&to=2000&open=Pod/monitoring/grafana-0');
});
