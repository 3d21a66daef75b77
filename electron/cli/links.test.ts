import { expect, it } from 'vitest';
import { readDeepLink } from '../desktop/deep-link.ts';
import { LINKS } from './facts/links.ts';

it.each(LINKS)('%s, as the help has it, leads somewhere', (link) => {
  expect(readDeepLink(link)).toBeDefined();
});

it('the help has one of each kind', () => {
  const kinds = LINKS.map(([link]) => readDeepLink(link)?.to);
  expect([...new Set(kinds)].sort()).toEqual(['dashboard', 'expression', 'log', 'page']);
});
