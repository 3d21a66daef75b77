// A folder with a kustomization.yaml → its objects, as `kubectl kustomize` makes them (in the order of the files).
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { KubeObject } from '../../../shared/model/object.ts';
import { type ConfigMapGenerator, type Kustomization, parseKustomization } from './kustomization.ts';
import { unreadable } from './unreadable.ts';
import { parseManifests } from './yaml.ts';

/** The kustomization of a folder. Throws `internal` when it cannot be read: the installation is broken. */
export async function readKustomization(directory: string): Promise<Kustomization> {
  const path = join(directory, 'kustomization.yaml');
  return parseKustomization(await readText(path), path);
}

/**
 * The objects of a folder: those of its resources, then of its components, then its generated ConfigMaps.
 *
 * Throws `internal` for a file that is missing or is no UTF-8, and for what {@link parseKustomization} refuses;
 * `badInput` for a manifest that is not right.
 */
export async function kustomize(directory: string): Promise<readonly KubeObject[]> {
  const { resources, components, configMapGenerator } = await readKustomization(directory);
  const parts = await Promise.all([
    ...resources.map((path) => manifestsAt(join(directory, path))),
    ...components.map((path) => kustomize(join(directory, path))),
    ...configMapGenerator.map(async (generator) => [await generate(generator, directory)]),
  ]);
  return parts.flat();
}

async function manifestsAt(path: string): Promise<readonly KubeObject[]> {
  return parseManifests(await readText(path), path);
}

async function generate(generator: ConfigMapGenerator, directory: string): Promise<KubeObject> {
  const { name, namespace, files, options } = generator;
  const entries = files.map(async (path) => [basename(path), await readText(join(directory, path))]);
  const { labels, annotations } = options;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, labels, ...(annotations === undefined ? {} : { annotations }) },
    data: Object.fromEntries(await Promise.all(entries)),
  };
}

async function readText(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}
