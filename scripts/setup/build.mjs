// Builds the app when its sources changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, ROOT, run } from '../command.mjs';
import { lock } from '../once.mjs';

const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];
const STAMP = join(ROOT, 'dist', 'sources.sha1');

/** Runs the build unless `dist` was made of exactly these sources. */
export async function buildWhenStale() {
  if (isFresh()) return;
  const release = await lock(join(ROOT, 'node_modules', '.odin-build.lock'));
  try {
    const sources = digestOf(SOURCES);
    if (isFresh(sources)) return;
    console.error('Building …');
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
    const code = await run(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
      // A check that ran before in this process may have said that it is development.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 2, 2],
    });
    if (code !== 0) throw new Failure(`The build ended with exit code ${code}; its messages are above.`);
    writeFileSync(STAMP, sources);
  } finally {
    release();
  }
}

function isFresh(sources = digestOf(SOURCES)) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources;
}

/**
 * One hash over the names and contents of all sources: a removed file counts, a changed time or test does not.
 * @param {readonly string[]} paths files and folders, relative to the project; those that are gone count as nothing
 * @returns {string}
 */
export function digestOf(paths) {
  const hash = createHash('sha1');
  for (const path of paths.flatMap(filesUnder)) hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)));
  return hash.digest('hex');
}

/** @param {string} path relative to the project @returns {string[]} */
function filesUnder(path) {
  const found = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found === undefined ? [] : [path];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`))
    .filter((file) => !/\.test\.tsx?$/.test(file));
}
