// Secrets that are labelled as Helm's records, or as ODIN's notes, by somebody's hand.
import { gzipSync } from 'node:zlib';
import { json } from './ask.ts';
import type { Attack } from './attack.ts';
import { list } from './honest.ts';

const b64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64');
const record = (more: object = {}) => ({
  name: 'odin',
  namespace: 'monitoring',
  version: 1,
  manifest: '',
  info: { first_deployed: 'x', last_deployed: 'y', status: 'deployed' },
  chart: { metadata: { name: 'odin', version: '1.0.0' } },
  ...more,
});
const packed = (text: string | Buffer) => b64(b64(gzipSync(text)));

const revisions = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    metadata: {
      name: `sh.helm.release.v1.odin.v${index + 1}`,
      namespace: 'monitoring',
      labels: { owner: 'helm', name: 'odin', status: 'deployed', version: `${index + 1}`, ...more },
    },
  }));

/** A release of one revision, whose record is this. */
const of = (name: string, code: number, says: RegExp, release: unknown, args = ['history']): Attack => ({
  name,
  args,
  code,
  says,
  request: ({ path, response }) => {
    if (path.endsWith('/secrets')) list(response, 'secrets', revisions(1));
    else if (path.includes('/secrets/sh.helm')) {
      const metadata = { name: 'sh.helm.release.v1.odin.v1', namespace: 'monitoring' };
      json(response, { apiVersion: 'v1', kind: 'Secret', metadata, data: { release } });
    } else return false;
    return true;
  },
});

const deep = (text: string) => `${text.slice(0, -1)},"hooks":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;

const notes = (name: string, state: unknown): Attack => ({
  name,
  args: ['status'],
  code: 4,
  says: /Secret\/monitoring\/odin-state.odin does not hold what ODIN wrote/,
  request: ({ path, response }) => {
    if (!path.endsWith('/secrets/odin-state.odin')) return false;
    const metadata = { name: 'odin-state.odin', namespace: 'monitoring' };
    json(response, { apiVersion: 'v1', kind: 'Secret', metadata, data: { state } });
    return true;
  },
});

export const RECORDS: readonly Attack[] = [
  of('a record that inflates to 400 MB', 4, /is a Helm record of more than/, packed(Buffer.alloc(400_000_000))),
  of('a record of lists in lists', 4, /more than 500 levels/, packed(deep(JSON.stringify(record())))),
  of(
    'a record of a million hooks',
    4,
    /more than \d+ values/,
    packed(JSON.stringify(record({ hooks: Array(1_000_000).fill({}) }))),
  ),
  of('a record that is no gzip', 4, /cannot be read as one/, b64(b64('hello'))),
  of('a record of broken gzip', 4, /cannot be read as one/, b64(b64(gzipSync('hello').subarray(0, 15)))),
  of('a record that is a number', 4, /cannot be read as one/, 7),
  of('a record without data', 4, /cannot be read as one/, undefined),
  of('a record of null', 4, /cannot be read as one/, packed('null')),
  of('a record of other types', 4, /cannot be read as one/, packed(JSON.stringify(record({ chart: 'c' })))),
  of('a revision beyond all numbers', 4, /cannot be read as one/, packed('{"version":1e999}')),
  of('a record whose times are none', 0, /deployed/, packed(JSON.stringify(record()))),
  of('a manifest that is no YAML', 4, /^odin: .+\.$/m, packed(JSON.stringify(record({ manifest: '{[&*' }))), ['drift']),
  of('a manifest of aliases in aliases', 4, /^odin: .+\.$/m, packed(JSON.stringify(record({ manifest: aliases() }))), [
    'drift',
  ]),
  of(
    'a manifest of lists in lists',
    4,
    /^odin: .+\.$/m,
    packed(JSON.stringify(record({ manifest: '['.repeat(100_000) }))),
    ['drift'],
  ),
  {
    name: 'a thousand revisions',
    args: ['history'],
    code: 4,
    says: /no such release/i,
    request: ({ path, response }) => {
      if (!path.endsWith('/secrets')) return false;
      list(response, 'secrets', revisions(1_000));
      return true;
    },
  },
  {
    name: 'a million revisions',
    args: ['history'],
    code: 4,
    says: /answers with more than/,
    request: ({ path, response }) => {
      if (!path.endsWith('/secrets')) return false;
      list(response, 'secrets', revisions(300_000));
      return true;
    },
  },
  {
    name: 'revisions that are no numbers',
    args: ['history'],
    code: 4,
    says: /no such release/i,
    request: ({ path, response }) => {
      if (!path.endsWith('/secrets')) return false;
      list(response, 'secrets', revisions(3, { version: '1e999' }));
      return true;
    },
  },
  notes('notes of lists in lists', b64('['.repeat(300_000))),
  notes(
    'notes of a million entries',
    b64(JSON.stringify({ format: 1, revision: 1, inventory: Array(1_000_000).fill({}), journal: null })),
  ),
  notes('notes that are a number', 5),
  notes('notes of other types', b64('{"format":1,"revision":"x"}')),
];

function aliases(): string {
  const lines = ['a0: &a0 [x,x,x,x,x,x,x,x,x]'];
  for (let index = 1; index < 12; index += 1) {
    lines.push(
      `a${index}: &a${index} [${Array(9)
        .fill(`*a${index - 1}`)
        .join(',')}]`,
    );
  }
  return lines.join('\n');
}
