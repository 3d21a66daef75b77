// The checks of the sources on disk: the walls, with ARCHITECTURE.md's table of them, and the first sentences.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstSentenceProblems } from './first-sentence.mjs';
import { loadReader } from './imports.mjs';
import { ROOMS } from './rooms.mjs';
import { readSources } from './sources.mjs';
import { tableProblem } from './table.mjs';
import { violations } from './violations.mjs';

/** @param {string} root of the project @returns {Promise<string | undefined>} a line for each file that begins otherwise */
export async function firstSentencesProblem(root) {
  const found = firstSentenceProblems(readSources(root));
  return found.length === 0 ? undefined : found.join('\n');
}

/** @param {string} root of the project @returns {Promise<string | undefined>} a line for each violation */
export async function wallsProblem(root) {
  const read = await loadReader();
  const reaches = new Map([...readSources(root)].map(([path, text]) => [path, read(path, text)]));
  const outdated = tableProblem(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'), ROOMS);
  const found = [...violations(reaches, ROOMS), ...(outdated === undefined ? [] : [outdated])];
  return found.length === 0 ? undefined : found.join('\n');
}
