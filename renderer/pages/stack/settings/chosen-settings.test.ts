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

it('starts from the defaults where what is recorded is of another version', () => {
  expect(draftOf({ version: 99 })).toEqual(DEFAULT_SETTINGS);
  expect([undefined, { version: 1 }, { version: 99 }].map(isUnderstood)).toEqual([true, true, false]);
});
