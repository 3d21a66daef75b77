import { expect, it } from 'vitest';
import { rootsOf } from './trusted-roots.ts';

it('adds the system’s authorities to Node’s own, each once', () => {
  const getCACertificates = (type: 'default' | 'system') => (type === 'default' ? ['a', 'b'] : ['b', 'company']);
  expect(rootsOf({ getCACertificates })).toEqual(['a', 'b', 'company']);
});

it('leaves an older Node its own', () => {
  expect(rootsOf({})).toBeUndefined();
});

it('goes on without a store that cannot be read', () => {
  const getCACertificates = (type: 'default' | 'system') => {
    if (type === 'system') throw new Error('keychain');
    return ['a'];
  };
  expect(rootsOf({ getCACertificates })).toEqual(['a']);
});
