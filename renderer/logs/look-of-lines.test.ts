import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../../shared/hostile-text.testkit.ts';
import { nameTags } from './name-tags.ts';
import { hitsIn, soughtInPast, soughtOf } from './pattern.ts';
import { segmentsOf } from './segments.ts';
import { styleOf } from './sgr.ts';

describe('soughtInPast', () => {
  it.each([
    ['', undefined],
    ['a.b', { as: 'words', text: 'a.b' }],
    ['/a.b/', { as: 'expression', text: 'a.b' }],
    ['/', { as: 'words', text: '/' }],
    ['//', { as: 'words', text: '//' }],
    ['x'.repeat(10_001), undefined],
  ])('%s', (typed, sought) => {
    expect(soughtInPast(typed)).toEqual(sought);
  });
});

describe('soughtOf', () => {
  it('takes text as it is, and what stands between slashes as an expression', () => {
    expect(soughtOf('')).toBeUndefined();
    expect(soughtOf('a.b')).toEqual(/a\.b/i);
    expect(soughtOf('/a.b/')).toEqual(/a.b/i);
    expect(soughtOf('/')).toEqual(/\//i);
    expect(soughtOf('/(/')).toBe('invalid');
  });

  it('finds any text in itself', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const sought = /^\/.+\/$/s.test(text) ? undefined : soughtOf(text);
        return !(sought instanceof RegExp) || sought.test(text);
      }),
    );
  });

  it('has an end with an expression that finds nothing at each place', () => {
    expect(hitsIn('abc', /x*/i)).toEqual([]);
    expect(hitsIn('a'.repeat(1_000), /a/i).length).toBe(100);
  });
});

describe('segmentsOf', () => {
  it('cuts where a colour or a hit begins and ends', () => {
    const segments = segmentsOf({ text: 'ERROR no space', styles: [[0, 5, '1;31']] }, /or no/i);
    expect(segments.map(({ text, isHit, style }) => [text, isHit, style?.hue])).toEqual([
      ['ERR', false, 'red'],
      ['OR', true, 'red'],
      [' no', true, undefined],
      [' space', false, undefined],
    ]);
  });

  it('is the text itself again, whatever the styles say', () => {
    const span = fc.tuple(
      fc.integer({ min: -5, max: 40 }),
      fc.integer({ min: -5, max: 40 }),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(hostileText, fc.array(span), (text, styles) => {
        expect(
          segmentsOf({ text, styles }, /o/i)
            .map((segment) => segment.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});

describe('styleOf', () => {
  it.each([
    ['1;31', { isBold: true, hue: 'red' }],
    ['31;0', { isBold: false }],
    ['38;5;196', { hue: 'red' }],
    ['38;5;46', { hue: 'green' }],
    ['38;5;240', { hue: 'faint' }],
    ['38;2;30;60;250', { hue: 'blue' }],
    ['48;5;31;1', { isBold: true }],
    ['97', { hue: 'plain' }],
    ['7', { isInverse: true }],
    ['', { isBold: false }],
    ['38;5', {}],
    ['38', {}],
    ['1e9;-3;nonsense', {}],
  ])('of %j', (codes, style) => {
    expect(styleOf(codes)).toMatchObject(style);
  });
});

describe('nameTags', () => {
  it('has none where all is from one place', () => {
    expect(nameTags(['grafana-5c9-x2v/grafana']).size).toBe(0);
  });

  it('names what tells them apart, and no more', () => {
    const names = (sources: string[]) => [...nameTags(sources).values()].map(({ name }) => name);
    expect(names(['grafana-5c9-x2v/grafana', 'grafana-5c9-7lq/grafana'])).toEqual(['x2v', '7lq']);
    expect(names(['a-1/main', 'a-1/sidecar'])).toEqual(['main', 'sidecar']);
    expect(names(['a-1/main', 'a-2/sidecar'])).toEqual(['1/main', '2/sidecar']);
    expect(names(['grafana/x', 'loki/x'])).toEqual(['grafana', 'loki']);
  });
});
