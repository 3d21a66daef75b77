// The check of the walls: reads the sources, judges them by the list of rooms, and holds ARCHITECTURE.md to the list.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadReader } from './imports.mjs';
import { ROOMS } from './rooms.mjs';
import { readSources } from './sources.mjs';
import { tableProblem } from './table.mjs';
import { violations } from './violations.mjs';

/** @param {string} root of the project @returns {Promise<string | undefined>} a line for each violation */
export async function wallsProblem(root) {
  const read = await loadReader();
  const reaches = new Map([...readSources(root)].map(([path, text]) => [path, read(path, text)]));
  const outdated = tableProblem(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'), ROOMS);
  const found = [...violations(reaches, ROOMS), ...(outdated === undefined ? [] : [outdated])];
  return found.length === 0 ? undefined : found.join('\n');
}
