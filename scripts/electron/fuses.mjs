// Reads and writes the fuse wire of an Electron binary: switches in the file itself (https://github.com/electron/fuses).
// The @electron/fuses that knows the current wire needs Node 22; this is all of it that is needed here.
import { readFileSync, writeFileSync } from 'node:fs';

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** The wire's switches, in its order (fuse version 1). */
export const FUSES = /** @type {const} */ ([
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
]);

/** @typedef {Record<(typeof FUSES)[number], boolean>} Fuses */

/**
 * The state of each fuse; those that the binary does not have are false.
 * @param {string} binary path of the executable
 * @returns {Fuses}
 */
export function readFuses(binary) {
  const content = readFileSync(binary);
  const { start, length } = wireOf(content, binary);
  const states = FUSES.map((name, index) => [name, index < length && content[start + index] === 0x31]);
  return /** @type {Fuses} */ (Object.fromEntries(states));
}

/**
 * Sets the fuses that are named; a fuse that the binary marks as removed stays so.
 * @param {string} binary path of the executable
 * @param {Partial<Fuses>} wanted
 */
export function writeFuses(binary, wanted) {
  const content = readFileSync(binary);
  const { start, length } = wireOf(content, binary);
  for (const [index, name] of FUSES.entries()) {
    const state = wanted[name];
    if (state === undefined) continue;
    if (index >= length) throw new Error(`${binary} has no fuse ${name}`);
    if (content[start + index] === 'r'.charCodeAt(0)) continue;
    content[start + index] = state ? 0x31 : 0x30;
  }
  writeFileSync(binary, content);
}

/** @param {Buffer} content @param {string} binary */
function wireOf(content, binary) {
  const sentinel = content.indexOf(SENTINEL);
  const version = content[sentinel + SENTINEL.length];
  const length = content[sentinel + SENTINEL.length + 1];
  if (sentinel < 0 || version !== 1 || length === undefined) throw new Error(`${binary} has no fuse wire of version 1`);
  return { start: sentinel + SENTINEL.length + 2, length };
}
