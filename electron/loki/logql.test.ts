import { parser } from '@grafana/lezer-logql';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, it } from 'vitest';
import type { LogSource } from '../../shared/model/log-line.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import { filterOf, quoted, selectorOf } from './logql.ts';

const NO_STACK = { namespace: 'monitoring', workloads: [] };

const of = (kind: string, name: string, namespace = 'monitoring'): LogSource => ({
  of: 'object',
  object: { apiVersion: 'v1', kind, namespace, name },
});

/** The expression for the pods' names, read by the rules of Go's strings, of which JSON's are a part here. */
function podsOf(selector: string): RegExp {
  const [, string = '""'] = /pod=~("(?:[^"\\]|\\.)*")/.exec(selector) ?? [];
  return new RegExp(`^(?:${JSON.parse(string)})$`);
}

it.each<[LogSource, string | undefined, string]>([
  [of('Pod', 'grafana-0'), undefined, '{namespace="monitoring", pod="grafana-0"}'],
  [of('Pod', 'grafana-0'), 'grafana', '{namespace="monitoring", pod="grafana-0", container="grafana"}'],
  [of('StatefulSet', 'loki.x'), undefined, '{namespace="monitoring", pod=~"loki\\\\.x-[0-9]+"}'],
  [{ of: 'stack' }, undefined, '{namespace="monitoring"}'],
])('%j is found by its labels', (source, container, selector) => {
  expect(selectorOf(source, container, NO_STACK)).toBe(selector);
});

it.each([
  ['Deployment', 'grafana', 'grafana-5c9f8d7b6-x2v9k'],
  ['ReplicaSet', 'grafana-5c9f8d7b6', 'grafana-5c9f8d7b6-x2v9k'],
  ['DaemonSet', 'node-exporter', 'node-exporter-w8n4d'],
  ['StatefulSet', 'prometheus', 'prometheus-0'],
  ['Job', 'backup', 'backup-7lq2m'],
  ['Job', 'backup', 'backup-3-7lq2m'],
  ['Deployment', 'a'.repeat(60), `${'a'.repeat(58)}x2v9k`],
  ['DaemonSet', `${'a'.repeat(50)}-bbbbbbbb`, `${'a'.repeat(50)}-bbbbbbbx2v9k`],
])('%s %s means its pod %s', (kind, name, pod) => {
  expect(podsOf(selectorOf(of(kind, name), undefined, NO_STACK)).test(pod)).toBe(true);
});

it.each([
  ['Deployment', 'grafana', 'grafana-0'],
  ['Deployment', 'grafana', 'grafana-image-5c9f8d7b6-x2v9k'],
  ['Deployment', 'node', 'node-exporter-w8n4d'],
  ['DaemonSet', 'node', 'node-exporter-w8n4d'],
  ['StatefulSet', 'a.b', 'axb-0'],
])('%s %s does not mean %s', (kind, name, pod) => {
  expect(podsOf(selectorOf(of(kind, name), undefined, NO_STACK)).test(pod)).toBe(false);
});

it('the stack is what its parts make', () => {
  const ref = (kind: string, name: string): ObjectRef => ({ apiVersion: 'v1', kind, namespace: 'monitoring', name });
  const workloads = [ref('Deployment', 'grafana'), ref('StatefulSet', 'prometheus'), ref('Service', 'outside')];
  const pods = podsOf(selectorOf({ of: 'stack' }, undefined, { namespace: 'monitoring', workloads }));
  expect(['grafana-5c9f8d7b6-x2v9k', 'prometheus-0'].every((name) => pods.test(name))).toBe(true);
  expect(['else-0', 'outside', 'xprometheus-0'].some((name) => pods.test(name))).toBe(false);
});

it.each(['Service', 'toString', '__proto__'])('a %s has no log', (kind) => {
  expect(() => selectorOf(of(kind, 'x'), undefined, NO_STACK)).toThrow(`${kind} has no log of its own`);
});

it.each(['..', 'a/b', '', 'a%2f'])('%j is no name', (name) => {
  expect(() => selectorOf(of('Pod', name), undefined, NO_STACK)).toThrow('is no name that an object can have');
});

it('whatever a name has stays inside of its string', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      const string = quoted(text);
      // Go ends a line's string at its end, and knows no escape of half a character.
      expect(string).not.toMatch(/[\p{Cc}\p{Cs}]|\\u[dD][89a-fA-F]/u);
      expect(JSON.parse(string)).toBe(text.replaceAll(/\p{Cs}/gu, '\ufffd'));
    }),
  );
});

it('a hostile name means itself, as text and as a part of an expression', () => {
  for (const name of ['"} | json {x="', 'a\\', '.*', 'a|b', '$(x)', '{{.x}}', '`', '\u202e', 'a\nb']) {
    const selector = selectorOf(of('StatefulSet', name), name, NO_STACK);
    expect(podsOf(selector).test(`${name}-0`), name).toBe(true);
    expect(podsOf(selector).test('other-0'), name).toBe(false);
    expect(selector.endsWith(`container=${quoted(name)}}`), name).toBe(true);
  }
});

it.each(['constructor', 'toString', '__proto__'])('a kind called %s makes no pods', (kind) => {
  const workloads = [{ apiVersion: 'example.org/v1', kind, namespace: 'monitoring', name: 'a' }];
  const selector = selectorOf({ of: 'stack' }, undefined, { namespace: 'monitoring', workloads });
  expect(selector).toBe('{namespace="monitoring"}');
});

/** The strings of a query as Grafana's grammar sees them, and whether that knows all of it. */
function stringsIn(query: string): { readonly isKnown: boolean; readonly filters: readonly string[] } {
  const filters: string[] = [];
  let isKnown = true;
  parser.parse(query).iterate({
    enter: ({ type, node, from, to }) => {
      isKnown &&= !type.isError;
      if (type.name === 'String' && node.parent?.type.name === 'LineFilter') filters.push(query.slice(from, to));
    },
  });
  return { isKnown, filters };
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('"', '`', '\\', '\n', '\r', '|', '}', '(', '*', '\0', '#', 'a', '\ud800'),
    minLength: 1,
  }),
  fc.constant('"`\n'.repeat(3_333)),
);

it('whatever words are sought, they are one filter of one string, and find themselves in any case', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { isKnown, filters } = stringsIn(`{namespace="a"}${filterOf({ as: 'words', text })}`);
      expect([isKnown, filters.length]).toEqual([true, 1]);
      expect(filters[0]).not.toMatch(/[\n\r\0]/);
      const expression = RE2JS.compile(JSON.parse(filters[0] ?? ''));
      // What no Go string can hold is none of Loki's lines either.
      const written = text.replaceAll(/\p{Cs}/gu, '\ufffd');
      expect(expression.matcher(`before ${written} after`).find()).toBe(true);
      if (/^[a-z]+$/.test(text)) expect(expression.matcher(text.toUpperCase()).find()).toBe(true);
      if (!'x'.includes(text.toLowerCase())) expect(expression.matcher('x').find()).toBe(false);
    }),
  );
});

it.each(['exit \\d+', '^level=(warn|error)', 'a{2,3}"`', '\\bOOM\\b', 'x|y', '[[:digit:]]'])(
  'the expression %s is sought as it is, in any case',
  (text) => {
    const { isKnown, filters } = stringsIn(`{namespace="a"}${filterOf({ as: 'expression', text })}`);
    expect(isKnown).toBe(true);
    expect(filters.map((string) => JSON.parse(string))).toEqual([`(?i)${text}`]);
  },
);

it.each(['(?=a)b', '(?<!a)b', '(a)\\1', '\\u00e9', '(', '*', 'a{1001}', '[^]'])(
  'the expression %s is refused by a sentence',
  (text) => {
    expect(() => filterOf({ as: 'expression', text })).toThrow('Loki does not know this regular expression');
  },
);

it('nothing sought is no filter', () => {
  expect(filterOf(undefined)).toBe('');
});
