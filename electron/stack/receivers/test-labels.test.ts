import { expect, it } from 'vitest';
import { readReceivers } from '../settings/receivers-fragment.ts';
import { testLabels } from './test-labels.ts';

const routeOf = (route: string) =>
  readReceivers(`route: ${route}\nreceivers: [{name: mail}, {name: phone}]`).fragment.route;

it.each<[route: string, severity: 'warning' | 'critical', labels: object, isRouted: boolean]>([
  ['{receiver: mail}', 'warning', {}, false],
  ['{receiver: phone}', 'warning', {}, true],
  ['{routes: [{receiver: mail, continue: true}, {receiver: phone, continue: true}]}', 'warning', {}, true],
  ['{routes: [{receiver: phone, matchers: [severity="critical"]}]}', 'critical', {}, true],
  ['{routes: [{receiver: phone, matchers: [severity="critical"]}]}', 'warning', {}, false],
  [
    '{routes: [{receiver: phone, matchers: [namespace="lab", team=b]}]}',
    'warning',
    { namespace: 'lab', team: 'b' },
    true,
  ],
  [
    '{routes: [{match: {team: a}, routes: [{receiver: phone, match: {b: c}}]}]}',
    'warning',
    { team: 'a', b: 'c' },
    true,
  ],
  ['{routes: [{receiver: mail}, {receiver: phone}]}', 'warning', {}, false],
  ['{routes: [{receiver: phone, matchers: [namespace=~"a|b"]}]}', 'warning', {}, false],
  ['{receiver: phone, routes: [{receiver: mail, matchers: [namespace=~"a|b"]}]}', 'warning', {}, false],
])('finds the way of %s', (route, severity, labels, isRouted) => {
  expect(testLabels(routeOf(route), { name: 'phone', severity })).toEqual({
    labels: { ...labels, alertname: 'ODINTest', receiver: 'phone', severity },
    isRouted,
  });
});

it.each(['__proto__', 'constructor', 'toString'])('takes %s for a label as any other', (label) => {
  const route = routeOf(`{receiver: mail, routes: [{receiver: phone, matchers: ['${label}="x"']}]}`);
  const asked = testLabels(route, { name: 'phone', severity: 'warning' });
  expect(Object.entries(asked.labels)).toContainEqual([label, 'x']);
  expect(asked.isRouted).toBe(true);
  // Another route takes all others, and this one alone asks for it.
  const before = routeOf(`{receiver: mail, routes: [{receiver: mail, matchers: ['${label}="x"']}, {receiver: phone}]}`);
  expect(testLabels(before, { name: 'phone', severity: 'warning' })).toMatchObject({ isRouted: true });
});

it('is not told of a label that the schema would lose', () => {
  expect(() => routeOf('{routes: [{receiver: phone, match: {__proto__: x}}]}')).toThrow('__proto__');
  expect(() => routeOf('{routes: [{receiver: phone, match_re: {__proto__: x}}]}')).toThrow('__proto__');
});
