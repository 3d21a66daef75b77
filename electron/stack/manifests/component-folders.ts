// The components of a version of the stack, in the order in which they are applied; some of them are on by default.
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { readKustomization } from './kustomize.ts';

/** A part of the stack that can be left out or put in: a folder. */
export interface Component {
  /** The folder's name, such as `grafana`. */
  readonly name: string;
  /** Its path; in a later version it may be the folder of an earlier one, for what did not change. */
  readonly directory: string;
  readonly isDefault: boolean;
}

/**
 * The components of the version in `directory`: those of its kustomization.yaml, then those of `optional`.
 *
 * Throws `internal` when one of the two cannot be read or has objects of its own.
 */
export async function readComponents(directory: string): Promise<readonly Component[]> {
  const [usual, optional] = await Promise.all([listed(directory, true), listed(join(directory, 'optional'), false)]);
  return [...usual, ...optional];
}

async function listed(directory: string, isDefault: boolean): Promise<readonly Component[]> {
  const { components, resources, configMapGenerator } = await readKustomization(directory);
  if (resources.length > 0 || configMapGenerator.length > 0) {
    throw new AppError(
      'internal',
      `${directory}/kustomization.yaml lists more than components: give the rest a folder.`,
    );
  }
  return components.map((path) => ({ name: basename(path), directory: join(directory, path), isDefault }));
}
