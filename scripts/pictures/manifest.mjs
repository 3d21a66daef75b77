// The list of the README's pictures: which sources each shows, and the hash that those had when it was drawn.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../command.mjs';
import { digestOf } from '../setup/build.mjs';

/** Where the pictures are, and their list beside them. */
export const PICTURES = join(ROOT, 'assets', 'screenshots');
const MANIFEST = join(PICTURES, 'sources.json');

/** @typedef {Readonly<Record<string, string>>} Shown what a picture shows: file or folder of the project → hash of its names and contents */

/** @returns {Record<string, Shown>} by the name of the file */
export function readManifest() {
  return existsSync(MANIFEST) ? JSON.parse(readFileSync(MANIFEST, 'utf8')) : {};
}

/**
 * Notes that a picture was drawn just now.
 * @param {string} name of its file
 * @param {readonly string[]} sources
 */
export function noteDrawn(name, sources) {
  const shown = Object.fromEntries(sources.map((path) => [path, digestOf([path])]));
  const all = Object.entries({ ...readManifest(), [name]: shown });
  const sorted = Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b)));
  writeFileSync(MANIFEST, `${JSON.stringify(sorted, null, 2)}\n`);
}

/**
 * Pictures that are older than something they show. A remark and no failure: a page changes for days before its picture is
 * worth drawing again, and whoever changes it may be on a machine without a window. A release draws them (CONTRIBUTING.md).
 * @param {Record<string, Shown>} pictures
 * @param {(path: string) => string} digest
 * @returns {string} one line, and one for each of them with what has changed
 */
export function picturesRemark(pictures = readManifest(), digest = (path) => digestOf([path])) {
  const old = Object.entries(pictures).flatMap(([name, shown]) => {
    const changed = Object.keys(shown).filter((path) => digest(path) !== shown[path]);
    return changed.length === 0 ? [] : [`  ${name}: ${changed.join(', ')}`];
  });
  const count = Object.keys(pictures).length;
  if (old.length === 0) return `pictures: all ${count} of the README show the pages as they are`;
  return [
    `pictures: ${old.length} of ${count} of the README may be older than what they show; npm run pictures draws them`,
    ...old,
  ].join('\n');
}
