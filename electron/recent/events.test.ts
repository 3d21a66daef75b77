// Events as Kubernetes tells them, repeated, strange and hostile.
import { expect, test } from 'vitest';
import { ATTACKS } from '../../shared/hostile-text.testkit.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { recentEntrySchema } from '../../shared/model/recent.ts';
import { visible } from '../../shared/visible.ts';
import { eventEntries } from './events.ts';

const event = (fields: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'x', namespace: 'monitoring' },
  type: 'Warning',
  reason: 'BackOff',
  message: 'Back-off restarting failed container',
  involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'grafana-0' },
  lastTimestamp: '2026-11-30T14:02:00Z',
  ...fields,
});
const AT = Date.parse('2026-11-30T14:02:00Z');

test('a warning is the thing and what was said, with a door', () => {
  expect(eventEntries([event()])).toEqual([
    {
      id: 'event/Pod/monitoring/grafana-0/BackOff',
      at: AT,
      kind: 'event',
      tone: 'bad',
      sentence: 'Pod grafana-0: its container ends again and again',
      object: { apiVersion: 'v1', kind: 'Pod', namespace: 'monitoring', name: 'grafana-0' },
    },
  ]);
});

test('those that repeat are one, with the newest words', () => {
  const [entry, ...others] = eventEntries([
    event({ count: 3, message: 'old' }),
    event({ lastTimestamp: '2026-11-30T14:05:00Z', series: { count: 4 }, message: 'new' }),
    event({ lastTimestamp: '2026-11-30T14:01:00Z', message: 'older' }),
  ]);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ at: AT + 180_000, count: 8, sentence: 'Pod grafana-0: new' });
});

test.each([
  ['what is normal', { type: 'Normal', reason: 'Scheduled' }],
  ['a container that was stopped on purpose', { type: 'Normal', reason: 'Killing' }],
  ['what nobody can do anything about', { reason: 'DNSConfigForming' }],
  ['what has no time', { lastTimestamp: 'soon', metadata: { name: 'x' } }],
])('%s is left out', (_, fields) => expect(eventEntries([event(fields)])).toEqual([]));

test.each([
  [
    '(combined from similar events): rpc error: code = Unknown desc = no such image\nmore',
    'Pod grafana-0: no such image',
  ],
  ['failed for pod (8b1f6c1e-6d0a-4f5e-9a53-4090de300001)', 'Pod grafana-0: failed for pod'],
  [
    'Back-off restarting failed container main in pod grafana-0_monitoring(8b1f6c1e-6d0a-4f5e-9a53-4090de300001)',
    'Pod grafana-0: container main ends again and again',
  ],
  ['', 'Pod grafana-0: BackOff'],
])('%j in words', (message, sentence) => expect(eventEntries([event({ message })])[0]?.sentence).toBe(sentence));

test.each([
  ['Failed', 'Error: ImagePullBackOff', 'its image cannot be had'],
  ['Failed', 'Failed to pull image "x": not found', 'its image cannot be had'],
  ['Failed', 'Error: secret "login" is broken', 'secret "login" is broken'],
  ['BackOff', 'Back-off pulling image "x"', 'its image cannot be had'],
  ['FailedScheduling', '0/1 nodes are available: 1 Insufficient memory.', 'no node has enough free memory'],
  ['Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503', 'it answers with HTTP status 503'],
])('%s, %j is told like its cause', (reason, message, words) =>
  expect(eventEntries([event({ reason, message })])[0]?.sentence).toBe(`Pod grafana-0: ${words}`),
);

test.each([
  { kind: 7, name: 'a', apiVersion: 'v1' },
  { kind: 'Pod', name: '../secrets', apiVersion: 'v1' },
  { kind: 'Pod', name: '', apiVersion: 'v1' },
  { kind: 'Pod<script>', name: 'a', apiVersion: 'v1' },
  'x',
  null,
])('an object that can be none is no door: %j', (involvedObject) => {
  const [entry] = eventEntries([event({ involvedObject })]);
  expect(entry?.object).toBeUndefined();
  expect(entry?.sentence).toBe('its container ends again and again');
});

test.each([1e308, -5, Number.NaN, 'x', 0, 2.5])('a count of %s is bounded and whole', (count) => {
  const entries = eventEntries([event({ count }), event({ count })]);
  expect(entries.map((entry) => recentEntrySchema.parse(entry))).toEqual(entries);
  expect(entries[0]?.count).toBeLessThanOrEqual(1_000_000);
});

test.each(Object.values(ATTACKS))('%j stays one short line', (attack) => {
  for (const times of [1, 3_000]) {
    const [entry] = eventEntries([event({ message: attack.repeat(times), reason: attack })]);
    expect(entry?.sentence).toBe(visible(entry?.sentence ?? ''));
    expect(entry?.sentence.length).toBeLessThan(200);
  }
});
