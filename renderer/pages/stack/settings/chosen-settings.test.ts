import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, stackSettingsSchema } from '../../../../shared/model/stack-settings.ts';
import { chosenIn, draftOf, isUnderstood } from './chosen-settings.ts';

const exporter = { name: 'jobs', image: 'example.org/jobs:1', port: 9000 };

it('is the version alone where nothing was chosen', () => {
  expect(chosenIn(DEFAULT_SETTINGS)).toEqual({ version: 1 });
  expect(draftOf(undefined)).toEqual(DEFAULT_SETTINGS);
});

it.each([
  ['a leaf deep inside', { prometheus: { retention: { time: '30d' } } }],
  ['what is off', { components: { alertmanager: false } }],
  ['a number', { gpu: { devicePlugin: { timeSlicingReplicas: 4 } } }],
  ['what is empty and has a default', { ingress: { hosts: { prometheus: '' } } }],
  ['what has no default', { extraManifests: '/home/freya/manifests', loki: { storage: { storageClassName: 'fast' } } }],
  ['a map without a default', { prometheus: { existing: { namespace: 'prom', service: 'server' } } }],
  ['a list', { exporters: [exporter, { ...exporter, name: 'other', interval: '5s', env: { LEVEL: 'debug' } }] }],
])('is what was chosen: %s', (_what, some) => {
  const supplied = { version: 1, ...some };
  expect(chosenIn(stackSettingsSchema.parse(supplied))).toEqual(supplied);
  expect(chosenIn(draftOf(supplied))).toEqual(supplied);
});

it('leaves out what was chosen as it is by default', () => {
  const supplied = { version: 1, alerts: { rules: true }, exporters: [{ ...exporter, path: '/metrics', env: {} }] };
  expect(chosenIn(draftOf(supplied))).toEqual({ version: 1, exporters: [exporter] });
});

it('keeps what this version takes no longer, so that it can be mended', () => {
  const supplied = { version: 1, prometheus: { retention: { size: '10GB' } } };
  const { prometheus } = DEFAULT_SETTINGS;
  const retention = { ...prometheus.retention, size: '10GB' };
  expect(draftOf(supplied)).toEqual({ ...DEFAULT_SETTINGS, prometheus: { ...prometheus, retention } });
  expect(isUnderstood(supplied)).toBe(true);
});

it.each([
  [undefined, true],
  [{ version: 1 }, true],
  [{ version: 99 }, false],
  [{ version: 1, prometheus: { shards: 2 } }, false],
])('%j can be shown by a form of this version: %j', (supplied, expected) => {
  expect(isUnderstood(supplied)).toBe(expected);
});
