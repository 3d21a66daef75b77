// Unpacks a zip archive with Node alone: not every machine has unzip, and this runs before a dependency is installed.
import { closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/**
 * Unpacks the files for which `select` gives a path (relative to `folder`); plain files below 4 GiB, which is all that is needed here.
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | undefined} select
 */
export function unzip(archive, folder, select) {
  const file = openSync(archive, 'r');
  try {
    for (const entry of entriesOf(file, statSync(archive).size)) {
      const path = entry.name.endsWith('/') ? undefined : select(entry.name);
      if (path === undefined) continue;
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      // The local header repeats the name and may have other extra fields than the directory's.
      const local = read(file, entry.offset, 30);
      const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
      const packed = read(file, start, entry.packedBytes);
      const content = entry.method === 0 ? packed : inflateRawSync(packed);
      if (content.length !== entry.bytes) throw new Error(`${entry.name} in ${archive} is damaged`);
      writeFileSync(target, content, { mode: entry.mode & 0o777 });
    }
  } finally {
    closeSync(file);
  }
}

/** @param {number} file @param {number} size */
function* entriesOf(file, size) {
  // The directory's end record is within the last 64 KiB, before an optional comment.
  const tail = read(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not a zip archive');
  const directory = read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  for (let at = 0; at < directory.length; ) {
    const nameBytes = directory.readUInt16LE(at + 28);
    yield {
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      mode: directory.readUInt16LE(at + 40) || 0o644,
      offset: directory.readUInt32LE(at + 42),
    };
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
}

/** @param {number} file @param {number} position @param {number} length */
function read(file, position, length) {
  const buffer = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const count = readSync(file, buffer, done, length - done, position + done);
    if (count === 0) throw new Error('the zip archive ends too early');
    done += count;
  }
  return buffer;
}
