// Writes an asar archive of a few small files (https://github.com/electron/asar#format): enough for the default app.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Packs the files of a flat folder.
 * @param {string} folder
 * @param {string} archive
 */
export function packFlatFolder(folder, archive) {
  const contents = readdirSync(folder).map((name) => ({ name, content: readFileSync(join(folder, name)) }));
  /** @type {Record<string, { size: number, offset: string }>} */
  const files = {};
  let offset = 0;
  for (const { name, content } of contents) {
    files[name] = { size: content.length, offset: String(offset) };
    offset += content.length;
  }
  const header = Buffer.from(JSON.stringify({ files }));
  const paddedBytes = Math.ceil(header.length / 4) * 4;
  // Two of Chromium's pickles, one in the other: [4][inner length] [inner payload][header length] header, padded to 4 bytes.
  const prefix = Buffer.alloc(16 + paddedBytes);
  prefix.writeUInt32LE(4, 0);
  prefix.writeUInt32LE(paddedBytes + 8, 4);
  prefix.writeUInt32LE(paddedBytes + 4, 8);
  prefix.writeUInt32LE(header.length, 12);
  header.copy(prefix, 16);
  writeFileSync(archive, Buffer.concat([prefix, ...contents.map(({ content }) => content)]));
}
