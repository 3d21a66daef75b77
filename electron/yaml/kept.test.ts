import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Document, parse, type YAMLMap, type YAMLSeq } from 'yaml';
import { nodeOf } from './edit.ts';
import { openKept, writeKept } from './kept.ts';

vi.setConfig({ testTimeout: 30_000 });

const LONG =
  'a text that is much longer than the eighty signs after which printers of YAML like to begin another line of it';

/** Ways to write a field, each of which a printer would write otherwise, or might. */
const FIELDS: readonly ((key: string) => readonly string[])[] = [
  (key) => [`${key}: plain`],
  (key) => [`${key}:    spaced   # why it is`],
  (key) => [`${key}: 'it''s quoted'`],
  (key) => [`${key}: ${LONG}`],
  (key) => [`${key}: "${LONG}" # long`],
  (key) => [`"${key}": 0042`],
  (key) => [`${key}: >-`, `  ${LONG}`, '  and more'],
  (key) => [`${key}: |`, '  literal', '', '    deeper'],
  (key) => [`${key}: |-`, '  strips', '  its end'],
  (key) => [`${key}: first`, '  and on the next line'],
  (key) => [`${key}: "first`, '', '  and another"'],
  (key) => [`${key}: {a: 1,b: [x,  y ]}   # flow`],
  (key) => [`${key}: {`, '    "a": 1, # one', '    "b": [ 2 ]', '  }'],
  (key) => [`${key}:`, '- not', '- indented'],
  (key) => [`${key}:`, '    - far', '    - in # here'],
  (key) => [`${key}:`, '  # first', '  inner: 1', '', '  other: 2'],
  (key) => [`${key}: &${key} named`],
  (key) => [`${key}: !!str 7`],
  (key) => [`${key}:`],
  (key) => [`${key}: # nothing yet`],
  (key) => [`? ${key}`, ': asked'],
];
const BETWEEN: readonly (readonly string[])[] = [
  [],
  [],
  [''],
  ['# said of what is below'],
  ['', '# with a line before'],
  [' # askew'],
];

interface Item {
  /** By field. */
  readonly fields: readonly { readonly above: readonly string[]; readonly lines: readonly string[] }[];
}

const field = fc.tuple(fc.constantFrom(...BETWEEN), fc.constantFrom(...FIELDS));
const item: fc.Arbitrary<Item> = fc.array(field, { minLength: 1, maxLength: 4 }).map((fields) => ({
  fields: fields.map(([above, written], index) => ({ above: index === 0 ? [] : above, lines: written(`f${index}`) })),
}));

/** A text in three parts: what is about one item, or one field of it, and what is around that. */
interface Parts {
  readonly before: string;
  readonly about: string;
  readonly after: string;
}

const shape = fc.record({
  items: fc.array(item, { minLength: 1, maxLength: 4 }),
  at: fc.nat(),
  field: fc.nat(),
  indent: fc.constantFrom('', '  ', '    '),
  dash: fc.constantFrom('- ', '-   '),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  head: fc.constantFrom('', '# on top\n', '---\n', '\ufeff'),
  tail: fc.constantFrom('', '\n# at the end\n', 'last: [a,   b]\n', '...\n'),
});
type Shape = typeof shape extends fc.Arbitrary<infer One> ? One : never;

/** `own`: whether a line is of what is changed. */
function textOf(shape: Shape, own: (item: number, field: number) => boolean): Parts {
  const { items, indent, dash, lineEnd, head, tail } = shape;
  const parts = { before: [] as string[], about: [] as string[], after: [] as string[] };
  const inner = indent + ' '.repeat(dash.length);
  for (const [at, { fields }] of items.entries()) {
    for (const [index, { above, lines }] of fields.entries()) {
      const isOwn = own(at, index);
      const into = isOwn ? 'about' : parts.about.length > 0 ? 'after' : 'before';
      for (const line of above) parts[into].push(line === '' ? '' : inner + line);
      for (const [number, line] of lines.entries()) {
        const lead = index === 0 && number === 0 ? indent + dash : inner;
        parts[into].push(line === '' ? '' : lead + line);
      }
    }
  }
  const joined = (lines: readonly string[]) => lines.map((line) => line + lineEnd).join('');
  const around = (text: string) => text.replaceAll('\n', lineEnd);
  return {
    before: `${around(head)}first: ${LONG}${lineEnd}list:${lineEnd}${joined(parts.before)}`,
    about: joined(parts.about),
    after: joined(parts.after) + around(tail),
  };
}

type Plain = { list: Record<string, unknown>[] };
const plain = (text: string): Plain => parse(text, { schema: 'failsafe' }) as Plain;
const listOf = (document: Document) => document.get('list') as YAMLSeq<YAMLMap>;

const NEW: readonly unknown[] = [
  'new',
  'a: b # c',
  '- x',
  'two\nlines\n',
  '[x',
  LONG,
  '',
  ['x', 'y'],
  { a: 'b', c: ['d'] },
];

/** Where something comes behind `about`, which stays too. */
const added = ({ before, about, after }: Parts): Parts => ({ before: before + about, about: '', after });

/** What was about the change is other lines; all else is there byte for byte, and the whole says what was wanted. */
function holds({ before, about, after }: Parts, change: (document: Document) => void, want: (value: Plain) => void) {
  const source = before + about + after;
  const kept = openKept(source);
  fc.pre(kept.document.errors.length === 0);
  const wanted = plain(source);
  change(kept.document);
  want(wanted);
  const text = writeKept(kept);
  expect(plain(text), text).toEqual(wanted);
  expect(text.startsWith(before), `${text}\n\nbegins with\n\n${before}`).toBe(true);
  expect(text.slice(before.length).endsWith(after), `${text}\n\nends with\n\n${after}`).toBe(true);
  expect(text.includes('\r\n') && /[^\r]\n/.test(text)).toBe(false);
}

describe('every line that no change is about stays as it was written', () => {
  const RUNS = { numRuns: 150 };

  it('a field gets another value', () => {
    fc.assert(
      fc.property(shape, fc.constantFrom(...NEW), (shape, value) => {
        const at = shape.at % shape.items.length;
        const index = shape.field % (shape.items[at]?.fields.length ?? 1);
        const parts = textOf(shape, (item, field) => item === at && field === index);
        const change = (document: Document) => listOf(document).items[at]?.set(`f${index}`, nodeOf(value));
        holds(parts, change, ({ list }) => Object.assign(list[at] ?? {}, { [`f${index}`]: value }));
      }),
      RUNS,
    );
  });

  it('a field goes', () => {
    fc.assert(
      fc.property(shape, (shape) => {
        const at = shape.at % shape.items.length;
        const count = shape.items[at]?.fields.length ?? 1;
        fc.pre(count > 1);
        const index = 1 + (shape.field % (count - 1));
        const parts = textOf(shape, (item, field) => item === at && field === index);
        const change = (document: Document) => listOf(document).items[at]?.delete(`f${index}`);
        holds(parts, change, ({ list }) => void delete list[at]?.[`f${index}`]);
      }),
      RUNS,
    );
  });

  it('a field comes', () => {
    fc.assert(
      fc.property(shape, fc.constantFrom(...NEW), (shape, value) => {
        const at = shape.at % shape.items.length;
        const last = (shape.items[at]?.fields.length ?? 1) - 1;
        const parts = textOf(shape, (item, field) => item === at && field === last);
        const change = (document: Document) => listOf(document).items[at]?.set('new', nodeOf(value));
        holds(added(parts), change, ({ list }) => Object.assign(list[at] ?? {}, { new: value }));
      }),
      RUNS,
    );
  });

  it('an item goes', () => {
    fc.assert(
      fc.property(shape, (shape) => {
        fc.pre(shape.items.length > 1);
        const at = shape.at % shape.items.length;
        const parts = textOf(shape, (item) => item === at);
        const change = (document: Document) => listOf(document).items.splice(at, 1);
        holds(parts, change, ({ list }) => list.splice(at, 1));
      }),
      RUNS,
    );
  });

  it('an item comes', () => {
    fc.assert(
      fc.property(shape, fc.constantFrom(...NEW), (shape, value) => {
        const at = shape.at % (shape.items.length + 1);
        const parts = textOf(shape, (item) => item === Math.max(0, at - 1));
        const one = { new: value };
        const change = (document: Document) => listOf(document).items.splice(at, 0, nodeOf(one) as YAMLMap);
        holds(at === 0 ? { ...parts, about: '', after: parts.about + parts.after } : added(parts), change, ({ list }) =>
          list.splice(at, 0, one),
        );
      }),
      RUNS,
    );
  });
});

const JSON_LIKE = `{
  "list": [
    {"name": "a", "url": "http://a"},   // see below
    {"name": "b",
     "url": "http://b"}
  ],
  "other": [ 1,2 ]
}
`.replace('   // see below', '   # see below');

it.each<[what: string, source: string, change: (document: Document) => void, text: string]>([
  [
    'one line of JSON',
    JSON_LIKE,
    (document) => document.setIn(['list', 1, 'url'], nodeOf('http://c')),
    JSON_LIKE.replace('"http://b"', '"http://c"'),
  ],
  [
    'a new item in brackets, on a line as the others',
    JSON_LIKE,
    (document) => listOf(document).items.push(nodeOf({ name: 'c' }) as YAMLMap),
    JSON_LIKE.replace('"http://b"}', '"http://b"},\n    {name: c}'),
  ],
  [
    'an item that goes from brackets',
    JSON_LIKE,
    (document) => listOf(document).items.splice(1, 1),
    JSON_LIKE.replace('},   # see below\n    {"name": "b",\n     "url": "http://b"}', '}'),
  ],
  [
    'an empty list',
    'list: []   # none\n',
    (document) => listOf(document).items.push(nodeOf('a') as never),
    'list: [a]   # none\n',
  ],
  [
    'no line end at the end',
    'a: 1\nlist:\n- x',
    (document) => listOf(document).items.push(nodeOf('z') as never),
    'a: 1\nlist:\n- x\n- z',
  ],
  [
    'the first field behind a dash',
    'list:\n-   f: 1 # gone\n    g:   2\n',
    (document) => listOf(document).items[0]?.delete('f'),
    'list:\n-   g:   2\n',
  ],
  [
    'a comment above what goes, and one that is apart',
    'a: 1\n# apart\n\n# of b\nb: 2\n# of c\nc: 3\n',
    (document) => document.delete('b'),
    'a: 1\n# apart\n\n# of c\nc: 3\n',
  ],
])('%s', (_what, source, change, text) => {
  const kept = openKept(source);
  change(kept.document);
  expect(writeKept(kept)).toBe(text);
});

it('what no part of the text can say is written anew, and says what was wanted', () => {
  // Without what is between, the empty lines would become the text's.
  const kept = openKept('a: |+\n  keeps\n\nb: 1\n\nc:   2\n');
  kept.document.delete('b');
  expect(plain(writeKept(kept))).toEqual({ a: 'keeps\n\n', c: '2' });
});

it('does not touch what nobody changed', () => {
  const source = 'a:   1\r\nb: [x,y]\n\n\n# end';
  expect(writeKept(openKept(source))).toBe(source);
});
