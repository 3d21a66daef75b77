import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Alert, SEVERITIES } from '../../shared/model/alert.ts';
import { arrange } from './arrange.ts';

const alert = (fingerprint: string, rest: Partial<Alert> = {}): Alert => ({
  fingerprint,
  name: 'A',
  severity: 'warning',
  state: 'firing',
  since: 0,
  summary: '',
  labels: {},
  ...rest,
});
const order = (...alerts: readonly Alert[]) => arrange(alerts).map(({ fingerprint }) => fingerprint);

test('what fires comes before what nobody is told of, whatever its severity', () => {
  const silenced = alert('silenced', { state: 'silenced', severity: 'critical', since: 9 });
  const inhibited = alert('inhibited', { state: 'inhibited', severity: 'critical' });
  expect(order(silenced, inhibited, alert('info', { severity: 'info' }))).toEqual(['info', 'inhibited', 'silenced']);
});

test('critical comes before warning before info, and the newest first', () => {
  const alerts = [
    alert('info', { name: 'I', severity: 'info', since: 9 }),
    alert('old', { name: 'O', since: 1 }),
    alert('new', { name: 'N', since: 2 }),
    alert('critical', { name: 'C', severity: 'critical' }),
  ];
  expect(order(...alerts)).toEqual(['critical', 'new', 'old', 'info']);
});

test('alerts of one rule stand together, where the newest of them does', () => {
  const alerts = [alert('a1', { since: 3 }), alert('b', { name: 'B', since: 2 }), alert('a2', { since: 1 })];
  expect(order(...alerts)).toEqual(['a1', 'a2', 'b']);
});

const anyAlert = fc.record({
  fingerprint: fc.constantFrom('1', '2', '3', '4', '5', '6'),
  name: fc.constantFrom('A', 'B'),
  severity: fc.constantFrom(...SEVERITIES),
  state: fc.constantFrom('firing' as const, 'silenced' as const, 'inhibited' as const),
  since: fc.nat(5),
  summary: fc.constant(''),
  labels: fc.constant({}),
});

test('each alert is there once, in an order that does not depend on the one that they came in', () => {
  const distinct = fc.uniqueArray(anyAlert, { selector: ({ fingerprint }) => fingerprint });
  fc.assert(
    fc.property(distinct, fc.nat(), (alerts, turn) => {
      const cut = alerts.length === 0 ? 0 : turn % alerts.length;
      const turned = [...alerts.slice(cut), ...alerts.slice(0, cut)];
      expect(arrange([...turned, ...turned])).toEqual(arrange(alerts));
      expect(
        arrange(alerts)
          .map(({ fingerprint }) => fingerprint)
          .sort(),
      ).toEqual(alerts.map(({ fingerprint }) => fingerprint).sort());
    }),
  );
});
