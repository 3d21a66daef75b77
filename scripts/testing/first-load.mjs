// The script that the page loads before it shows anything: what index.html names, and what that imports statically.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const LIMIT_BYTES = 350_000;

/** @param {string} folder the built page @returns {string | undefined} what is wrong */
export function firstLoadProblem(folder) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(
    (match) => match[1] ?? '',
  );
  if (named.length === 0) return 'index.html names no script';
  const files = new Set();
  const visit = (/** @type {string} */ file) => {
    if (files.has(file)) return;
    files.add(file);
    const source = readFileSync(join(folder, file), 'utf8');
    // Vite's chunks import each other by relative paths within one folder.
    for (const match of source.matchAll(/(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g))
      visit(join(file, '..', match[1] ?? ''));
  };
  named.forEach(visit);
  const bytes = [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
  if (bytes <= LIMIT_BYTES) return undefined;
  return `${Math.round(bytes / 1000)} kB gzip in ${[...files].join(', ')}; at most ${LIMIT_BYTES / 1000} kB. Load charts and editors on demand.`;
}
