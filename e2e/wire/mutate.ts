// Random changes of JSON, by a seed: types exchanged, parts gone, names of every object's prototype, nesting, giants.
import { gunzipSync, gzipSync } from 'node:zlib';

/** 0 to 1, the same row for the same seed. */
export type Random = () => number;

/** mulberry32. Source: https://github.com/bryc/code/blob/master/jshash/PRNGs.md */
export function randomBy(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const STRANGERS: readonly unknown[] = [
  null,
  0,
  -1,
  1.5,
  1e308,
  true,
  '',
  'x',
  '__proto__',
  '\u001b[2J\u202e',
  [],
  [null],
  [[]],
  [1, 'a', {}],
  {},
  { length: 3 },
  { name: 5 },
  JSON.parse('{"__proto__":{"name":"p"},"constructor":"c","toString":1,"hasOwnProperty":2}'),
];

function nested(depth: number): unknown {
  let value: unknown = 'end';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

function stranger(random: Random): unknown {
  const pick = random();
  if (pick < 0.05) return nested(400);
  if (pick < 0.08) return nested(5_000);
  if (pick < 0.12) return 'g'.repeat(100_000);
  if (pick < 0.15) return Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, index]));
  return STRANGERS[Math.floor(random() * STRANGERS.length)];
}

/** A copy with some places changed; of a record of Helm's, what is packed in it too. */
export function mutated(value: unknown, random: Random): unknown {
  const root = { value: structuredClone(value) };
  const changes = 1 + Math.floor(random() * 3);
  for (let change = 0; change < changes; change += 1) mutateOnce(root, random);
  return root.value;
}

function mutateOnce(root: { value: unknown }, random: Random): void {
  let parent: Record<string, unknown> = root;
  let key = 'value';
  // Deep places are many, so each step may be the last.
  for (;;) {
    const here = parent[key];
    if (typeof here !== 'object' || here === null || Object.keys(here).length === 0 || random() < 0.15) break;
    const keys = Object.keys(here);
    parent = here as Record<string, unknown>;
    key = keys[Math.floor(random() * keys.length)] ?? '';
  }
  const place = parent[key];
  const packed = typeof place === 'string' && key === 'release' ? unpacked(place) : undefined;
  if (packed !== undefined) parent[key] = repacked(mutated(packed, random));
  else if (random() < 0.25 && parent !== (root as unknown)) delete parent[key];
  else parent[key] = stranger(random);
}

function unpacked(release: string): unknown {
  try {
    return JSON.parse(gunzipSync(Buffer.from(Buffer.from(release, 'base64').toString(), 'base64')).toString());
  } catch {
    return undefined;
  }
}

function repacked(release: unknown): string {
  return Buffer.from(gzipSync(JSON.stringify(release)).toString('base64')).toString('base64');
}
