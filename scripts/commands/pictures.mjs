// `npm run pictures`: draws the pictures of the README anew, from the real window on scripted states. Arguments go to Playwright.
import { join } from 'node:path';
import { ROOT, run, runCommand } from '../command.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { prepareApp } from '../testing/app-layers.mjs';
import { withTestEnvironment } from '../testing/environment.mjs';

await runCommand(async (args) => {
  await bootstrap();
  return withTestEnvironment(async (env) => {
    const { failed } = await prepareApp();
    if (failed > 0) return 1;
    const playwright = join(ROOT, 'node_modules', 'playwright', 'cli.js');
    const code = await run(process.execPath, [playwright, 'test', '--project', 'pictures', ...args], { env });
    if (code === 0) console.log('Look at them before they are committed: git status assets/screenshots');
    return code;
  });
});
