// `npm run odin -- …`: the command line program from a clone.
import { join } from 'node:path';
import { ROOT, run, runCommand } from '../command.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { buildWhenStale } from '../setup/build.mjs';

await runCommand(async (args) => {
  await bootstrap();
  await buildWhenStale();
  // Relative paths in the arguments are meant from where npm was called, not from the project.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return run(process.execPath, [join(ROOT, 'dist', 'main', 'cli.js'), ...args], { cwd });
});
