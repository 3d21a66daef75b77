// `npm run rooms`: prints the list of rooms into ARCHITECTURE.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runCommand } from '../command.mjs';
import { ROOMS } from '../walls/rooms.mjs';
import { withRoomsTable } from '../walls/table.mjs';

await runCommand(() => {
  const path = join(ROOT, 'ARCHITECTURE.md');
  writeFileSync(path, withRoomsTable(readFileSync(path, 'utf8'), ROOMS));
});
