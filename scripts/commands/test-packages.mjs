// `npm run test:packages`: makes the packages, then lists, installs and starts them.
import { join } from 'node:path';
import { Failure, ROOT, run, runCommand } from '../command.mjs';
import { findElectron } from '../find-electron.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { ensureSystemLibraries } from '../setup/system-libraries.mjs';
import { withTestEnvironment } from '../testing/environment.mjs';
import { playwrightLayer, runLayers } from '../testing/layers.mjs';

await runCommand(async () => {
  if (process.platform !== 'linux') {
    throw new Failure('The packages are tested on Linux; elsewhere `npm run dist` makes them.');
  }
  await bootstrap();
  const electron = await findElectron();
  await ensureSystemLibraries(electron.path, { needsVirtualDisplay: true });
  const code = await run(process.execPath, [join(ROOT, 'scripts', 'dist.mjs'), '--linux', 'AppImage', 'deb', 'rpm'], {
    env: { ...process.env, ...(electron.isOld ? { ODIN_DIST_ALLOW_OLD_RUNTIME: '1' } : {}) },
  });
  if (code !== 0) throw new Failure('The packages could not be made; the messages are above.');
  return withTestEnvironment((env) => runLayers({ packages: playwrightLayer('packages') }, env));
});
