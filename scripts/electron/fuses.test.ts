import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCurrentFuseWire } from '@electron/fuses';
import { expect, it } from 'vitest';
import { readFuses, writeFuses } from './fuses.mjs';

function binary(wire: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'odin-fuses-')), 'electron');
  const head = Buffer.from('ELF…dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
  writeFileSync(path, Buffer.concat([head, Buffer.from([1, wire.length]), Buffer.from(`${wire}…rest`)]));
  return path;
}

it('writes the fuses that are named, and no others', () => {
  const path = binary('00110010');
  writeFuses(path, { runAsNode: true, loadBrowserProcessSpecificV8Snapshot: false });
  expect(readFileSync(path, 'utf8')).toContain('10110000…rest');
  expect(readFuses(path)).toMatchObject({ runAsNode: true, enableCookieEncryption: false, onlyLoadAppFromAsar: false });
});

it('leaves a removed fuse alone and refuses one that the binary does not have', () => {
  const path = binary('r0');
  writeFuses(path, { runAsNode: true });
  expect(readFuses(path).runAsNode).toBe(false);
  expect(() => writeFuses(path, { onlyLoadAppFromAsar: true })).toThrow('has no fuse onlyLoadAppFromAsar');
});

it("agrees with Electron's own reader", async () => {
  const path = binary('10110101');
  const states = Object.values(readFuses(path)).map((isOn) => (isOn ? 0x31 : 0x30));
  const { version: _, ...wire } = await getCurrentFuseWire(path);
  expect(Object.values(wire)).toEqual(states);
});
