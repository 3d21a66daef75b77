// `npm run check`: types, lint, walls, dead code, the lock file, the dashboards, released versions of the stack, the size of the first load.
import { runCommand } from '../command.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { runChecks } from '../testing/checks.mjs';
import { closingLine } from '../testing/tally.mjs';

await runCommand(async () => {
  await bootstrap();
  const tally = await runChecks();
  console.log(closingLine(tally));
  return tally.failed === 0 ? 0 : 1;
});
