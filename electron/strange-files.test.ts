// Strange things in the place of ODIN's own files: nothing of it waits for them, follows them or ends by them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readState, StateWriter } from './demo/state-file.ts';
import { openLog } from './log/log.ts';
import { readTail } from './log/read-tail.ts';
import { openPortMemory } from './session/port-memory.ts';
import { JsonFile } from './state-files/json-file.ts';

let folder = '';
let server: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-strange-'));
});
afterEach(() => {
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

const socketAt = async (path: string) => {
  server = createServer();
  await new Promise<void>((resolve) => server?.listen(path, resolve));
};

/** Each makes one in the place of a file. */
const STRANGE: Readonly<Record<string, (path: string) => void | Promise<void>>> = {
  'a folder': (path) => void mkdirSync(join(path, 'inner'), { recursive: true }),
  'a pipe': (path) => void execFileSync('mkfifo', [path]),
  'a socket': socketAt,
  'a circle of links': (path) => symlinkSync(path, path),
  'a link to a pipe': (path) => {
    execFileSync('mkfifo', [`${path}.pipe`]);
    symlinkSync(`${path}.pipe`, path);
  },
  'a link to an endless device': (path) => symlinkSync('/dev/zero', path),
  'a file without end': (path) => {
    writeFileSync(path, '');
    truncateSync(path, 2 ** 40);
  },
  'half a file': (path) => writeFileSync(path, '{"version": '),
  'another form of JSON': (path) => writeFileSync(path, '[[["a"]]]'),
  bytes: (path) => writeFileSync(path, Buffer.from([0xff, 0, 0x80, 0xfe])),
};

describe.skipIf(process.platform === 'win32').each(Object.entries(STRANGE))('%s', (name, make) => {
  const place = async (file: string) => {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    await make(path);
    return path;
  };

  it('in the place of settings or ports: they are remembered as long as the process lives', async () => {
    const lost: unknown[] = [];
    const file = new JsonFile(await place('settings.json'), z.object({ a: z.number() }), { a: 1 }, (error) =>
      lost.push(error),
    );
    expect(file.value).toEqual({ a: 1 });
    file.set({ a: 2 });
    expect(file.value).toEqual({ a: 2 });
    expect(lost.length).toBe(name === 'a folder' ? 1 : 0);

    await place('ports.json');
    const ports = openPortMemory(folder);
    ports.set('grafana', 3000);
    expect(ports.get('grafana')).toBe(3000);
  });

  it('in the place of the demo cluster’s state: it begins anew', async () => {
    const path = await place('state.json');
    expect(readState(path)).toBeUndefined();
    const lost: unknown[] = [];
    const writer = new StateWriter(
      path,
      () => ({ store: {}, database: {} }) as never,
      (error) => lost.push(error),
    );
    writer.flush();
    expect(lost.length > 0).toBe(name === 'a folder');
  });

  it('in the place of the log: it is told once, or written to, and read as far as it is a log', async () => {
    const path = await place(join('log', 'odin.log'));
    const complaints: string[] = [];
    const log = openLog({ path, program: 'window', complain: (sentence) => complaints.push(sentence) });
    for (let line = 0; line < 3; line++) log.info('x', 'line');
    // One without end is full with the first line, and set aside.
    const isFile = ['a file without end', 'half a file', 'another form of JSON', 'bytes'].includes(name);
    expect(complaints).toHaveLength(isFile ? 0 : 1);
    expect(readTail(path, 10).filter((line) => line.includes('line')).length).toBe(
      isFile ? (name === 'a file without end' ? 2 : 3) : 0,
    );
  });
});
