// `npm run test:faults`: the fault matrix and the killed processes, on a real API server. A command of its own, for its length.
import { runCommand } from '../command.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { prepareApp } from '../testing/app-layers.mjs';
import { withCluster } from '../testing/cluster.mjs';
import { withTestEnvironment } from '../testing/environment.mjs';
import { pick, runLayers, vitestLayer } from '../testing/layers.mjs';

const LAYERS = { build: prepareApp, faults: vitestLayer('faults') };

await runCommand(async (names) => {
  const layers = pick(LAYERS, names);
  await bootstrap();
  return withCluster((cluster) => withTestEnvironment((env) => runLayers(layers, { ...env, ...cluster })));
});
