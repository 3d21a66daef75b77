// The manifests of a directory, or of one file, as `kubectl apply -f` would read them.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { formatRef, type KubeObject, refOf } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import { readTextFile } from '../../text-file.ts';
import { refuseForeignFolder } from './foreign-folder.ts';
import { hookReason } from './hooks.ts';
import { withoutServerFields } from './saved-object.ts';
import { parseManifests } from './yaml.ts';

/** The CRDs of large operators are some megabytes. */
export const MANIFEST_FILE = { what: 'a manifest', limit: 64 * 1024 * 1024 };

const MANIFEST = /\.(ya?ml|json)$/;
/** Emacs' locks, which lead nowhere, and what macOS keeps of a file beside it. */
const BESIDE_A_FILE = /^(\.#|\._)/;
/** How many objects, and how many of their fields, a sentence names. */
const NAMED = 5;
const NAMED_FIELDS = 12;

/** One file, and what is in it. */
export interface ManifestFile {
  readonly file: string;
  readonly objects: readonly KubeObject[];
}

/** What a person's manifests want. */
export interface Manifests {
  readonly files: readonly ManifestFile[];
  /** Left out, and why, in a sentence: Helm's hooks. */
  readonly skipped: readonly { readonly ref: ObjectRef; readonly reason: string }[];
  /** What was left out of objects, in sentences. */
  readonly notes: readonly string[];
}

/** What one file, or a stream, says. */
export interface ManifestText {
  /** Its path, or what sentences call the stream. */
  readonly file: string;
  readonly text: string;
}

/**
 * By name of the file.
 *
 * Throws `badInput` when the path cannot be read, is a chart's or a kustomization's, holds no object, or a manifest is
 * not right.
 */
export async function readManifests(path: string): Promise<Manifests> {
  return manifestsIn(path, await manifestTexts(path));
}

/** The texts of a directory by name of the file, or that of one file. Throws as {@link readManifests}, of what it has read. */
export async function manifestTexts(path: string): Promise<readonly ManifestText[]> {
  return (await manifestsAt(path)).map((file) => ({ file, text: readTextFile(file, MANIFEST_FILE) }));
}

/**
 * What texts want, in their order.
 *
 * @param name of the place that they are from, for sentences
 *
 * Throws `badInput` when they hold no object, and for a manifest that is not right.
 */
export function manifestsIn(name: string, texts: readonly ManifestText[]): Manifests {
  const parsed = texts.map(({ file, text }) => ({ file, objects: parseManifests(text, file) }));
  const skipped = parsed.flatMap(({ objects }) =>
    objects.flatMap((object) => {
      const reason = hookReason(object);
      return reason === undefined ? [] : [{ ref: refOf(object), reason }];
    }),
  );
  const saved = new Map<string, readonly string[]>();
  const files = parsed.map(({ file, objects }) => ({
    file,
    objects: objects.flatMap((found) => {
      if (hookReason(found) !== undefined) return [];
      const { object, fields } = withoutServerFields(found);
      if (fields.length > 0) saved.set(formatRef(refOf(object)), fields);
      return [object];
    }),
  }));
  if (files.every(({ objects }) => objects.length === 0)) throw nothingAt(name, texts, skipped.length);
  return { files, skipped, notes: saved.size === 0 ? [] : [savedNote(saved)] };
}

function nothingAt(name: string, texts: readonly ManifestText[], hooks: number): AppError {
  if (hooks > 0) {
    const what = hooks === 1 ? 'the one object is a hook' : `all ${hooks} objects are hooks`;
    return new AppError('badInput', `${name} holds nothing to install: ${what} of Helm, which are left out.`);
  }
  const wants =
    texts.length === 0
      ? 'it needs files that end in .yaml, .yml or .json'
      : 'there is nothing in it but comments and empty documents';
  return new AppError('badInput', `${name} holds no manifest: ${wants}.`);
}

function savedNote(saved: ReadonlyMap<string, readonly string[]>): string {
  const names = [...saved.keys()];
  const fields = [...new Set([...saved.values()].flat())].sort();
  return `${listed(names, NAMED)} ${names.length === 1 ? 'was' : 'were'} saved from a cluster: what a cluster writes is left out (${listed(fields, NAMED_FIELDS)}).`;
}

function listed(names: readonly string[], limit: number): string {
  const more = names.length > limit ? ` and ${names.length - limit} more` : '';
  return `${names.slice(0, limit).join(', ')}${more}`;
}

async function manifestsAt(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true });
    refuseForeignFolder(
      path,
      entries.map(({ name }) => name),
    );
    const files = entries.filter((entry) => MANIFEST.test(entry.name) && !BESIDE_A_FILE.test(entry.name));
    const paths = files.map(({ name }) => join(path, name)).sort();
    const isFolder = await Promise.all(paths.map(async (file) => (await stat(file)).isDirectory()));
    return paths.filter((_, index) => isFolder[index] === false);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new AppError('badInput', `${path} cannot be read (${reason}): name a directory of manifests.`, {
      cause: error,
    });
  }
}
