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
  // Those that are about a server of somebody's; what is tried on stand-ins alone has been, by `npm test`.
  wire: vitestLayer('wire', ['e2e/wire/faults', 'e2e/wire/silence']),
  // It installs the stack in the namespace that the silence is about.
  mutated: vitestLayer('wire', ['e2e/wire/mutated']),
  conformance: vitestLayer('conformance'),
  real: vitestLayer('real'),
  api: vitestLayer('api'),
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
  return withCluster((cluster) => {
    // Suites that need a node wait most of the time, and those that need an API server alone have it for themselves.
    const isOne = cluster.ODIN_E2E_KUBECONFIG === cluster.ODIN_E2E_API_KUBECONFIG;
    const together = isOne ? [] : ['real', 'api'];
    return withTestEnvironment((env) => runLayers(layers, { ...env, ...cluster, ...faults }, together));
  });
});

/** Another for each commit, so that in time every case is run; what it draws is printed with it. */
function faultsSeed() {
  const commit = capture('git', ['rev-parse', '--short=8', 'HEAD']).stdout.trim();
  return process.env.ODIN_FAULTS_SEED || commit || `${Date.now()}`;
}
