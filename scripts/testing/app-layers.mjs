// The layers that drive the app: before them, an Electron, its system libraries and a build must be there.
import { findElectron } from '../find-electron.mjs';
import { buildWhenStale } from '../setup/build.mjs';
import { ensureSystemLibraries } from '../setup/system-libraries.mjs';
import { playwrightLayer } from './layers.mjs';
import { runNamedChecks } from './named-checks.mjs';

/** Prepares what windows need; counted as one test, for without it there is nothing to test. */
export function prepareApp() {
  return runNamedChecks([{ name: 'Electron, system libraries, build', problem: prepare }]);
}

/**
 * A layer of playwright.config.ts that needs the app.
 * @param {string} project
 * @returns {import('./layers.mjs').Layer}
 */
export function appLayer(project) {
  const layer = playwrightLayer(project);
  return async (env) => {
    await prepare();
    return layer(env);
  };
}

/** @returns {Promise<undefined>} */
async function prepare() {
  const electron = await findElectron();
  console.log(`Electron: ${electron.source}`);
  await ensureSystemLibraries(electron.path, { needsVirtualDisplay: true });
  await buildWhenStale();
}
