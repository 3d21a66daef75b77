import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { decodeText, readTextFile, TextFileError } from './text-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'odin-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LIMIT = 64;
const read = (path: string) => readTextFile(path, { what: 'a file of settings', limit: LIMIT });

function file(name: string, bytes: string | Uint8Array): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

/** What was thrown, without the folder, which is another in each run. */
function refusal(path: string) {
  try {
    read(path);
  } catch (error) {
    if (error instanceof TextFileError) {
      const { code, fault, message, subject } = error;
      return { code, fault, subject, message: message.replace(`${folder}/`, '') };
    }
    throw error;
  }
  throw new Error(`${path} was read`);
}

const utf8 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf8');
const utf16le = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();

it('reads the same text from each encoding', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && !text.startsWith('\ufeff')),
      (text) => {
        for (const encode of [Buffer.from, utf8, utf16le, utf16be]) expect(decodeText(encode(text))).toBe(text);
      },
    ),
  );
});

it('takes off one mark alone', () => {
  expect(decodeText(utf8('\ufeffa'))).toBe('\ufeffa');
  expect(decodeText(utf16le(''))).toBe('');
  expect(decodeText(new Uint8Array())).toBe('');
});

it.each([
  ['Latin-1', Buffer.from('name: M\u00fcller', 'latin1')],
  ['half a character of UTF-16', utf16le('ab').subarray(0, 5)],
  ['half a character of UTF-16, the other way', utf16be('ab').subarray(0, 5)],
  ['half a pair', utf16le('\ud83d')],
  ['a NUL', Buffer.from('a\0b')],
  ['UTF-16 without a mark', Buffer.from('abc', 'utf16le')],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
])('does not take %s for text', (_what, bytes) => {
  expect(decodeText(bytes)).toBeUndefined();
  expect(refusal(file('odd', bytes))).toEqual({
    code: 'badInput',
    fault: 'notText',
    subject: join(folder, 'odd'),
    message: 'odd is not text in UTF-8 or UTF-16: save it as UTF-8, or name a file of settings.',
  });
});

it('reads to the limit, and not a byte more', () => {
  expect(read(file('full', 'x'.repeat(LIMIT)))).toHaveLength(LIMIT);
  expect(refusal(file('over', 'x'.repeat(LIMIT + 1)))).toMatchObject({
    fault: 'tooBig',
    message: 'over is longer than 64 bytes, which is more than is read here.',
  });
  const large = { what: 'a manifest', limit: 3 * 1024 * 1024 };
  expect(readTextFile(file('large', 'x'.repeat(large.limit)), large)).toHaveLength(large.limit);
});

it('follows a link, and says where it leads to nothing', () => {
  symlinkSync(file('there', 'text'), join(folder, 'link'));
  symlinkSync('loop', join(folder, 'loop'));
  expect(read(join(folder, 'link'))).toBe('text');
  expect(refusal(join(folder, 'loop')).message).toBe('loop cannot be read (ELOOP): name a file of settings.');
});

it.skipIf(process.platform === 'win32')('neither opens nor waits for what is no file', async () => {
  mkdirSync(join(folder, 'folder'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const server = createServer();
  await new Promise<void>((listening) => server.listen(join(folder, 'socket'), listening));
  const pipe = (name: string) => `${name} is a pipe, not a file: save what comes out of it, and name that file.`;
  expect(refusal(join(folder, 'pipe'))).toMatchObject({ fault: 'notAFile', message: pipe('pipe') });
  expect(refusal(join(folder, 'socket'))).toMatchObject({ fault: 'notAFile', message: pipe('socket') });
  server.close();
  expect(refusal('/dev/zero').message).toBe('/dev/zero is a device, not a file: name a file of settings.');
  expect(refusal(join(folder, 'folder'))).toMatchObject({
    fault: 'folder',
    message: 'folder is a folder, not a file of settings.',
  });
});

it.each([
  ['gone', 'ENOENT'],
  ['gone/deeper', 'ENOENT'],
  ['there/deeper', 'ENOTDIR'],
  ['a\0b', 'ERR_INVALID_ARG_VALUE'],
])('says why %j cannot be read', (name, code) => {
  file('there', 'text');
  expect(refusal(join(folder, name))).toMatchObject({
    code: 'badInput',
    fault: 'refused',
    message: `${name} cannot be read (${code}): name a file of settings.`,
  });
});
