// The person's own manifests, which become part of the stack.
import { isAbsolute, resolve } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { formatRef, type KubeObject, refKey, refOf } from '../../../shared/model/object.ts';
import { type Manifests, readManifests } from '../manifests/manifest-files.ts';

/**
 * The manifests of a directory. Objects that name no namespace are in the stack's.
 *
 * @param taken what the stack consists of already
 *
 * Throws `badInput` for a directory that is not absolute (relative to what?), for what cannot be read, and for an object
 * that is there already.
 */
export async function extraManifests(
  directory: string,
  namespace: string,
  taken: readonly KubeObject[],
): Promise<Manifests> {
  if (!isAbsolute(directory)) {
    throw new AppError(
      'badInput',
      `The settings: extraManifests is ${directory}: name the directory by its whole path, such as ${resolve('/srv/manifests')}.`,
      { subject: 'extraManifests' },
    );
  }
  const manifests = await readManifests(directory);
  // Only the cluster knows which kinds have a namespace: where none is named, either may be meant.
  const keysOf = (object: KubeObject) => {
    const ref = refOf(object);
    return ref.namespace === undefined ? [refKey(ref), refKey({ ...ref, namespace })] : [refKey(ref)];
  };
  const owners = new Map<string, string>();
  for (const key of taken.flatMap(keysOf)) owners.set(key, 'the stack');
  for (const { file, objects } of manifests.files) {
    for (const object of objects) {
      const keys = keysOf(object);
      const owner = keys.flatMap((key) => owners.get(key) ?? [])[0];
      if (owner !== undefined) {
        const name = formatRef(refOf(object));
        throw new AppError(
          'badInput',
          `${file}: ${name} is in ${owner} already: give it another name, or take it out of the extra manifests.`,
          {
            subject: file,
          },
        );
      }
      for (const key of keys) owners.set(key, file);
    }
  }
  return manifests;
}
