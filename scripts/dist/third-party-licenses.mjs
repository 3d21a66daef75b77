// The licences of the packages that are bundled into the app: most ask to be passed on with every copy.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../command.mjs';

/**
 * A package that is bundled, with the text of its licence.
 * @typedef {{ name: string, version: string, license: string, text: string }} Bundled
 */

/**
 * One text with the licence of each package that the source maps below `dist` name.
 * @param {string} dist
 * @returns {string}
 */
export function thirdPartyLicenses(dist) {
  const sections = bundledPackages(dist).map(
    ({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}`,
  );
  return sections.map((section) => `${section.trim()}\n`).join(`\n${'─'.repeat(80)}\n\n`);
}

/**
 * The packages that the source maps below `dist` name, by their folders.
 * @param {string} dist
 * @returns {Bundled[]}
 */
export function bundledPackages(dist) {
  const folders = new Set([...mapsBelow(dist).flatMap(packageFolders), ...fontFolders()]);
  return [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    return { name, version, license: String(license ?? 'unknown'), text: licenseText(join(ROOT, folder)) };
  });
}

/** @param {string} folder @returns {string[]} */
function mapsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The folders, relative to the project, of the packages that a bundle was made of. @param {string} map */
function packageFolders(map) {
  /** @type {{ sources: string[] }} */
  const { sources } = JSON.parse(readFileSync(map, 'utf8'));
  return sources.flatMap((source) => {
    // The last node_modules: a package may bring another with it.
    const match = /(node_modules\/.*)?node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(
      source.replace(/^.*?(?=node_modules\/)/, ''),
    );
    return match !== null && existsSync(join(ROOT, match[0], 'package.json')) ? [match[0]] : [];
  });
}

/** Fonts are in no source map; all that package.json names are shipped. */
function fontFolders() {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const fonts = Object.keys(devDependencies).filter((name) => name.startsWith('@fontsource'));
  return fonts.map((name) => `node_modules/${name}`);
}

/** @param {string} folder */
function licenseText(folder) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|notice|copying)/i.test(name));
  return names.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
}
