// A directory of manifests (or one file) as a release, as `kubectl apply -f` would read it.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { hashOf } from '../release/canonical.ts';
import type { ReleaseTarget } from '../release/context.ts';
import type { Desired } from '../release/desired.ts';
import { parseManifests } from '../stack/yaml.ts';

const MANIFEST = /\.(ya?ml|json)$/;

/**
 * What the manifests want. The version names their content, so that two revisions of the same content are told to be so.
 *
 * Throws `badInput` when the path cannot be read, holds no manifest, or one is not right.
 */
export async function desiredFrom(path: string, target: ReleaseTarget): Promise<Desired> {
  const files = await manifestsAt(path).catch((error: unknown) => {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new AppError('badInput', `${path} cannot be read (${reason}): name a directory of manifests.`, {
      cause: error,
    });
  });
  const parsed = await Promise.all(files.map(async (file) => parseManifests(await readFile(file, 'utf8'), file)));
  const objects = parsed.flat();
  if (objects.length === 0) {
    throw new AppError('badInput', `${path} holds no manifest: it needs files that end in .yaml, .yml or .json.`);
  }
  const version = `0.0.0+${hashOf(objects).slice(0, 8)}`;
  return { ...target, version, objects, createOnly: [], skipped: [] };
}

async function manifestsAt(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  return (await readdir(path))
    .filter((name) => MANIFEST.test(name))
    .sort()
    .map((name) => join(path, name));
}
