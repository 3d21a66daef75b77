import { expect, test } from 'vitest';
import { unmasked } from './unmask.ts';

const live = {
  data: { token: 'c2VjcmV0', plain: 'a *** b' },
  env: [
    { name: 'A', value: 's3cret' },
    { name: 'B', value: 'x' },
  ],
};
const shown = {
  data: { token: '***', plain: 'a *** b' },
  env: [
    { name: 'A', value: '***' },
    { name: 'B', value: 'x' },
  ],
};

test('keeps what still stands as it was shown, in items that have moved too', () => {
  const edited = {
    data: shown.data,
    env: [
      { name: 'B', value: 'y' },
      { name: 'A', value: '***' },
    ],
  };
  expect(unmasked({ edited, shown, live })).toEqual({
    data: live.data,
    env: [
      { name: 'B', value: 'y' },
      { name: 'A', value: 's3cret' },
    ],
  });
});

test.each([
  [{ data: { other: '***' } }, 'data.other'],
  [{ data: { token: 'x***' } }, 'data.token'],
  [{ env: [{ name: 'C', value: '***' }] }, 'env.0.value'],
  [{ data: { token: '[masked]' } }, 'data.token'],
])('refuses a mask anywhere else: %j', (edited, field) => {
  expect(() => unmasked({ edited, shown, live })).toThrow(
    `${field} is still hidden: write its value, or leave it where it was.`,
  );
});

test('takes what is written in its place', () => {
  expect(unmasked({ edited: { data: { token: 'bmV3' } }, shown, live })).toEqual({ data: { token: 'bmV3' } });
});
