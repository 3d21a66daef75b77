// The environment that tests run in: a home of their own, no kubeconfig, a screen of their own, but the caches of this machine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CACHE, capture, npm } from '../command.mjs';
import { ensurePrograms, hasProgram, installPackages, isRootOnDebian } from '../setup/apt.mjs';
import { startVirtualDisplay } from '../setup/virtual-display.mjs';
import { forenoonZone } from './hour.mjs';

// What would lead to the person's clusters, settings or desktop.
const PERSONAL =
  /^(KUBECONFIG|XDG_(CONFIG|DATA|STATE|RUNTIME)_.*|WAYLAND_DISPLAY|DBUS_SESSION_BUS_ADDRESS|DISPLAY|XAUTHORITY|ELECTRON_RUN_AS_NODE|(HTTPS?|ALL)_PROXY)$/i;

/**
 * Makes it; `dispose` ends the screen and removes the home.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, dispose: () => void }>}
 */
export async function testEnvironment() {
  if (process.platform === 'linux') await ensurePrograms({ Xvfb: 'xvfb' }, 'A screen for the tests');
  // The gate of the GPU exporter runs in it; where it cannot be brought, the tests of the gate are skipped.
  if (isRootOnDebian() && !hasProgram('busybox')) await installPackages([['busybox-static']]);
  const npmCache = capture(...npm(['config', 'get', 'cache'])).stdout.trim();
  const screen = await startVirtualDisplay();
  const home = mkdtempSync(join(tmpdir(), 'odin-test-home-'));
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !PERSONAL.test(name))),
    HOME: home,
    USERPROFILE: home,
    XDG_CACHE_HOME: dirname(CACHE),
    npm_config_cache: npmCache,
    ...(process.env.CI === 'true' && process.env.TZ === undefined ? { TZ: forenoonZone(new Date()) } : {}),
    ...(screen.display === undefined ? {} : { DISPLAY: screen.display }),
  };
  const dispose = () => {
    screen.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  return { env, dispose };
}

/**
 * Calls `body` with that environment, and removes it afterwards.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} body
 * @returns {Promise<T>}
 */
export async function withTestEnvironment(body) {
  const { env, dispose } = await testEnvironment();
  try {
    return await body(env);
  } finally {
    dispose();
  }
}
