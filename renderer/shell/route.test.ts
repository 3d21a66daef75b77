import { describe, expect, it } from 'vitest';
import { PAGES } from './pages.ts';
import { hrefOf, pageOf, placeOf } from './route.ts';

describe('pageOf', () => {
  it('reads back every address that it makes', () => {
    for (const page of PAGES) expect(pageOf(hrefOf(page.name))).toBe(page);
  });

  it.each(['', '#', '#/nowhere', '#/GPU', '#/__proto__'])('shows the first page for %j', (hash) => {
    expect(pageOf(hash)).toBe(PAGES[0]);
    expect(pageOf(hash).name).toBe('overview');
  });
});

describe('placeOf', () => {
  it.each([
    ['#/stack/drift', 'drift'],
    ['#/stack', undefined],
    ['#/stack/', undefined],
    ['#/stack/drift/more', undefined],
    ['', undefined],
  ])('of %j is %j', (hash, place) => {
    expect(placeOf(hash)).toBe(place);
  });

  it('leads to the same page', () => {
    expect(pageOf('#/stack/drift').name).toBe('stack');
  });
});
