// `npm run dev`: the window while it is being changed. The page is replaced part by part, a change of the main process or of
// the preload script builds that and starts Electron again. Arguments are Electron's: `-- --inspect --no-sandbox`.
import { runCommand } from '../command.mjs';
import { develop } from '../dev/develop.mjs';
import { findElectron } from '../find-electron.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { assertWindowPossible } from '../setup/window.mjs';

await runCommand(async (args) => {
  await bootstrap();
  const electron = await findElectron();
  console.error(`Electron: ${electron.source}`);
  await assertWindowPossible(electron, args);
  return develop(electron.path, args);
});
