// `npm test`: everything that needs no real cluster; `npm test -- unit app` runs some of its layers.
import { runCommand } from '../command.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { appLayer, prepareApp } from '../testing/app-layers.mjs';
import { runChecks } from '../testing/checks.mjs';
import { withTestEnvironment } from '../testing/environment.mjs';
import { pick, runLayers, vitestLayer } from '../testing/layers.mjs';
import { runNodeVersions } from '../testing/node-versions.mjs';

const LAYERS = {
  build: prepareApp,
  check: runChecks,
  unit: vitestLayer('unit'),
  engine: vitestLayer('engine'),
  node: runNodeVersions,
  wire: vitestLayer('wire'),
  conformance: vitestLayer('conformance'),
  mocked: appLayer('mocked'),
  app: appLayer('app'),
  locks: appLayer('locks'),
};

await runCommand(async (names) => {
  const layers = pick(LAYERS, names);
  await bootstrap();
  return withTestEnvironment((env) => runLayers(layers, env));
});
