// Finds the project's sources on disk, whoever tracks them: a new file is judged before it is committed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SOURCE } from './imports.mjs';

/** What is built, measured or reported here, and the stack's own files: none of them is a source of the project. */
const LEFT_OUT = new Set(['dist', 'release', 'test-results', 'bench/results', 'assets']);

/**
 * @param {string} root
 * @returns {Map<string, string>} path below `root`, with slashes → text
 */
export function readSources(root) {
  /** @type {Map<string, string>} */
  const sources = new Map();
  const visit = (/** @type {string} */ folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && entry.name !== 'node_modules' && !LEFT_OUT.has(path)) visit(path);
      } else if (entry.isFile() && SOURCE.test(entry.name)) sources.set(path, readFileSync(join(root, path), 'utf8'));
    }
  };
  visit('');
  return sources;
}
