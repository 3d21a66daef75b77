// `odin images`: what the stack's pods run, for those who have to carry it to a machine without internet. Asks no cluster.
import { join } from 'node:path';
import { assetsDir } from '../assets.ts';
import { readComponents } from '../stack/manifests/component-folders.ts';
import { imagesOf } from '../stack/manifests/images.ts';
import { kustomize } from '../stack/manifests/kustomize.ts';
import { chosenStack, type StackOptions } from './chosen-stack.ts';
import { EXIT } from './exit-code.ts';
import type { Invocation } from './invocation.ts';

export interface ImagesOptions extends StackOptions {
  /** Those of the optional components too. */
  readonly all?: boolean;
}

export async function runImages({ console }: Invocation, options: ImagesOptions): Promise<number> {
  const { version, objects } = await chosenStack(options);
  const more = options.all === true ? await everyObject(join(assetsDir(), 'stack', version)) : [];
  const images = imagesOf([...objects, ...more]);
  console.result(images, images);
  return EXIT.ok;
}

/** Of all components of a version, whether they go together or not. */
async function everyObject(directory: string) {
  const components = await readComponents(directory);
  return (await Promise.all(components.map((component) => kustomize(component.directory)))).flat();
}
