// Folders that cannot be written, as an ordinary user meets them, and the sentences on them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lostSentence, obstacleIn } from './obstacle.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-obstacle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code;
const isPosix = process.platform !== 'win32';

describe('a folder', () => {
  it('that can be made and written is no obstacle, and nothing is left in it', () => {
    const inner = join(folder, 'a', 'b');
    expect(obstacleIn(inner)).toBeUndefined();
    expect(readdirSync(inner)).toEqual([]);
  });

  it('whose parent is a file is one', () => {
    writeFileSync(join(folder, 'file'), '');
    // By which of the two, versions of Node differ.
    expect(codeOf(obstacleIn(join(folder, 'file', 'inner')))).toMatch(/^(?:ENOTDIR|EEXIST)$/);
    expect(codeOf(obstacleIn(join(folder, 'file')))).toBe('EEXIST');
  });

  it.runIf(isPosix)('that is a circle of links is one', () => {
    symlinkSync('circle', join(folder, 'circle'));
    expect(['ELOOP', 'EEXIST', 'ENOENT']).toContain(codeOf(obstacleIn(join(folder, 'circle'))));
  });

  it.runIf(isPosix)('that cannot be made is one', () => {
    // Nobody makes folders there, root neither; the system says that what is there is missing.
    expect(codeOf(obstacleIn('/proc/nobody/odin'))).toBe('ENOENT');
    expect(codeOf(obstacleIn(join(folder, 'x'.repeat(300))))).toBe('ENAMETOOLONG');
  });

  it.runIf(isPosix && process.getuid?.() === 0 && existsSync('/usr/bin/mount'))(
    'on a read-only disk is one',
    (test) => {
      mkdirSync(join(folder, 'disk'));
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,ro', 'tmpfs', join(folder, 'disk')], { stdio: 'pipe' });
      } catch (error) {
        test.skip(`nothing can be mounted here: ${error}`);
      }
      try {
        const obstacle = obstacleIn(join(folder, 'disk'));
        expect(codeOf(obstacle)).toBe('EROFS');
        expect(lostSentence('/home/freya', obstacle, 'it forgets')).toBe(
          'ODIN cannot write to /home/freya (EROFS): it forgets. That disk can only be read: mount it for writing, or choose another home.',
        );
      } finally {
        execFileSync('umount', [join(folder, 'disk')]);
      }
    },
  );
});

it('says what is not known by its code alone', () => {
  expect(lostSentence('/x', Object.assign(new Error(), { code: 'EIO' }), 'it forgets')).toBe(
    'ODIN cannot write to /x (EIO): it forgets.',
  );
  expect(lostSentence('/x', 'what', 'it forgets')).toBe('ODIN cannot write to /x (unknown error): it forgets.');
});
