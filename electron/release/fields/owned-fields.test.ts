import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { KubeObject } from '../../../shared/model/object.ts';
import { type FieldSet, ownedFields, pick, union } from './owned-fields.ts';

/** Applied by `helm`, then `kubectl set env` on one container: as an API server 1.36.3 keeps it. */
const deployment: KubeObject = parse(readFileSync(new URL('fixtures/deployment.yaml', import.meta.url), 'utf8'));

describe('the fields of a real Deployment', () => {
  it('are what was applied, without defaults and without what others set', () => {
    expect(pick(deployment, ownedFields(deployment))).toEqual({
      metadata: { labels: { app: 'fields' } },
      spec: {
        replicas: 2,
        selector: { matchLabels: { app: 'fields' } },
        template: {
          metadata: { labels: { app: 'fields' } },
          spec: {
            containers: [
              {
                name: 'main',
                image: 'busybox:1.37',
                args: ['sleep', '10'],
                ports: [{ containerPort: 80 }, { containerPort: 53, protocol: 'UDP' }],
                env: [{ name: 'A', value: '1' }],
              },
              { name: 'side', image: 'busybox:1.37' },
            ],
          },
        },
      },
    });
  });

  it('are nothing for a manager that never applied', () => {
    expect(ownedFields(deployment, 'kubectl-set')).toEqual({});
  });
});

// Field names as they are in the API: no colons at the start, no prototype names.
const name = fc.stringMatching(/^[a-z][A-Za-z]{0,5}$/);
const json = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.integer(), { maxLength: 3 }),
    fc.dictionary(name, tie('node'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
  ),
})).node;

/** The set that owns all of `value`, down to its leaves; lists are atomic. */
function everyField(value: unknown): FieldSet {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [`f:${key}`, everyField(part)]));
}

describe('pick', () => {
  it('gives back everything when everything is owned', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(pick({ value }, everyField({ value }))).toEqual({ value });
      }),
    );
  });

  it('knows set elements and indices', () => {
    expect(pick(['a', 'b'], { 'v:"b"': {} })).toEqual(['b']);
    expect(pick(['a', 'b'], { 'i:0': {} })).toEqual(['a']);
  });

  it('gives nothing where nothing is owned', () => {
    expect(pick({ a: 1 }, {})).toEqual({});
  });
});

describe('union', () => {
  it('owns what either owns', () => {
    fc.assert(
      fc.property(json, json, (left, right) => {
        const value = { left, right };
        const joined = union({ 'f:left': everyField(left) }, { 'f:right': everyField(right) });
        expect(pick(value, joined)).toEqual(value);
      }),
    );
  });

  it('adds nothing to itself, and a whole stays whole', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(union(everyField(value), everyField(value))).toEqual(everyField(value));
      }),
    );
    expect(union({ 'f:a': {} }, { 'f:a': { 'f:b': {} } })).toEqual({ 'f:a': { '.': {}, 'f:b': {} } });
  });
});
