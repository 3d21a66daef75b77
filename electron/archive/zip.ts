// A zip archive of a few small files, made in memory. Source: PKWARE's APPNOTE.TXT, 4.3 and 4.4.
import { crc32, deflateRawSync } from 'node:zlib';

/** One file of it. */
export interface ZipEntry {
  /** Its path in the archive, with `/`. */
  readonly name: string;
  readonly text: string;
}

const UTF8_NAMES = 0x0800;
const DEFLATED = 8;
/** 2.0, the first that knows Deflate. */
const NEEDED = 20;
/** Of a Unix, so that the mode below counts. */
const MADE_BY = (3 << 8) | NEEDED;
/** A plain file that its owner alone reads. */
const MODE = 0o100600;

/** The archive. `at` is when its files are said to be from. For less than 4 GiB and 65,535 files, which Zip64 would be for. */
export function zipOf(entries: readonly ZipEntry[], at: Date): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of entries) {
    const path = Buffer.from(name);
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const common = Buffer.concat([
      words(NEEDED, UTF8_NAMES, DEFLATED, timeOf(at), dateOf(at)),
      longs(crc32(content), packed.length, content.length),
      // No extra field.
      words(path.length, 0),
    ]);
    const file = Buffer.concat([longs(0x04034b50), common, path, packed]);
    // No comment, the first and only disk, no text for a compiler.
    const where = [words(0, 0, 0), longs(MODE * 0x10000, offset)];
    directory.push(longs(0x02014b50), words(MADE_BY), common, ...where, path);
    files.push(file);
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = [words(0, 0, entries.length, entries.length), longs(listed.length, offset), words(0)];
  return Buffer.concat([...files, listed, longs(0x06054b50), ...end]);
}

function words(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) buffer.writeUInt16LE(value, index * 2);
  return buffer;
}

function longs(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeUInt32LE(value, index * 4);
  return buffer;
}

/** As DOS had it: local time, by two seconds. */
function timeOf(at: Date): number {
  return (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
}

/** From 1980 on. */
function dateOf(at: Date): number {
  return (Math.max(0, at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
}
