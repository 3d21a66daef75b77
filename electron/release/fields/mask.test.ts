import { expect, it } from 'vitest';
import { maskPair } from './mask.ts';

it('hides values and shows that one changed', () => {
  const masked = maskPair('Secret', {
    before: { metadata: { labels: { a: 'b' } }, data: { same: 'cw==', old: 'b2xk', gone: 'Zw==' } },
    after: { metadata: { labels: { a: 'b' } }, data: { same: 'cw==', old: 'bmV3' }, stringData: { plain: 'text' } },
  });
  expect(masked).toEqual({
    before: { metadata: { labels: { a: 'b' } }, data: { same: '***', old: '*** (before)', gone: '***' } },
    after: {
      metadata: { labels: { a: 'b' } },
      data: { same: '***', old: '*** (after)' },
      stringData: { plain: '***' },
    },
  });
});

it.each(['hush', ['hush'], 1, true])('hides what is no map of values: %j', (data) => {
  const masked = maskPair('Secret', { before: undefined, after: { data, stringData: data, type: 'Opaque' } });
  expect(masked.after).toEqual({ data: '***', stringData: '***', type: 'Opaque' });
});

it('leaves other kinds as they are', () => {
  const pair = { before: { data: { a: '1' } }, after: undefined };
  expect(maskPair('ConfigMap', pair)).toBe(pair);
});
