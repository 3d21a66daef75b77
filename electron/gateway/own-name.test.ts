import { expect, test } from 'vitest';
import { isFormerName, ownName, type Resolver } from './own-name.ts';

const LABEL = /^grafana-[0-9a-f]{20}\.localhost$/;
const nobodyKnows: Resolver = () => Promise.reject(new Error('ENOTFOUND'));

test.each([
  ['linux', nobodyKnows, LABEL],
  ['win32', nobodyKnows, LABEL],
  ['darwin', async () => undefined, LABEL],
  ['darwin', nobodyKnows, /^127\.0\.0\.1$/],
] as const)('on %s the name is one that browsers lead here', async (platform, resolve, name) => {
  expect(await ownName('grafana', platform, resolve)).toMatch(name);
});

test('a name of another time is known, and no other', async () => {
  const name = await ownName('grafana', 'linux');
  expect(name).not.toBe(await ownName('grafana', 'linux'));
  expect(isFormerName(name, 'grafana')).toBe(true);
  for (const other of [
    `x${name}`,
    `${name}.evil.example`,
    'grafana-.localhost',
    name.replace('grafana', 'prometheus'),
  ]) {
    expect(isFormerName(other, 'grafana'), other).toBe(false);
  }
});
