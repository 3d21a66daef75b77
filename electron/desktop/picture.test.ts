import { expect, it } from 'vitest';
import { partOf } from './picture.ts';

const window = { width: 1000, height: 700 };

it.each([
  ['as it is', { x: 10, y: 20, width: 300, height: 200 }, 1, { x: 10, y: 20, width: 300, height: 200 }],
  [
    'whole pixels around it',
    { x: 10.4, y: 20.6, width: 300.3, height: 200 },
    1,
    { x: 10, y: 20, width: 301, height: 201 },
  ],
  ['a page that is zoomed', { x: 10, y: 20, width: 300, height: 200 }, 1.5, { x: 15, y: 30, width: 450, height: 300 }],
  ['what reaches out', { x: 900, y: 600, width: 5_000, height: 5_000 }, 1, { x: 900, y: 600, width: 100, height: 100 }],
  ['what is outside', { x: 1000, y: 0, width: 50, height: 50 }, 1, undefined],
  ['what is below', { x: 0, y: 800, width: 50, height: 50 }, 1, undefined],
])('takes %s', (_what, area, zoom, part) => expect(partOf(area, zoom, window)).toEqual(part));
