// Composition root of the window's main process: builds the parts in order, disposes of them in reverse order.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, BrowserWindow, clipboard, dialog, Menu, nativeTheme } from 'electron';
import type { EventName, Payload } from '../shared/ipc/types.ts';
import type { PageError } from '../shared/model/mishap.ts';
import type { Operation } from '../shared/model/operation.ts';
import { assetsDir } from './assets.ts';
import { Budget } from './budget.ts';
import { devServerOf } from './desktop/dev-server.ts';
import { keepAlive } from './desktop/keep-alive.ts';
import { listenForDefects } from './desktop/last-resort.ts';
import { lockDown } from './desktop/lockdown.ts';
import { menuTemplate } from './desktop/menu.ts';
import { openInBrowser } from './desktop/open-in-browser.ts';
import { declarePageScheme, PAGE_ORIGIN, servePage } from './desktop/page-protocol.ts';
import { openSettings } from './desktop/settings.ts';
import { startTray } from './desktop/tray.ts';
import { openWindow, showWindow } from './desktop/window.ts';
import { DisposalStack } from './disposal.ts';
import type { Engine } from './engine.ts';
import type { Desktop } from './handlers.ts';
import { registerHandlers, sendEvent } from './ipc/register.ts';
import { openLog } from './log/log.ts';
import { Mishaps } from './mishaps.ts';
import { logPath } from './paths.ts';

const PAGE_PATIENCE_MS = 2_000;
const PAGE_ERRORS_A_MINUTE = 30;
const DIST_DIR = join(import.meta.dirname, '..');
const LOG_FILE = logPath(process.env, process.platform);

const log = openLog({ path: LOG_FILE, program: 'window', level: process.env.ODIN_LOG_LEVEL });
const mishaps = new Mishaps((list) => tell('app.mishaps', list));

declarePageScheme();
if (app.requestSingleInstanceLock()) {
  // Not awaited at the top level: Electron is ready only after this module has been evaluated.
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      console.error(error);
      log.error('start', 'the app could not start', { error });
      const words = error instanceof Error ? error.message : String(error);
      dialog.showErrorBox('ODIN Control Panel cannot start', `${words}\n\nWhat is known of it is in ${LOG_FILE}`);
      app.exit(1);
    });
} else {
  app.quit();
}

async function start(): Promise<void> {
  const { electron, chrome, node } = process.versions;
  log.info('start', `ODIN ${app.getVersion()}`, { electron, chrome, node, platform: process.platform });
  listenForDefects(log, (sentence) => mishaps.note(sentence));
  const undos = new DisposalStack();
  const settings = openSettings(app.getPath('userData'), (error) =>
    log.warn('settings', 'the window’s settings could not be kept', { error }),
  );
  nativeTheme.themeSource = settings.value.theme;
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform)));
  // The build of a package makes this a constant, and nothing of the development server is left in it.
  const devServer = import.meta.env.DEV ? devServerOf(process.env, app.isPackaged) : undefined;
  lockDown(devServer?.socket);
  const isPageServed = servePage(join(DIST_DIR, 'renderer'), devServer);

  const iconsDir = join(assetsDir(), 'icons');
  let window: BrowserWindow | null = null;
  const show = () => {
    if (window !== null) return showWindow(window);
    const opened = openWindow(settings, join(DIST_DIR, 'preload', 'preload.cjs'), join(iconsDir, 'icon.png'));
    opened.on('closed', () => (window = null));
    keepAlive(opened, {
      log,
      onMishap: (sentence) => mishaps.note(sentence),
      askWhetherToReload: () => mayReload(opened),
      giveUp: () => app.quit(),
    });
    if (devServer !== undefined) opened.webContents.openDevTools({ mode: 'detach' });
    window = opened;
  };
  show();

  const openForward = (target: 'grafana' | 'prometheus') => () => {
    const opening = async () => (await engine).handlers['forwards.open']({ target }, AbortSignal.timeout(60_000));
    opening().catch((error: unknown) => {
      // There may be no window to say it in; the page shows the forward's reason.
      log.warn('forward', `${target} could not be opened from the tray`, { error });
      show();
    });
  };
  const tray = startTray({
    iconsDir,
    actions: {
      openGrafana: openForward('grafana'),
      openPrometheus: openForward('prometheus'),
      show,
      quit: () => app.quit(),
    },
    // Without icon and window nobody could reach the app, nor end it.
    onShownChange: (isShown) => {
      if (!isShown && window === null) show();
    },
  });
  undos.defer(() => tray.dispose());

  const desktop: Desktop = {
    info: async () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform,
      hasTray: await tray.isShown(),
      theme: settings.value.theme,
    }),
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
      settings.set({ ...settings.value, theme });
    },
    rememberSelected: (selected) => settings.set({ ...settings.value, selected }),
    openInBrowser,
    copy: (text) => clipboard.writeText(text),
    logFile: LOG_FILE,
    mishaps: () => mishaps.list,
    dismissMishap: (id) => mishaps.dismiss(id),
    reportError: pageErrors(),
  };
  // The page comes first, but a page that can't be loaded must not keep the tray from working.
  const engine = Promise.race([isPageServed, sleep(PAGE_PATIENCE_MS)]).then(async () => {
    const { startEngine } = await import('./engine.ts');
    return startEngine({
      environment: process.env,
      platform: process.platform,
      isInTerminal: [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY === true),
      assetsDir: assetsDir(),
      desktop,
      selected: settings.value.selected,
      log,
      onMishap: (sentence) => mishaps.note(sentence),
      isWatched: () => window !== null,
      listener: {
        onStatus: (status) => {
          tell('clusters.status', status);
          void engine.then(({ list }) => tell('clusters.list', list()));
        },
        onOverview: (overview) => tell('overview.changed', overview),
        onVerdict: (verdict) => {
          tell('overview.verdict', verdict);
          tray.update(verdict);
        },
        onAlerts: (report) => tell('alerts.changed', report),
        onStack: (status) => tell('stack.status', status),
        onOperation: (operation) => tell('stack.operation', operation),
        onForwards: (forwards) => tell('forwards.list', [...forwards]),
      },
    });
  });
  undos.defer(async () => (await engine).dispose());
  undos.defer(
    registerHandlers(
      engine.then(({ handlers }) => handlers),
      PAGE_ORIGIN,
      (call, error) => log.error('call', `${call} failed`, { error }),
    ),
  );

  app.on('second-instance', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    void tray.isShown().then((isShown) => {
      if (!isShown && window === null) app.quit();
    });
  });
  let loaded: Engine | undefined;
  quitInOrder(undos, () => {
    const operation = loaded?.runningOperation() ?? null;
    const stays = operation !== null && !mayInterrupt(operation);
    if (stays) show();
    return !stays;
  });
  loaded = await engine;
}

/** Tells all pages something. */
function tell<K extends EventName>(name: K, payload: Payload<K>): void {
  for (const window of BrowserWindow.getAllWindows()) sendEvent(window.webContents, name, payload);
}

/** Asks what is to become of a page that stops whenever it is loaded. */
async function mayReload(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window stopped working four times within a minute',
    detail: `A change under way goes on without it. Start ODIN again if loading it once more does not help. What is known of it is in ${LOG_FILE}`,
    buttons: ['Load it again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
}

/** Writes down what goes wrong in the page, as far as a page may: one that was taken over would fill the log. */
function pageErrors(): (error: PageError) => void {
  const budget = new Budget(PAGE_ERRORS_A_MINUTE, 60_000);
  return ({ where, message, stack }) => {
    if (budget.spend()) log.error('page', message, { where, stack });
  };
}

/** Asks before a change under way is cut short; what was done until then is recorded, and a new plan goes on from it. */
function mayInterrupt({ verb, release }: Operation): boolean {
  const chosen = dialog.showMessageBoxSync({
    type: 'question',
    message: `The ${verb} of ${release} is still under way`,
    detail: 'Quitting stops it where it is. A new plan shows what is left to do.',
    buttons: ['Keep running', 'Stop it and quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return chosen === 1;
}

/** Lets the parts end before the process does: an operation records where it stopped, forwards drain. */
function quitInOrder(undos: DisposalStack, mayQuit: () => boolean): void {
  let isDone = false;
  app.on('before-quit', (event) => {
    if (isDone) return;
    event.preventDefault();
    if (!mayQuit()) return;
    isDone = true;
    const timeout = new Promise((resolve) => setTimeout(resolve, 5_000));
    void Promise.race([undos.dispose().catch(console.error), timeout]).finally(() => app.quit());
  });
}
