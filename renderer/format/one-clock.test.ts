// Every time of the day follows the clock that a person has chosen: whoever writes one does it by these files.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const WRITERS = ['renderer/format/clock.ts', 'renderer/format/intl.ts', 'shared/clock-time.ts'];

/** Names of files, notification hours, and zones that are looked up: no time that is read in a sentence. */
const OTHERS = [
  'electron/archive/zip.ts',
  'electron/notifications/notifier.ts',
  'electron/saved-name.ts',
  'electron/stack/settings/alertmanager/time-intervals.ts',
];

const TIME =
  /\bdateFormat\(|Intl\.DateTimeFormat|toLocale(?:Time|Date)String|new Date\([^)]*\)\.toLocaleString|\.toTimeString|getHours\(/;

function sources(room: string): readonly string[] {
  return readdirSync(join(PROJECT, room), { recursive: true, encoding: 'utf8' })
    .map((path) => join(room, path).replaceAll('\\', '/'))
    .filter(
      (path) => /\.tsx?$/.test(path) && !/\.(test|testkit)\.ts$/.test(path) && !path.startsWith('electron/demo/'),
    );
}

it('no other file writes a time of the day by itself', () => {
  const all = ['renderer', 'shared', 'electron'].flatMap(sources);
  expect(all.length).toBeGreaterThan(500);
  const writing = all.filter((path) => TIME.test(readFileSync(join(PROJECT, path), 'utf8')));
  expect(writing.filter((path) => !OTHERS.includes(path)).sort()).toEqual(WRITERS);
});
