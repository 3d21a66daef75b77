// The manifests of a directory, or of one file, as `kubectl apply -f` would read them.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { readTextFile } from '../../text-file.ts';
import { parseManifests } from './yaml.ts';

/** The CRDs of large operators are some megabytes. */
const MANIFEST_FILE = { what: 'a manifest', limit: 64 * 1024 * 1024 };

const MANIFEST = /\.(ya?ml|json)$/;

/** One file, and what is in it. */
export interface ManifestFile {
  readonly file: string;
  readonly objects: readonly KubeObject[];
}

/** By name. Throws `badInput` when the path cannot be read, holds no object, or a manifest is not right. */
export async function readManifests(path: string): Promise<readonly ManifestFile[]> {
  const files = await manifestsAt(path).catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new AppError('badInput', `${path} cannot be read (${reason}): name a directory of manifests.`, {
      cause: error,
    });
  });
  const parsed = files.map((file) => ({ file, objects: parseManifests(readTextFile(file, MANIFEST_FILE), file) }));
  if (parsed.every(({ objects }) => objects.length === 0)) {
    throw new AppError('badInput', `${path} holds no manifest: it needs files that end in .yaml, .yml or .json.`);
  }
  return parsed;
}

async function manifestsAt(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  return (await readdir(path))
    .filter((name) => MANIFEST.test(name))
    .sort()
    .map((name) => join(path, name));
}
