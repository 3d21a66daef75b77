import { expect, test } from 'vitest';
import { settingAddress, settingIn, withoutSetting } from './setting-address.ts';

test.each(['prometheus.retention.time', 'network'])('the address of %s leads to it', (key) => {
  expect(settingIn(settingAddress(key))).toBe(key);
  expect(settingIn(withoutSetting(settingAddress(key)))).toBeUndefined();
});

test.each([
  '',
  '#/stack',
  '#/stack/settings?setting=',
  '#/gpu?setting=gpu.sleep',
  `#/stack?setting=${'a'.repeat(101)}`,
])('%j leads to none', (hash) => expect(settingIn(hash)).toBeUndefined());

test('what else an address has stays once its setting was followed', () => {
  const hash = '#/stack/settings?setting=gpu.sleep&open=Pod/monitoring/grafana-0';
  expect(withoutSetting(hash)).toBe('#/stack/settings?open=Pod/monitoring/grafana-0');
});
