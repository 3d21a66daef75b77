// Lists of kubeconfig files as kubectl reads them: the same contexts, the same current one, the same clusters and users
// behind them. What kubectl refuses as a whole, we take apart, but never for another cluster.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadClusterList } from '../../electron/kube/kubeconfig.ts';
import { readContext } from '../../electron/kube/read-context.ts';
import { attempt } from '../cluster/run.ts';
import { type DrawnFile, drawLists } from './kubeconfig-lists.ts';

/** `ODIN_PROPERTY_SEED=… ODIN_PROPERTY_RUNS=…` draws other lists, or more. */
const SEED = Number(process.env.ODIN_PROPERTY_SEED ?? 2);
const LISTS = Number(process.env.ODIN_PROPERTY_RUNS ?? 120);

const folder = mkdtempSync(join(tmpdir(), 'odin-judged-kubeconfigs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fields = z.record(z.string(), z.unknown());
const named = z.array(z.looseObject({ name: z.string() })).nullable();
const viewSchema = z.object({ 'current-context': z.string(), contexts: named, clusters: named, users: named });
type Fields = Readonly<Record<string, unknown>>;

interface View {
  readonly current: string;
  readonly contexts: ReadonlyMap<string, Fields>;
  readonly clusters: ReadonlyMap<string, Fields>;
  readonly users: ReadonlyMap<string, Fields>;
}

/** What kubectl makes of files; undefined where it refuses them. */
async function kubectlView(paths: readonly string[]): Promise<View | undefined> {
  const { code, stdout } = await kubectl(paths, ['config', 'view', '--raw', '-o', 'json']);
  if (code !== 0) return undefined;
  const view = viewSchema.parse(JSON.parse(stdout));
  const byName = (list: z.infer<typeof named>, key: string) =>
    new Map((list ?? []).map((one) => [one.name, fields.parse(one[key])]));
  return {
    current: view['current-context'],
    contexts: byName(view.contexts, 'context'),
    clusters: byName(view.clusters, 'cluster'),
    users: byName(view.users, 'user'),
  };
}

function kubectl(paths: readonly string[], args: readonly string[]) {
  return attempt('kubectl', args, { env: { KUBECONFIG: paths.join(delimiter), HOME: folder } });
}

function written(files: readonly DrawnFile[], index: number): readonly string[] {
  return files.map((content, at) => {
    const path = join(folder, `${index}-${at}`);
    if (content !== undefined) writeFileSync(path, content);
    return path;
  });
}

/** Without what means nothing: null, empty text, false, an empty list. */
function meant(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => meant(item) ?? '');
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).map(([key, inner]) => [key, meant(inner)] as const);
  return Object.fromEntries(
    kept.filter(
      ([, inner]) => inner !== undefined && inner !== null && inner !== '' && inner !== false && !isEmptyList(inner),
    ),
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

const drawn = drawLists(SEED, LISTS).map((files, index) => [index, written(files, index)] as const);

describe(`lists of seed ${SEED}`, () => {
  it('are taken by kubectl, and refused, often enough to say something', async () => {
    const views = await Promise.all(drawn.slice(0, 40).map(([, paths]) => kubectlView(paths)));
    expect(views.filter((view) => view !== undefined).length).toBeGreaterThan(10);
    expect(views.filter((view) => view === undefined).length).toBeGreaterThan(3);
  });

  it.each(drawn)('list %i', async (_index, paths) => {
    const environment = { KUBECONFIG: paths.join(delimiter), HOME: folder };
    const ours = loadClusterList({ environment, platform: 'linux', k3sPath: join(folder, 'no-k3s') });
    const current = ours.contexts.filter(({ isCurrent }) => isCurrent);
    const theirs = await kubectlView(paths);
    if (theirs === undefined) {
      const before = await currentBeforeFault(paths);
      if (before !== undefined) expect([[], [before]]).toContainEqual(current.map(({ name }) => name));
      return;
    }
    const first = new Map(ours.contexts.map((context) => [context.name, context] as const).toReversed());
    const known = [...theirs.contexts.keys()].filter((name) => name !== '').sort();
    expect([...first.keys()].sort()).toEqual(known);
    expect(current).toEqual(known.includes(theirs.current) ? [first.get(theirs.current)] : []);
    for (const [name, { id, file = '', problem }] of first) {
      if (problem !== undefined) {
        if (problem.includes(' names the user ')) continue; // kubectl asks for a name and a password then
        // Refused by kubectl too, before it has asked any server of the list.
        const { code, stderr } = await kubectl(paths, ['get', '--raw', '/', '--context', name, '--request-timeout=5s']);
        expect(code, id).toBe(1);
        expect(stderr, problem).not.toMatch(/127\.0\.0\.1:[1-9]\b/);
        continue;
      }
      const { cluster, user } = readContext({ file, context: name, files: paths });
      const context = theirs.contexts.get(name);
      expect({ id, cluster: meant(cluster), user: meant(user) }).toEqual({
        id,
        cluster: meant(addressed(theirs.clusters.get(String(context?.cluster)))),
        user: meant(theirs.users.get(String(context?.user)) ?? {}),
      });
    }
  });
});

/** The current context that the files set before the first one that kubectl refuses, if it is in any file that it takes. */
async function currentBeforeFault(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const view = await kubectlView([path]);
    if (view === undefined) return undefined;
    if (view.current !== '') return view.current;
  }
  return undefined;
}

/** Without the slash at the end of its address. */
function addressed(cluster: Fields | undefined): unknown {
  return { ...cluster, server: String(cluster?.server).replace(/\/$/, '') };
}
