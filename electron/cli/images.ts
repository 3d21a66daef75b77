// `odin images`: what the stack's pods run, for those who have to carry it to a machine without internet. Asks no cluster.
import { join } from 'node:path';
import { assetsDir } from '../assets.ts';
import { readComponents } from '../stack/components.ts';
import { imagesOf } from '../stack/images.ts';
import { kustomize } from '../stack/kustomize.ts';
import { listVersions } from '../stack/versions.ts';
import { EXIT } from './exit-code.ts';
import type { Invocation } from './invocation.ts';

export interface ImagesOptions {
  /** Those of the optional components too. */
  readonly all?: boolean;
}

export async function runImages({ console }: Invocation, options: ImagesOptions): Promise<number> {
  const versions = join(assetsDir(), 'stack');
  const components = await readComponents(join(versions, (await listVersions(versions))[0]));
  const wanted = components.filter(({ isDefault }) => isDefault || options.all === true);
  const objects = await Promise.all(wanted.map(({ directory }) => kustomize(directory)));
  const images = imagesOf(objects.flat());
  console.result(images, images.join('\n'));
  return EXIT.ok;
}
