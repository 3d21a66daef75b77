// Vite's development server for the page, two builds that watch their sources, and Electron on what they make.
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { join } from 'node:path';
import { Interrupted, ROOT } from '../command.mjs';
import { ElectronProcess } from './electron-process.mjs';

/** Beside what a package is made of, and never in one (electron-builder.yml). */
const OUT = join(ROOT, 'dist', 'dev');

/** Both builds have ended well when sources of both have changed. */
const SETTLE_MS = 150;

/**
 * Runs until the window is closed; resolves with Electron's exit code.
 * @param {string} electron the executable
 * @param {readonly string[]} args Electron's
 * @returns {Promise<number>}
 * @throws {Interrupted} after Ctrl-C, when all that it started has ended
 */
export async function develop(electron, args) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  const interrupted = new Promise((_, reject) => {
    for (const signal of signals) process.on(signal, () => reject(new Interrupted()));
  });
  interrupted.catch(() => {});
  /** @type {(() => unknown)[]} */
  const undos = [];
  try {
    return await Promise.race([interrupted, run(electron, args, undos)]);
  } finally {
    for (const undo of undos.reverse()) await undo();
  }
}

/**
 * @param {string} electron @param {readonly string[]} args
 * @param {(() => unknown)[]} undos what ends that which it starts
 * @returns {Promise<number>}
 */
async function run(electron, args, undos) {
  // Before Vite reads its settings: a development build is what asks for the development server.
  process.env.NODE_ENV = 'development';
  const { createBuilder, createServer } = await import('vite');
  const common = {
    configFile: join(ROOT, 'vite.config.ts'),
    mode: 'development',
    cacheDir: join(OUT, 'vite'),
    clearScreen: false,
  };
  // Listening comes first, for the port is part of the settings. And Vite on a server of its own would end this process at a
  // SIGTERM, before Electron has ended.
  const http = createHttpServer();
  const port = await listen(http);
  undos.push(() => closeServer(http));
  const server = await createServer({
    ...common,
    // Replaced for each answer, as in the page that is built.
    html: { cspNonce: '__CSP_NONCE__' },
    server: {
      middlewareMode: { server: http },
      cors: false,
      // The page is on app://odin, from where nothing says which port that is.
      hmr: { server: http, protocol: 'ws', host: '127.0.0.1', clientPort: port },
      fs: { allow: [ROOT, realpathSync(join(ROOT, 'node_modules'))] },
    },
  });
  undos.push(() => server.close());
  http.on('request', server.middlewares);
  const address = `http://127.0.0.1:${port}`;

  writeManifest();
  // Inherited from the terminal of an editor made with Electron, it would make a plain Node of ours.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const app = new ElectronProcess(electron, [...args, OUT], { ...env, ODIN_DEV_SERVER: address });
  undos.push(() => app.stop());
  const watching = { watch: {}, minify: false, sourcemap: true, reportCompressedSize: false };
  const builder = await createBuilder({
    ...common,
    logLevel: 'warn',
    environments: {
      main: { build: { ...watching, outDir: join(OUT, 'main') } },
      preload: { build: { ...watching, outDir: join(OUT, 'preload') } },
    },
  });
  /** @type {NodeJS.Timeout | undefined} */
  let settling;
  const restartSoon = () => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      console.error('The main process has changed: starting Electron again …');
      void app.restart();
    }, SETTLE_MS);
  };
  undos.push(() => clearTimeout(settling));
  for (const name of ['main', 'preload']) {
    const environment = builder.environments[name];
    if (environment === undefined) throw new Error(`vite.config.ts has no environment ${name}`);
    await watch(builder, environment, restartSoon, undos);
  }
  console.error(`Page: ${address} (in the window alone); main process and preload script: ${OUT}`);
  app.start();
  return app.ended;
}

/**
 * Builds, and again at each change; resolves after the first time.
 * @param {import('vite').ViteBuilder} builder @param {import('vite').BuildEnvironment} environment
 * @param {() => void} onRebuilt @param {(() => unknown)[]} undos
 */
async function watch(builder, environment, onRebuilt, undos) {
  const watcher = /** @type {import('vite').Rolldown.RolldownWatcher} */ (await builder.build(environment));
  undos.push(() => watcher.close());
  let isFirst = true;
  await /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      watcher.on('event', async (event) => {
        if (event.code === 'BUNDLE_END') {
          await event.result.close();
          if (!isFirst) onRebuilt();
          isFirst = false;
          resolve();
        } else if (event.code === 'ERROR') {
          // What runs stays; the next change may mend it.
          console.error(event.error.message);
          await event.result?.close();
        }
      });
    })
  );
}

/** An app of its own name has its own settings and runs beside the one that is installed. */
function writeManifest() {
  const { version, type, desktopName } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const productName = 'ODIN Control Panel (development)';
  const manifest = { name: 'odin-control-panel-dev', productName, version, type, desktopName, main: 'main/main.js' };
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** @param {import('node:http').Server} server @returns {Promise<number>} the port, of this machine alone */
function listen(server) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
    });
  });
}

/** @param {import('node:http').Server} server */
function closeServer(server) {
  server.close();
  server.closeAllConnections();
}
