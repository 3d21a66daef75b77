// Every setting changes what is applied: each switch, each choice of several, and every other setting by some value.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { formatRef, refOf } from '../../shared/model/object.ts';
import { stackSettingsSchema } from '../../shared/model/stack-settings.ts';
import { COMPLETE_CLUSTER } from './cluster-checks/capabilities.ts';
import { type Path, withValueAt } from './manifests/at-path.ts';
import type { kustomize } from './manifests/kustomize.ts';
import { renderStack } from './render.ts';
import { readSettings } from './settings/read-settings.ts';

// Settings are pure functions, so that each folder has to be read but once; and nobody logs in with these passwords.
vi.mock('bcryptjs', () => ({ hash: async () => 'a hash' }));
vi.mock('./manifests/kustomize.ts', async (importOriginal) => {
  const original = await importOriginal<{ kustomize: typeof kustomize }>();
  const read = new Map<string, ReturnType<typeof kustomize>>();
  const once = (directory: string) => {
    const objects = read.get(directory) ?? original.kustomize(directory);
    read.set(directory, objects);
    return objects;
  };
  return { ...original, kustomize: once };
});

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'odin-extra-'));
writeFileSync(join(folder, 'extra.yaml'), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n');
afterAll(() => rmSync(folder, { recursive: true }));

/** Settings that do not change what is applied, and the reason. */
const UNAPPLIED: Readonly<Record<string, string>> = {
  version: 'tells the form of the settings, of which there is one',
};

/** Values of what has a form that no other setting has. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  'alerts.receivers': 'route: {receiver: a}\nreceivers: [{name: a}]',
  'prometheus.existing': {
    namespace: 'observability',
    service: 'prometheus',
    scheme: 'https',
    auth: 'basic',
    secret: 'access',
  },
  exporters: [{ name: 'mine', image: 'localhost:5000/mine:1.2', port: 9400 }],
  'exporters.0.env': { LEVEL: 'debug' },
  'exporters.0.args': ['--level=debug'],
  extraManifests: folder,
};
/** Values for all others: durations, sizes, names, numbers, paths. The schema says which of them a setting takes. */
const CANDIDATES: readonly unknown[] = ['30s', '30d', '9GB', '20Gi', 7, 9101, 'any', '/any'];

type Schema = z.core.JSONSchema.BaseSchema;

/** A setting that holds no others, or one that may be there as a whole. */
interface Leaf {
  readonly path: Path;
  readonly schema: Schema;
}

function leavesOf(schema: Schema, path: Path): readonly Leaf[] {
  const inner = Object.entries(schema.properties ?? {}).flatMap(([key, value]) =>
    typeof value === 'object' ? leavesOf(value, [...path, key]) : [],
  );
  const { items: item } = schema;
  const isListOfMaps = typeof item === 'object' && !Array.isArray(item) && item.properties !== undefined;
  const items = isListOfMaps ? leavesOf(item, [...path, 0]) : [];
  const held = [...inner, ...items];
  return held.length === 0 || Object.hasOwn(SAMPLES, path.join('.')) ? [{ path, schema }, ...held] : held;
}

const leaves = leavesOf(z.toJSONSchema(stackSettingsSchema, { io: 'input' }), []);
const everyValue = ({ schema }: Leaf) => (schema.type === 'boolean' ? [true, false] : schema.enum);

const everySwitchOn = leaves
  .filter(({ schema }) => schema.type === 'boolean')
  .reduce<object>((settings, { path }) => withValueAt(settings, path, true), { version: 1 });
const withSample = (path: string) => withValueAt(everySwitchOn, path.split('.'), SAMPLES[path]);
/** Settings that one of them may need beside it: none, every part of the stack, somebody's own exporter, or Prometheus. */
const CONTEXTS: readonly object[] = [
  { version: 1 },
  everySwitchOn,
  withSample('exporters'),
  withSample('prometheus.existing'),
];

const known = new Map<string, Promise<string>>();
/** All that is applied, in one text. */
function applied(settings: object): Promise<string> {
  const key = JSON.stringify(settings);
  const text = known.get(key) ?? rendered(settings);
  known.set(key, text);
  return text;
}

async function rendered(settings: object): Promise<string> {
  const stack = await renderStack({
    assetsDir,
    namespace: 'monitoring',
    capabilities: COMPLETE_CLUSTER,
    settings: readSettings(settings, 'test').settings,
  });
  return JSON.stringify([stack.objects, stack.createOnly.map((object) => formatRef(refOf(object)))]);
}

/** Stands for the value of a setting in the context, which may be none. */
const UNCHANGED = Symbol('unchanged');

/** True where two values of a setting make a difference in some context. A value that is refused makes none. */
async function differ(path: Path, ...values: readonly [unknown, unknown]): Promise<boolean> {
  for (const context of CONTEXTS) {
    const settings = values.map((value) => (value === UNCHANGED ? context : withValueAt(context, path, value)));
    const [one, other] = await Promise.all(settings.map((each) => applied(each).catch(() => undefined)));
    if (one !== undefined && other !== undefined && one !== other) return true;
  }
  return false;
}

const named = leaves.map((leaf) => [leaf.path.join('.'), leaf] as const);

it.each(named.filter(([name]) => UNAPPLIED[name] === undefined))('%s changes what is applied', async (name, leaf) => {
  const { path } = leaf;
  const all = everyValue(leaf);
  if (all === undefined) {
    let isApplied = false;
    for (const value of Object.hasOwn(SAMPLES, name) ? [SAMPLES[name]] : CANDIDATES)
      isApplied ||= await differ(path, UNCHANGED, value);
    expect(isApplied, `no value of ${name} changes anything`).toBe(true);
    return;
  }
  const alike: string[] = [];
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) if (!(await differ(path, one, other))) alike.push(`${one}, ${other}`);
  }
  expect(alike, `nothing tells these values of ${name} apart`).toEqual([]);
});

it('lists no setting as without effect that there is not', () => {
  expect(Object.keys(UNAPPLIED).filter((name) => !named.some(([path]) => path === name))).toEqual([]);
});
