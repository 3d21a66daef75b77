// `npm start`: opens the window; where there is no display, does the same job in the terminal.
import { join } from 'node:path';
import { ROOT, run, runCommand } from '../command.mjs';
import { findElectron } from '../find-electron.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { buildWhenStale } from '../setup/build.mjs';
import { assertWindowPossible, hasDisplay } from '../setup/window.mjs';

await runCommand(async (args) => {
  await bootstrap();
  return hasDisplay() ? openWindow(args) : showInTerminal();
});

/** @param {readonly string[]} args passed on, such as --no-sandbox */
async function openWindow(args) {
  const electron = await findElectron();
  console.error(`Electron: ${electron.source}`);
  if (electron.isOld) console.error('This is an old runtime: good for a look, not for daily use.');
  await assertWindowPossible(electron, args);
  await buildWhenStale();
  // Inherited from the terminal of an editor made with Electron, it would make a plain Node of ours.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return run(electron.path, [ROOT, ...args], { env });
}

async function showInTerminal() {
  console.log(
    'No display here (DISPLAY and WAYLAND_DISPLAY are not set): the same job in the terminal, on the demo cluster.',
  );
  await buildWhenStale();
  for (const command of [['plan'], ['install', '--yes'], ['status']]) {
    console.log(`\n$ npm run odin -- ${command.join(' ')} --demo`);
    const code = await run(process.execPath, [join(ROOT, 'dist', 'main', 'cli.js'), ...command, '--demo']);
    if (code !== 0) return code;
  }
  return 0;
}
