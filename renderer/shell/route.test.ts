import { describe, expect, it } from 'vitest';
import { hrefOf, PAGES, pageOf } from './route.ts';

describe('pageOf', () => {
  it('reads back every address that it makes', () => {
    for (const page of PAGES) expect(pageOf(hrefOf(page))).toBe(page);
  });

  it.each(['', '#', '#/nowhere', '#/GPU', '#/__proto__'])('shows the first page for %j', (hash) => {
    expect(pageOf(hash)).toBe('overview');
  });
});
