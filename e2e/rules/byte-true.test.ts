// Texts of a person's against those that ODIN makes of them, as the programs that read both see them: amtool, promtool, kubectl.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestOf } from '../../electron/release/fields/yaml-of.ts';
import { valueAt } from '../../electron/stack/manifests/at-path.ts';
import { kustomize } from '../../electron/stack/manifests/kustomize.ts';
import { parseManifests } from '../../electron/stack/manifests/yaml.ts';
import { NO_TEMPLATES, TEMPLATES } from '../../electron/stack/settings/alertmanager/template-cases.testkit.ts';
import { exporters } from '../../electron/stack/settings/exporters.ts';
import { receivers } from '../../electron/stack/settings/receivers.ts';
import { scraping } from '../../electron/stack/settings/scraping.ts';
import { readSettingsFile } from '../../electron/stack/settings/settings-file.ts';
import { componentFolder, STACK } from '../../scripts/stack/folders.mjs';
import type { KubeObject } from '../../shared/model/object.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/stack-settings.ts';
import { attempt, run } from '../cluster/run.ts';

const alertmanager = await kustomize(join(STACK, componentFolder('alertmanager')));
const prometheus = await kustomize(join(STACK, componentFolder('prometheus')));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odin-byte-true-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const LOOKALIKES = [
  ...['0042', '1.10', '1e3', '1_000', '0o17', '0O17', '0x1F', '0X1F', '0b11', '+1', '-0', '-_1', '0_x1F', '1e_3', '08'],
  ...[
    '.5',
    '.5_0',
    '.5e3',
    '1e400',
    '.inf',
    '.nan',
    '12345678901234567890',
    '18446744073709551616',
    '9007199254740993',
  ],
  ...['yes', 'no', 'on', 'Off', 'y', 'N', 'yEs', 'true', 'False', '~', 'null', 'Null', 'nil', '12:30', '190:20:30'],
  ...[
    '2001-12-14',
    '2001-12-14t21:59:43.10-05:00',
    '1.2.3',
    '10Gi',
    '<<',
    '=',
    'ü',
    '🔔',
    'a b',
    'a: b',
    'a #b',
    '#a',
    "it's",
  ],
  ...[
    'a"b',
    '\\',
    '{{ .A }}',
    '*a',
    '&a',
    '!a',
    '%a',
    '@a',
    '`a',
    '-',
    '- a',
    '?',
    '? a',
    ':',
    ',',
    '[',
    '}',
    '|',
    '>',
    ' a ',
  ],
];
const MULTILINE = ['a\nb', 'a\n\n  b\n', '\ta\n', 'a\r\nb', 'a\u2028b', '\u0085', '\ufeff', '\u007f'];
const PLAIN = /^[\w.+~=][\w.:+-]*$/u;

/** Some text in one of the ways in which YAML writes it; plain ones may be read as something else. */
const spelling = fc
  .oneof(fc.constantFrom(...LOOKALIKES), fc.constantFrom(...MULTILINE), fc.stringMatching(/^[0-9eExXob._+-]{1,6}$/))
  .chain((text) => {
    const double = JSON.stringify(text).replace(
      /[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    const single = /[\n\r\u0085\u2028\ufeff\u007f]/.test(text) ? [] : [`'${text.replaceAll("'", "''")}'`];
    const plain = PLAIN.test(text) ? [text, text, `!!str ${text}`, `&x ${text}`] : [];
    return fc.constantFrom(double, ...single, ...plain);
  });

describe('receivers', () => {
  /** Kubectl has no JSON for these, and Alertmanager reads no other YAML. */
  const word = spelling.filter((text) => !/^(&x )?[-+]?\.(inf|nan)$/i.test(text));
  const fragment = fc
    .record({
      names: fc.uniqueArray(word, { minLength: 2, maxLength: 4 }),
      words: fc.array(word, { minLength: 8, maxLength: 8 }),
    })
    .map(({ names, words: [a, b, c, d, e, f, g, h] }) =>
      [
        `route:`,
        `  receiver: ${names[0]}`,
        `  continue: no`,
        `  routes:`,
        ...names.map(
          (name, index) => `    - {receiver: ${name}, match: {n${index}: ${a}, on: ${b}}, labels: {l: ${c}}}`,
        ),
        `    - &route {receiver: ${names[1]}, matchers: [x="1e3", y=0042, 'z=~"0x1F|on"'], continue: yes}`,
        `    - {continue: off, <<: *route, match: {z: ${d}}}`,
        `receivers:`,
        ...names.map((name) => `  - name: ${name}\n    labels: {l: ${e}, yes: ${f}}`),
        `    email_configs: [{to: a@b.c, from: ${e}, smarthost: 'b:25', headers: {X-Rack: ${f}, on: ${g}}, html: ${h}, require_tls: Off}]`,
        `    webhook_configs: [{url: 'http://h', max_alerts: 0x1F, payload: {0042: ${g}, on: [${h}, ${a}, 1.10], x: {y: ${b}}}}]`,
        `    pagerduty_configs: [{routing_key_file: ${c}, details: {a: ${d}, no: 0o17}}]`,
        `    telegram_configs: [{chat_id: -1_001, bot_token_file: ${e}, message: ${f}}]`,
        `inhibit_rules: [{source_match: {a: ${g}}, target_matchers: [c=d], equal: [on, 'yes']}]`,
        `mute_time_intervals: [{name: ${h}, time_intervals: [{times: [{start_time: 09:00, end_time: 17:30}], years: [2026], months: [1:3]}]}]`,
        '',
      ].join('\n'),
    );

  /** The configuration of the stack with a fragment in it; undefined where ODIN refuses it. */
  function written(text: string): string | undefined {
    const settings = { ...DEFAULT_SETTINGS, alerts: { ...DEFAULT_SETTINGS.alerts, receivers: text } };
    try {
      const config = receivers(alertmanager, settings).find(({ kind }) => kind === 'ConfigMap');
      return String(valueAt(config, ['data', 'alertmanager.yml']));
    } catch {
      return undefined;
    }
  }

  async function routes(text: string): Promise<string> {
    const tree = await run('amtool', ['config', 'routes', 'show', `--config.file=${await fileOf('am.yml', text)}`]);
    return tree.slice(tree.indexOf('receiver:'));
  }

  it('lead the same alerts to the same people, with the same words', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fragment, async (text) => {
        const { code, stderr } = await attempt('amtool', ['check-config', await fileOf('am.yml', text)]);
        const ours = written(text);
        expect(ours === undefined, `${stderr}\n${text}`).toBe(code !== 0);
        if (ours === undefined) return;
        taken += 1;
        expect(await routes(ours)).toBe(await routes(text));
        const [theirs, made] = await asKubectlReads([inObject(text), inObject(ours)]);
        const at = (object: unknown, ...path: readonly (string | number)[]) => valueAt(object, ['spec', ...path]);
        expect(at(made, 'route', 'routes')).toEqual(at(theirs, 'route', 'routes'));
        expect((at(made, 'receivers') as readonly unknown[]).slice(1)).toEqual(at(theirs, 'receivers'));
        expect((at(made, 'inhibit_rules') as readonly unknown[]).slice(-1)).toEqual(at(theirs, 'inhibit_rules'));
        expect(at(made, 'time_intervals')).toEqual(at(theirs, 'mute_time_intervals'));
      }),
      { numRuns: 40 },
    );
    expect(taken).toBeGreaterThan(5);
  }, 300_000);
});

const inObject = (text: string) => `${OBJECT}spec:\n${text.replace(/^(?=.)/gm, '  ')}`;
const OBJECT = 'apiVersion: odin.example/v1\nkind: Any\nmetadata: {name: a}\n';

/** The objects that kubectl reads. It asks no cluster. */
async function asKubectlReads(texts: readonly string[]): Promise<readonly unknown[]> {
  const file = await fileOf('objects.yaml', texts.join('\n---\n'));
  const printed = await run('kubectl', ['label', '--local', '-f', file, 'odin.example/x=y', '-o', 'json']);
  const read = printed.split(/^(?=\{)/m).map((one) => {
    const { metadata, ...rest } = JSON.parse(one);
    return { ...rest, metadata: { name: metadata.name } };
  });
  expect(read).toHaveLength(texts.length);
  return read;
}

describe('manifests', () => {
  const body = fc
    .array(spelling, { minLength: 6, maxLength: 6 })
    .map(([a, b, c, d, e, f]) =>
      [
        `spec:`,
        `  words: [${[a, b, c].join(', ')}]`,
        `  base: &base {a: ${d}, b: ${e}}`,
        `  before: {b: ${f}, <<: *base}`,
        `  behind: {<<: [*base, {a: ${a}, c: ${b}}], b: ${c}}`,
        `  block: |\n    ${'0042\n    yes'}\n  folded: >-\n    a\n    b\n`,
      ].join('\n'),
    );

  it('are read as kubectl reads them, and recorded so that it reads the same', async () => {
    let read = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(body, { minLength: 30, maxLength: 30 }), async (bodies) => {
        // Without those that have a number that JSON cannot carry, which ODIN refuses.
        const texts = bodies.map((text) => OBJECT + text).filter((text) => objectsIn(text) !== undefined);
        if (texts.length === 0) return;
        read += texts.length;
        const ours = texts.flatMap((text) => objectsIn(text) ?? []);
        expect(ours).toEqual(await asKubectlReads(texts));
        expect(await asKubectlReads(ours.map((object) => manifestOf([object])))).toEqual(ours);
      }),
      { numRuns: 10, endOnFailure: true },
    );
    expect(read).toBeGreaterThan(100);
  }, 300_000);

  function objectsIn(text: string): readonly KubeObject[] | undefined {
    try {
      return parseManifests(text, 'a.yaml');
    } catch (error) {
      expect(String(error)).toMatch(/too large to be kept exactly|JSON has no such number/);
      return undefined;
    }
  }
});

describe('exporters', () => {
  it('get what the settings file says, and are scraped so', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(spelling, { minLength: 4, maxLength: 4 }), async ([a, b, c, d]) => {
        const path = await fileOf(
          'settings.yaml',
          [
            'version: 1',
            'exporters:',
            `  - name: on\n    image: 1.10\n    port: 9_400\n    path: "/p?on=yes&rack=0042&q=a%20%22%3A%23"`,
            `    args: [${a}, ${b}]\n    env: {A: ${c}, B: ${d}}`,
          ].join('\n'),
        );
        const { settings } = await readSettingsFile(path).catch(() => ({ settings: undefined }));
        if (settings === undefined) return; // null in a list of texts
        const objects = exporters([], settings);
        const deployment = objects.find(({ kind }) => kind === 'Deployment');
        const given = ['spec', 'template', 'spec', 'containers', 0];
        const [theirs] = await asKubectlReads([manifestOf(deployment === undefined ? [] : [deployment])]);
        const [exporter] = settings.exporters;
        expect(valueAt(theirs, [...given, 'args'])).toEqual(exporter?.args);
        expect(valueAt(theirs, [...given, 'env'])).toEqual([
          { name: 'A', value: exporter?.env.A },
          { name: 'B', value: exporter?.env.B },
        ]);
        const scrape = valueAt(objects[0], ['data', 'on.yaml']);
        await run('promtool', ['check', 'config', '--syntax-only', await fileOf('scrape.yml', String(scrape))]);
      }),
      { numRuns: 15 },
    );
  }, 300_000);
});

it('Prometheus takes a share of the disk for its samples', async () => {
  const retention = { ...DEFAULT_SETTINGS.prometheus.retention, percentage: 20 };
  const settings = { ...DEFAULT_SETTINGS, prometheus: { ...DEFAULT_SETTINGS.prometheus, retention } };
  const config = scraping(prometheus, settings).find(({ metadata }) => metadata.name === 'prometheus-config');
  const text = String(valueAt(config, ['data', 'prometheus.yml']));
  expect(text).toMatch(/^ {6}percentage: 20$/m);
  expect(text).not.toMatch(/^ {6}size:/m);
  await run('promtool', ['check', 'config', '--syntax-only', await fileOf('prometheus.yml', text)]);
});

describe('templates', () => {
  const verdict = async (templates: string) => {
    const settings = { ...DEFAULT_SETTINGS, alerts: { ...DEFAULT_SETTINGS.alerts, templates: 'x' } };
    const config = receivers(alertmanager, settings).find(({ kind }) => kind === 'ConfigMap');
    await fileOf('settings.tmpl', templates);
    const file = await fileOf('with-templates.yml', String(valueAt(config, ['data', 'alertmanager.yml'])));
    return (await attempt('amtool', ['check-config', file])).code;
  };

  it.each(TEMPLATES)('Alertmanager takes %j', async (text) => {
    expect(await verdict(text)).toBe(0);
  });

  it.each(NO_TEMPLATES)('Alertmanager refuses %j', async (text) => {
    expect(await verdict(text)).toBe(1);
  });
});
