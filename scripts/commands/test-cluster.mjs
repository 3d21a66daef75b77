// `npm run test:cluster`: rules by promtool, the transport suites on a real API server, the app and `odin` on a real cluster, faults:
// a sample that the commit draws, or every one with `--all`.
import { capture, runCommand } from '../command.mjs';
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

await runCommand(async (args) => {
  const layers = pick(
    LAYERS,
    args.filter((arg) => arg !== '--all'),
  );
  await bootstrap();
  const faults = { ODIN_FAULTS_SEED: faultsSeed(), ...(args.includes('--all') ? { ODIN_FAULTS_ALL: 'true' } : {}) };
  return withCluster((cluster) => withTestEnvironment((env) => runLayers(layers, { ...env, ...cluster, ...faults })));
});

/** Another for each commit, so that in time every case is run; what it draws is printed with it. */
function faultsSeed() {
  const commit = capture('git', ['rev-parse', '--short=8', 'HEAD']).stdout.trim();
  return process.env.ODIN_FAULTS_SEED || commit || `${Date.now()}`;
}
