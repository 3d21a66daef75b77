// The recipe of CONTRIBUTING.md for a new version of the stack, walked in a copy of the released ones, and what leads off its way.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DASHBOARDS } from '../../dashboards/all.ts';
import { COMPLETE_CLUSTER as capabilities } from '../../electron/stack/cluster-checks/capabilities.ts';
import { type Component, readComponents } from '../../electron/stack/manifests/component-folders.ts';
import { readReleaseNotes } from '../../electron/stack/manifests/release-notes.ts';
import { renderStack } from '../../electron/stack/render.ts';
import { formatRef, refOf } from '../../shared/model/object.ts';
import { ROOT } from '../command.mjs';
import { staleDashboards, writeDashboards } from '../dashboards/build.mjs';
import { copyOfReleased } from './copy.testkit.ts';
import { componentFolder, newestVersion } from './folders.mjs';
import { releasedProblem, releasedVersions, versionForChanges, versionInWork } from './released.mjs';
import { stackVersion } from './steps.mjs';

const [FILE = '', DASHBOARD] = Object.entries(DASHBOARDS)[0] ?? [];
/** A dashboard with another title. */
const ONE = DASHBOARD === undefined ? {} : { [FILE]: { ...DASHBOARD, title: 'Changed' } };
const CHANGED = { ...DASHBOARDS, ...ONE };

/** The commands of the recipe, in its order, without `npm run`. */
function commandsOfRecipe(): readonly string[] {
  const [, section = ''] = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').split('## A new version of the stack\n');
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^ {7}npm run (.+)$/gm)].map(([, command = '']) => command);
}

/** Without the one whose password takes most of the time to hash, and with an optional one and what it goes together with. */
const isRendered = ({ name, isDefault }: Component) =>
  isDefault ? name !== 'node-exporter' : ['loki', 'alloy', 'dashboards-logs'].includes(name);

/** Name → text of the objects of a version, in the order in which they are applied. */
async function rendered(stack: string, version: string): Promise<ReadonlyMap<string, string>> {
  const known = await readComponents(join(stack, version));
  const components = new Set(known.filter(isRendered).map(({ name }) => name));
  const { objects } = await renderStack({
    assetsDir: stack,
    version,
    namespace: 'monitoring',
    capabilities,
    components,
  });
  return new Map(objects.map((object) => [formatRef(refOf(object)), JSON.stringify(object)]));
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

it('leads from one released version to the next', { timeout: 30_000 }, async () => {
  const stack = copyOfReleased();
  const before = newestVersion(stack);
  const next = versionForChanges(stack);
  const old = await rendered(stack, before);
  const run = async (command: string, component = '') => {
    const [script, , ...args] = command.replace('VERSION', next).replace('COMPONENT', component).split(' ');
    if (script === 'stack-version') await stackVersion(args, stack);
    else if (script === 'dashboards') await writeDashboards(stack, CHANGED);
    else throw new Error(`The recipe says "npm run ${command}", which this test does not know.`);
  };
  const commands = commandsOfRecipe();
  expect(commands).toHaveLength(4);
  const [begin = '', take = '', dashboards = '', release = ''] = commands;

  await run(begin);
  expect([versionInWork(stack), newestVersion(stack)]).toEqual([next, next]);
  expect([...(await rendered(stack, next))]).toEqual([...old]);

  for (const component of ['rules', 'kube-state-metrics', 'loki', 'dashboards']) {
    await run(take, component);
    expect(componentFolder(component, stack)).toBe(`${next}/${component}`);
  }
  expect([...(await rendered(stack, next))]).toEqual([...old]);

  edit(join(stack, next, 'rules', 'alerts-gpu.yaml'), (text) => `${text}# Changed\n`);
  edit(join(stack, next, 'kube-state-metrics', 'kube-state-metrics.yaml'), (text) =>
    text.replace('replicas: 1', 'replicas: 2'),
  );
  edit(join(stack, next, 'loki', 'loki.yml'), (text) => `${text}# Changed\n`);
  await run(dashboards);
  expect(await staleDashboards(stack, CHANGED)).toBeUndefined();
  writeFileSync(join(stack, next, 'RELEASE-NOTES.md'), `# ${next}\n\nMore.\n\n- One.\n`);
  expect(await readReleaseNotes(stack, next)).toEqual({ version: next, summary: 'More.', changes: ['One.'] });

  const now = await rendered(stack, next);
  expect([...now.keys()]).toEqual([...old.keys()]);
  expect([...now].flatMap(([name, text]) => (text === old.get(name) ? [] : [name])).sort()).toEqual([
    'ConfigMap/monitoring/grafana-dashboards',
    'ConfigMap/monitoring/loki-config',
    'ConfigMap/monitoring/prometheus-rules',
    'Deployment/monitoring/kube-state-metrics',
  ]);
  expect([...(await rendered(stack, before))]).toEqual([...old]);
  expect(await releasedProblem(stack)).toBeUndefined();

  await run(release);
  expect(releasedVersions(stack).slice(0, 2)).toEqual([next, before]);
  expect(versionInWork(stack)).toBeUndefined();
  expect(await releasedProblem(stack)).toBeUndefined();

  edit(join(stack, next, 'rules', 'alerts-gpu.yaml'), (text) => `${text}# Once more\n`);
  expect(await releasedProblem(stack)).toContain(`assets/stack/${next}/rules/alerts-gpu.yaml (changed): ${next} was `);
});

describe('dashboards that their sources make otherwise', () => {
  it('are not written into a released version', async () => {
    const stack = copyOfReleased();
    const next = versionForChanges(stack);
    const folder = componentFolder('dashboards', stack);
    const step = `assets/stack/${folder}/overview.json: not what dashboards/ makes, and released; run first: `;
    const begun = `npm run stack-version -- begin ${next} && npm run stack-version -- take dashboards`;
    await expect(writeDashboards(stack, ONE)).rejects.toThrow(`${step}${begun}`);
    expect(await staleDashboards(stack, ONE)).toBe(`${step}${begun}`);
    expect(await releasedProblem(stack)).toBeUndefined();

    await stackVersion(['begin', next], stack);
    await expect(writeDashboards(stack, ONE)).rejects.toThrow(`${step}npm run stack-version -- take dashboards`);

    await stackVersion(['take', 'dashboards'], stack);
    expect(await staleDashboards(stack, ONE)).toBe(
      `assets/stack/${next}/dashboards/overview.json: not what dashboards/ makes. Run: npm run dashboards`,
    );
    expect(await writeDashboards(stack, ONE)).toEqual([`${next}/dashboards/overview.json`]);
    expect(await writeDashboards(stack, ONE)).toEqual([]);
  });

  it('are found in a list that a new file is missing from', async () => {
    const stack = copyOfReleased();
    const more = { ...DASHBOARDS, ...(DASHBOARD === undefined ? {} : { 'dashboards/more.json': DASHBOARD }) };
    expect(await staleDashboards(stack, more)).toContain('/dashboards/more.json: not what dashboards/ makes');
  });
});

describe('a step that cannot be taken', () => {
  const BEFORE: readonly (readonly [readonly string[], RegExp])[] = [
    [['begin', 'one'], /^"one" cannot be the next version of the stack: name one after \S+, such as \d+\.\d+\.\d+\.$/],
    [['begin', '0.9.0'], /^"0\.9\.0" cannot be the next version/],
    [
      ['take', 'rules'],
      /^No version of the stack is in work; begin one: npm run stack-version -- begin \d+\.\d+\.\d+$/,
    ],
    [['release'], /^No version of the stack is in work; begin one: /],
    [[], /^Say "begin \d+\.\d+\.\d+", "take COMPONENT" or "release" after `npm run stack-version --`\.$/],
    [['begin'], /^Say "begin /],
    [['take', 'rules', 'loki'], /^Say "begin /],
    [['release', '1.0.0'], /^Say "begin /],
    [['toString', 'a'], /^Say "begin /],
  ];

  it('before a version is begun', async () => {
    const stack = copyOfReleased();
    for (const [args, message] of BEFORE) {
      await expect(stackVersion(args, stack), args.join(' ')).rejects.toThrow(message);
      expect(versionInWork(stack)).toBeUndefined();
    }
  });

  it('while a version is in work', async () => {
    const stack = copyOfReleased();
    const next = versionForChanges(stack);
    await stackVersion(['begin', next], stack);
    await expect(stackVersion(['begin', '1000.0.0'], stack)).rejects.toThrow(
      `${next} of the stack is in work: put the change into it, or release it first.`,
    );
    await expect(stackVersion(['take', 'nothing'], stack)).rejects.toThrow(
      `There is no component nothing in ${next} of the stack; there are namespace, `,
    );
    await stackVersion(['take', 'rules'], stack);
    await expect(stackVersion(['take', 'rules'], stack)).rejects.toThrow(
      `${next} of the stack has assets/stack/${next}/rules already: change it there.`,
    );
    await expect(stackVersion(['release'], stack)).rejects.toThrow(
      `assets/stack/${next}/RELEASE-NOTES.md is missing: say in it what ${next} brings.`,
    );
  });

  it('while a released version is not what it was', async () => {
    const stack = copyOfReleased();
    const [released = ''] = releasedVersions(stack);
    edit(join(stack, released, 'kustomization.yaml'), (text) => `${text}\n`);
    await expect(stackVersion(['begin', versionForChanges(stack)], stack)).rejects.toThrow(
      `assets/stack/${released}/kustomization.yaml (changed): `,
    );
    expect(versionInWork(stack)).toBeUndefined();
  });
});
