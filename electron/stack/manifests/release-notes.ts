// RELEASE-NOTES.md of a version: a heading, a summary, and a list; the part of Markdown that the assets use.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { ReleaseNotes } from '../../../shared/model/release-notes.ts';
import { unreadable } from './unreadable.ts';
import { chooseVersion } from './versions.ts';

/**
 * The notes of a version in `assetsDir` (the `assets/stack` folder).
 *
 * Throws `badInput` for a version that is not there, `internal` where its notes are missing or of another form.
 */
export async function readReleaseNotes(assetsDir: string, version: string): Promise<ReleaseNotes> {
  await chooseVersion(assetsDir, version);
  const file = join(assetsDir, version, 'RELEASE-NOTES.md');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
  const [, heading, summary, list] = /^# (\S+)\n\n(\S.*)\n\n((?:- .+\n)+)$/.exec(text) ?? [];
  if (heading !== version || summary === undefined || list === undefined) {
    throw new AppError('internal', `${file} is not a heading with the version, a sentence and a list.`);
  }
  const changes = list
    .trimEnd()
    .split('\n')
    .map((line) => line.slice(2));
  return { version, summary, changes };
}
