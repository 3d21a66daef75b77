// `npm test`: check, unit, wire, conformance, mocked pages and the app on the demo cluster; `npm test -- unit app` runs some of them.
import { Failure, runCommand } from '../command.mjs';
import { findElectron } from '../find-electron.mjs';
import { bootstrap } from '../setup/bootstrap.mjs';
import { buildWhenStale } from '../setup/build.mjs';
import { ensureSystemLibraries } from '../setup/system-libraries.mjs';
import { runChecks } from '../testing/checks.mjs';
import { testEnvironment } from '../testing/environment.mjs';
import { pick, playwrightLayer, runLayers, vitestLayer } from '../testing/layers.mjs';
import { runNodeVersions } from '../testing/node-versions.mjs';

const LAYERS = {
  check: runChecks,
  node: runNodeVersions,
  unit: vitestLayer('unit'),
  wire: vitestLayer('wire'),
  conformance: vitestLayer('conformance'),
  mocked: playwrightLayer('mocked'),
  app: playwrightLayer('app'),
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
  const { env, dispose } = await testEnvironment();
  try {
    return await runLayers(pick(LAYERS, names), env);
  } finally {
    dispose();
  }
});
