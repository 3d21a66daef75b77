import { expect, test } from 'vitest';
import { changedSettings } from './changed-settings.ts';

const chosen = (settings: object) => ({ version: 1, ...settings });

test('switches and values are told by their titles, from what was to what comes', () => {
  const after = chosen({ components: { logs: true }, prometheus: { scrapeInterval: '30s' } });
  expect(changedSettings(undefined, after)).toBe('Logs off → on · Prometheus scrape interval 15s → 30s');
  expect(changedSettings(after, chosen({ components: { logs: true } }))).toBe('Prometheus scrape interval 30s → 15s');
  expect(changedSettings(after, after)).toBe('');
});

test('a default that is written down is no change', () => {
  expect(changedSettings(undefined, chosen({ components: { logs: false } }))).toBe('');
});

test('what may hold a secret, and what is long, is named and not shown', () => {
  const receivers = 'receivers:\n  - name: me\n    password: hunter2\n';
  const env = { TOKEN: 'hunter2' };
  const exporters = [{ name: 'disks', image: 'example.org/disks:2', port: 9100, env }];
  const told = changedSettings(undefined, chosen({ alerts: { receivers }, exporters }));
  expect(told).toBe('Alerts receivers · Exporters');
  const login = { namespace: 'a', service: 'b', auth: 'basic', secret: 'hunter2' };
  const before = chosen({ prometheus: { existing: { ...login, secret: 'other' } } });
  const existing = changedSettings(before, chosen({ prometheus: { existing: login } }));
  expect(existing).toBe('Prometheus existing Prometheus secret');
});

test('four are told, the rest is counted', () => {
  const components = { logs: true, ingress: true, resourceQuota: true, grafana: false, alertmanager: false };
  expect(changedSettings(undefined, chosen({ components }))).toMatch(/^(?:[^·]+ · ){4}and 1 more$/);
});

test('a value that would act on the page is shown as what it is', () => {
  const after = chosen({ prometheus: { retention: { time: '15d\u202e' } } });
  expect(changedSettings(undefined, after)).not.toContain('\u202e');
});

test('a group whose first setting has its name is said once', () => {
  expect(changedSettings(undefined, chosen({ prometheus: { retention: { time: '30d' } } }))).toBe(
    'Prometheus retention 15d → 30d',
  );
});
