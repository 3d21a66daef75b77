// `npm run test:cluster`: the transport suites on a real API server, then the app and `odin` on a real cluster.
import { Failure, runCommand } from '../command.mjs';
import { findElectron } from '../find-electron.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { buildWhenStale } from '../setup/build.mjs';
import { ensureSystemLibraries } from '../setup/system-libraries.mjs';
import { withCluster } from '../testing/cluster.mjs';
import { testEnvironment } from '../testing/environment.mjs';
import { pick, playwrightLayer, runLayers, vitestLayer } from '../testing/layers.mjs';

const LAYERS = {
  wire: vitestLayer('wire'),
  conformance: vitestLayer('conformance'),
  real: vitestLayer('real'),
  window: playwrightLayer('real'),
};

await runCommand(async (names) => {
  const unknown = names.filter((name) => !(name in LAYERS));
  if (unknown.length > 0)
    throw new Failure(`No layer ${unknown.join(', ')}; there are ${Object.keys(LAYERS).join(', ')}.`);
  await bootstrap();
  const electron = await findElectron();
  console.log(`Electron: ${electron.source}`);
  await ensureSystemLibraries(electron.path, { needsVirtualDisplay: true });
  await buildWhenStale();
  return withCluster(async (cluster) => {
    const { env, dispose } = await testEnvironment();
    try {
      return await runLayers(pick(LAYERS, names), { ...env, ...cluster });
    } finally {
      dispose();
    }
  });
});
