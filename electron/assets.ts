// The folder of the files that ship with the app: beside the sources in a clone, inside app.asar in a package.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../shared/errors.ts';

/**
 * The `assets` folder, found by walking up from this module: a bundler may put it in any chunk below `dist`.
 * In a package the folder lies in app.asar, which `node:fs` reads like a folder, also as `odin`.
 * @throws {AppError} `internal` when the installation is incomplete
 */
export function assetsDir(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const assets = join(folder, 'assets');
    if (existsSync(join(assets, 'stack'))) return assets;
    if (folder === dirname(folder)) {
      throw new AppError('internal', 'The folder "assets" is missing from this installation: install the app again.');
    }
  }
}
