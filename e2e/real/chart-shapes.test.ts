// A chart by two ways: Helm installs it, ODIN applies what `helm template` prints of it. The same objects are there
// afterwards, and ODIN takes Helm's release up without a change.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { manifestsIn } from '../../electron/stack/manifests/manifest-files.ts';
import { isRecord, type Json, record } from '../../shared/json.ts';
import { apiServer } from '../cluster/cluster.ts';
import { changesIn } from '../engine/objects.ts';
import type { Desired, PreparedPlan } from '../engine/odin.ts';
import { CHART_SHAPES, type ChartShape } from './chart-shapes.ts';
import { engineOn } from './engine.ts';

const engine = engineOn('shapes', apiServer());
const KINDS =
  'configmap,secret,service,serviceaccount,deployment,statefulset,cronjob,job,pod,podtemplate,horizontalpodautoscaler,networkpolicy,poddisruptionbudget,ingress,role,rolebinding,persistentvolumeclaim';
const DEFINITIONS = ['gizmos', 'widgets'].map((name) => `customresourcedefinition/${name}.shapes.example`);

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function written({ templates, crds }: ChartShape): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'odin-shape-'));
  folders.push(folder);
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    ...(crds === undefined ? {} : { 'crds/all.yaml': crds }),
    ...Object.fromEntries(Object.entries(templates).map(([name, text]) => [`templates/${name}`, text])),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** What `helm template` prints, as `odin install web --from -` takes it. */
async function wantedOf(chart: string, namespace: string): Promise<Desired> {
  const text = await engine.helm(4, 'template', 'web', chart, '-n', namespace, '--include-crds');
  const { files, skipped, notes } = manifestsIn('helm', [{ file: 'helm', text }]);
  const objects = files.flatMap((file) => file.objects);
  return { release: 'web', namespace, version: '1.0.0', objects, createOnly: [], skipped, notes };
}

/** Each object's fields, without what the server made and what names the namespace. */
async function contentOf(namespace: string, hasDefinitions: boolean): Promise<ReadonlyMap<string, unknown>> {
  const kinds = hasDefinitions ? `${KINDS},gizmo` : KINDS;
  const list: unknown = JSON.parse(await engine.kubectl(['get', kinds, '-n', namespace, '-o', 'json']));
  const items = isRecord(list) && Array.isArray(list.items) ? list.items.filter(isRecord) : [];
  return new Map(items.filter(isOfTheRelease).map((item) => [keyOf(item), contentIn(item, namespace)]));
}

function changedBy({ plan }: Pick<PreparedPlan, 'plan'>): readonly string[] {
  return changesIn(plan).filter((line) => !line.startsWith('skipped '));
}

function isOfTheRelease(item: Json): boolean {
  const { labels } = record(item.metadata);
  return record(labels)['app.kubernetes.io/managed-by'] === 'Helm';
}

function keyOf({ kind, metadata }: Json): string {
  return `${kind}/${record(metadata).name}`;
}

function contentIn(item: Json, namespace: string): unknown {
  const { labels, annotations, finalizers } = record(item.metadata);
  const { status: _, metadata: __, ...rest } = item;
  const text = JSON.stringify({ ...rest, labels, annotations, finalizers });
  const made = /"(controller-uid|batch\.kubernetes\.io\/controller-uid)":"[^"]*"/g;
  return JSON.parse(text.replaceAll(namespace, 'NAMESPACE').replaceAll(made, '"$1":"UID"'));
}

describe.each(CHART_SHAPES.map((shape) => [shape.what, shape] as const))('a chart with %s', (_what, shape) => {
  it('makes the same of a cluster by Helm and by ODIN', async () => {
    const chart = await written(shape);
    const [byHelm, byOdin] = [engine.namespaceFor('helm'), engine.namespaceFor('odin')];
    const hasDefinitions = shape.crds !== undefined;
    if (hasDefinitions) engine.cleanUp(...DEFINITIONS);

    await engine.kubectl(['create', 'namespace', byOdin]);
    const own = await wantedOf(chart, byOdin);
    expect(own.skipped).toHaveLength(shape.hooks ?? 0);
    await engine.installed(own);
    expect(changedBy(await engine.plan(own))).toEqual([]);
    const ours = await contentOf(byOdin, hasDefinitions);
    if (hasDefinitions) {
      await engine.uninstalled(own, true);
      await engine.kubectl(['delete', '--ignore-not-found', '--wait', ...DEFINITIONS]);
    }

    await engine.helm(4, 'install', 'web', chart, '-n', byHelm, '--create-namespace');
    const theirs = await contentOf(byHelm, hasDefinitions);
    const hooks = new Set(own.skipped.map(({ ref }) => `${ref.kind}/${ref.name}`));
    expect(ours).toEqual(new Map([...theirs].filter(([key]) => !hooks.has(key))));
    expect(ours.size).toBeGreaterThan(0);

    // What Helm has made needs no change, but for definitions: ODIN says in them that they are to be kept, and Helm puts
    // no mark on those of crds/.
    const { plan } = await engine.plan(await wantedOf(chart, byHelm));
    const definitions = hasDefinitions ? ['gizmos', 'widgets'] : [];
    expect(changedBy({ plan })).toEqual(
      definitions.map((name) => `configured CustomResourceDefinition/${name}.shapes.example`),
    );
    expect(plan.blockers).toEqual([
      `Release web in namespace ${byHelm} was made by Helm; ODIN shows it but does not change it.`,
      ...(hasDefinitions ? [expect.stringContaining('/gizmos.shapes.example exists and belongs to no release: ')] : []),
    ]);
  });

  it('adopts it from kubectl, and is then at rest', async ({ skip }) => {
    skip(shape.crds !== undefined, 'kubectl apply refuses an object beside its own definition');
    const chart = await written(shape);
    const namespace = engine.namespaceFor('kubectl');
    await engine.kubectl(['create', 'namespace', namespace]);
    const input = await engine.helm(4, 'template', 'web', chart, '-n', namespace, '--no-hooks');
    await engine.kubectl(['apply', '-n', namespace, '-f', '-'], { input });
    const wanted = await wantedOf(chart, namespace);
    await engine.installed(wanted, ['adopt', 'force']);
    expect(changedBy(await engine.plan(wanted))).toEqual([]);
    expect((await engine.drift(wanted)).objects).toEqual([]);
  });
});
