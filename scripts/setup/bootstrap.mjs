// Makes node_modules what the lock file says, so that a fresh clone needs no other step.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, Failure, npm, ROOT, run } from '../command.mjs';
import { lock } from '../once.mjs';

/** Runs `npm ci` when packages are absent or are not those of the lock file. */
export async function bootstrap() {
  if (isInstalled()) return;
  const folder = join(CACHE, 'locks');
  mkdirSync(folder, { recursive: true });
  const release = await lock(join(folder, createHash('sha1').update(ROOT).digest('hex')));
  try {
    if (isInstalled()) return;
    console.error('Installing what the lock file lists (npm ci) …');
    const [program, args] = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    const code = await run(program, args, { stdio: ['ignore', 2, 2] });
    if (code !== 0) throw new Failure(`npm ci ended with exit code ${code}; its messages are above.`);
  } finally {
    release();
  }
}

/** npm keeps a list of what it installed; times of files say little after a checkout, so the versions are compared. */
function isInstalled() {
  const list = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  const installed = packagesOf(list);
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    // Packages of other systems are in the lock file and not here.
    return path in installed ? installed[path]?.version === version : optional === true || devOptional === true;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
