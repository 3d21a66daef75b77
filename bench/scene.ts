// The scene of one side of a measurement: a namespace of its own, and its objects as a folder of manifests and as a chart.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { oracleTools } from '../e2e/cluster/helm.ts';
import { run } from '../e2e/cluster/run.ts';
import type { KubeObject } from '../shared/model/object.ts';

export interface Scene {
  readonly kubeconfig: string;
  readonly namespace: string;
  /** Holds `objects.yaml`. */
  readonly folder: string;
  readonly chart: string;
}

/** The name of every release. */
export const RELEASE = 'bench';

// Manifests may hold `{{`, which a template would take for its own.
const TEMPLATE = '{{ .Files.Get "files/objects.yaml" }}\n';
const CHART = 'apiVersion: v2\nname: bench\nversion: 1.0.0\n';

/** Runs `work` with a scene for `objects`, then removes the namespace and those that are in none, and waits until they are gone. */
export async function withScene<T>(
  kubeconfig: string,
  namespace: string,
  objects: readonly KubeObject[],
  work: (scene: Scene) => Promise<T>,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'odin-bench-'));
  const scene = { kubeconfig, namespace, folder: join(root, 'manifests'), chart: join(root, 'chart') };
  try {
    await rewrite(scene, objects);
    return await work(scene);
  } finally {
    await kubectl(scene, 'delete', '-f', scene.folder, '-n', namespace, '--ignore-not-found', '--wait=false');
    await kubectl(scene, 'delete', 'namespace', namespace, '--ignore-not-found');
    await rm(root, { recursive: true, force: true });
  }
}

/** Gives a scene other objects. */
export async function rewrite({ folder, chart }: Scene, objects: readonly KubeObject[]): Promise<void> {
  const text = objects.map((object) => stringify(object, { version: '1.1' })).join('---\n');
  for (const path of [folder, join(chart, 'templates'), join(chart, 'files')]) await mkdir(path, { recursive: true });
  await writeFile(join(folder, 'objects.yaml'), text);
  await writeFile(join(chart, 'files', 'objects.yaml'), text);
  await writeFile(join(chart, 'templates', 'all.yaml'), TEMPLATE);
  await writeFile(join(chart, 'Chart.yaml'), CHART);
}

/** What kubectl printed. */
export async function kubectl({ kubeconfig }: Scene, ...args: readonly string[]): Promise<string> {
  return run((await oracleTools()).kubectl, [`--kubeconfig=${kubeconfig}`, ...args]);
}

/** What helm printed, about the scene's namespace. */
export async function helm({ kubeconfig, namespace }: Scene, ...args: readonly string[]): Promise<string> {
  return run((await oracleTools()).helm, [...args, '--namespace', namespace, '--kubeconfig', kubeconfig]);
}
