// `npm run test:cluster`: rules by promtool, the transport suites on a real API server, the app and `odin` on a real cluster, every fault.
import { runCommand } from '../command.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { appLayer, prepareApp } from '../testing/app-layers.mjs';
import { withCluster } from '../testing/cluster.mjs';
import { withTestEnvironment } from '../testing/environment.mjs';
import { pick, runLayers, vitestLayer } from '../testing/layers.mjs';

const LAYERS = {
  build: prepareApp,
  rules: vitestLayer('rules'),
  wire: vitestLayer('wire'),
  conformance: vitestLayer('conformance'),
  real: vitestLayer('real'),
  window: appLayer('real'),
  faults: vitestLayer('faults'),
};

await runCommand(async (names) => {
  const layers = pick(LAYERS, names);
  await bootstrap();
  return withCluster((cluster) => withTestEnvironment((env) => runLayers(layers, { ...env, ...cluster })));
});
