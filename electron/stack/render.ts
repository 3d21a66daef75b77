// The stack's manifests and a cluster's capabilities → the objects to apply, and what is left out and why.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { type KubeObject, refOf } from '../../shared/model/object.ts';
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { Capabilities } from './capabilities.ts';
import { grafanaAdminSecret, grafanaGatewaySecret, randomKeyPair, randomPassword } from './generated-secret.ts';
import { placeIn } from './place.ts';
import { assertDefaultStorageClass, missingFor } from './requirements.ts';
import { listVersions } from './versions.ts';
import { parseManifests } from './yaml.ts';

export interface RenderInput {
  /** The `assets/stack` folder. */
  readonly assetsDir: string;
  /** Default: the newest in `assetsDir`. */
  readonly version?: string;
  readonly namespace: string;
  readonly capabilities: Capabilities;
  /** Makes the generated passwords; a test may give its own. */
  readonly password?: () => string;
}

/** The objects of one version for one cluster. */
export interface RenderedStack {
  readonly version: string;
  /** To apply, in the order of the files. */
  readonly objects: readonly KubeObject[];
  /** To create where they do not exist, and never to change: generated Secrets. New at every call. */
  readonly createOnly: readonly KubeObject[];
  readonly skipped: readonly SkippedObject[];
}

/** An object that this cluster cannot run, and why, in a sentence. */
export interface SkippedObject {
  readonly ref: ObjectRef;
  readonly reason: string;
}

const NAMESPACE_NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * Reads a version's manifests and fits them to a cluster. Writes nothing anywhere.
 *
 * Throws `badInput` (unknown version, impossible namespace), `unsupported` (no default StorageClass), `internal` (the
 * assets are broken).
 */
export async function renderStack(input: RenderInput): Promise<RenderedStack> {
  const { assetsDir, namespace, capabilities, password = randomPassword } = input;
  if (!NAMESPACE_NAME.test(namespace)) {
    throw new AppError(
      'badInput',
      `"${namespace}" cannot be a namespace: use up to 63 small letters, digits and dashes.`,
    );
  }
  const versions = await listVersions(assetsDir);
  const version = input.version ?? versions[0];
  if (!versions.includes(version)) {
    throw new AppError(
      'badInput',
      `There is no version ${version} of the stack; choose one of ${versions.join(', ')}.`,
    );
  }
  assertDefaultStorageClass(capabilities);
  const placed = placeIn(namespace, await readVersion(join(assetsDir, version)));
  const judged = placed.map((object) => ({ object, reason: missingFor(object, capabilities) }));
  return {
    version,
    objects: judged.flatMap(({ object, reason }) => (reason === undefined ? [object] : [])),
    createOnly: [grafanaAdminSecret(namespace, password()), grafanaGatewaySecret(namespace, randomKeyPair())],
    skipped: judged.flatMap(({ object, reason }) => (reason === undefined ? [] : [{ ref: refOf(object), reason }])),
  };
}

async function readVersion(directory: string): Promise<readonly KubeObject[]> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).sort();
  const manifests = files.map(async (file) => {
    const path = join(directory, file);
    return parseManifests(await readFile(path, 'utf8'), path);
  });
  return (await Promise.all(manifests)).flat();
}
