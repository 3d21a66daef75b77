// Composition root of the window's main process: builds the parts in order, disposes of them in reverse order.
import { release as kernel } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, type BrowserWindow, clipboard, dialog, Menu, nativeTheme, powerMonitor, shell } from 'electron';
import { writeTimesAs } from '../shared/clock-time.ts';
import type { EventName, Payload } from '../shared/ipc/types.ts';
import type { PageError } from '../shared/model/mishap.ts';
import { visibleLines } from '../shared/visible.ts';
import { assetsDir } from './assets.ts';
import { Budget } from './budget.ts';
import { choosing } from './choosing.ts';
import { asker } from './desktop/ask.ts';
import { noticeBlankPage } from './desktop/blank-page.ts';
import { devServerOf } from './desktop/dev-server.ts';
import { chooseFile, chooseFolder, saveFile } from './desktop/file-dialogs.ts';
import { keepGraphics } from './desktop/graphics.ts';
import { keepAlive } from './desktop/keep-alive.ts';
import { listenForDefects } from './desktop/last-resort.ts';
import { BundledLicenses } from './desktop/licenses.ts';
import { lockDown, lockNetwork } from './desktop/lockdown.ts';
import { setStartsAtLogin, startsAtLogin, wasStartedAtLogin } from './desktop/login-item.ts';
import { menuTemplate } from './desktop/menu.ts';
import { systemNotifications } from './desktop/notification.ts';
import { openInBrowser } from './desktop/open-in-browser.ts';
import { declarePageScheme, PAGE_ORIGIN, servePage } from './desktop/page-protocol.ts';
import { pictureOf } from './desktop/picture.ts';
import { quitInOrder } from './desktop/quitting.ts';
import { openSettings } from './desktop/settings.ts';
import { switchableTray } from './desktop/switchable-tray.ts';
import { startTray } from './desktop/tray.ts';
import { settleUserData } from './desktop/user-data.ts';
import { WaitingLink } from './desktop/waiting-link.ts';
import { openWindow, showWindow } from './desktop/window.ts';
import { DisposalStack } from './disposal.ts';
import type { Engine } from './engine.ts';
import type { Desktop } from './handlers.ts';
import { registerHandlers, sendEvent } from './ipc/register.ts';
import { learnEnvironment } from './log/environment-secrets.ts';
import { openLog } from './log/log.ts';
import { maskShown } from './log/mask-text.ts';
import { Mishaps } from './mishaps.ts';
import { Notifying } from './notifying.ts';
import { logPath, stateDir } from './paths.ts';
import { lostSentence } from './state-files/obstacle.ts';

const PAGE_PATIENCE_MS = 2_000;
const PAGE_ERRORS_A_MINUTE = 30;
/** A dialog that is higher than the screen has no button to press. */
const MOST_WORDS = 1_000;
const KNOWN = `What is known of it is in ${logPath(process.env, process.platform)}`;
const STOPS_AGAIN = {
  message: 'The window stopped working four times within a minute',
  detail: `A change under way goes on without it. Start ODIN again if loading it once more does not help. ${KNOWN}`,
};
const NO_PROCESS = {
  message: 'The window cannot be shown: no process can be started for it',
  detail: `Start ODIN again. A change under way goes on without the window, and you are asked before it is stopped. ${KNOWN}`,
};
const INSTALL_AGAIN = `Load it again; if that does not help, install the app again. ${KNOWN}`;
const CANNOT_DRAW = `Its graphics stop again and again. Update the driver of the graphics card; until then, odin does all the same in a terminal. ${KNOWN}`;
const STATE_FORGOTTEN =
  'its log and the ports of its forwards are forgotten when it ends, and a change that is cut short waits for you';
const DIST_DIR = join(import.meta.dirname, '..');
const LOG_FILE = logPath(process.env, process.platform);

learnEnvironment(process.env);
let window: BrowserWindow | null = null;
const mishaps = new Mishaps((list) => tell('app.mishaps', list));
const STATE_DIR = stateDir(process.env, process.platform);
const noteStateLost = (error: unknown) => mishaps.note(lostSentence(STATE_DIR, error, STATE_FORGOTTEN));
const log = openLog({
  path: LOG_FILE,
  program: 'window',
  level: process.env.ODIN_LOG_LEVEL,
  complain: (_sentence, error) => noteStateLost(error),
});
// The build of a package makes this a constant, and nothing of the development server is left in it.
const devServer = import.meta.env.DEV ? devServerOf(process.env, app.isPackaged) : undefined;

listenForDefects(log, (sentence) => mishaps.note(sentence));
// Before anything else: what the system sends meanwhile is not sent again.
const link = new WaitingLink(log, () => tell('app.linkWaits', undefined));
link.arriveAmong(process.argv);
app.on('open-url', (event, url) => {
  event.preventDefault();
  link.arrive(url);
});
app.on('second-instance', (_event, args) => link.arriveAmong(args));
// Linux and macOS read it off the package; the installer of Windows writes nothing of the kind.
if (process.platform === 'win32' && app.isPackaged) app.setAsDefaultProtocolClient('odin');

declarePageScheme();
lockNetwork(devServer !== undefined);
try {
  const obstacle = settleUserData(process.env);
  if (obstacle !== undefined) mishaps.note(obstacle);
  // Not awaited at the top level: Electron is ready only after this module has been evaluated.
  if (app.requestSingleInstanceLock()) app.whenReady().then(start).catch(cannotStart);
  else app.quit();
} catch (error) {
  cannotStart(error);
}

/** Says it in a window where there can be one, on standard error where not. */
function cannotStart(error: unknown): void {
  log.error('start', 'the app could not start', { error });
  const words = visibleLines(maskShown(error instanceof Error ? error.message : String(error))).slice(0, MOST_WORDS);
  dialog.showErrorBox('ODIN Control Panel cannot start', `${words}\n\nWhat is known of it is in ${LOG_FILE}`);
  app.exit(1);
}

async function start(): Promise<void> {
  const { electron, chrome, node } = process.versions;
  log.info('start', `ODIN ${app.getVersion()}`, { electron, chrome, node, platform: process.platform });
  keepGraphics({ onMishap: (sentence) => mishaps.note(sentence), giveUp: cannotDraw });
  const undos = new DisposalStack();
  const userData = app.getPath('userData');
  const settings = openSettings(
    userData,
    (error) => {
      log.warn('settings', 'the window’s settings could not be kept', { error });
      mishaps.note(lostSentence(userData, error, 'theme, window and chosen cluster are forgotten when it ends'));
    },
    (aside) => {
      log.warn('settings', 'the window’s settings are damaged', { aside });
      mishaps.note(`The settings of the app could not be read and are as at first; what was there is in ${aside}.`);
    },
  );
  nativeTheme.themeSource = settings.value.theme;
  const followClock = () => writeTimesAs({ clock: settings.value.clock, locale: app.getLocale() });
  followClock();
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform)));
  lockDown(devServer?.socket);
  const isPageServed = servePage(join(DIST_DIR, 'renderer'), devServer);

  const licenses = new BundledLicenses(join(DIST_DIR, 'main'));
  const iconsDir = join(assetsDir(), 'icons');
  const show = () => {
    if (window !== null) return showWindow(window);
    const preload = join(DIST_DIR, 'preload', 'preload.cjs');
    const opened = openWindow(settings, preload, join(iconsDir, 'icon.png'), devServer !== undefined);
    opened.on('closed', () => (window = null));
    keepAlive(opened, {
      log,
      onMishap: (sentence) => mishaps.note(sentence),
      askWhetherToReload: () => mayReload(opened, STOPS_AGAIN),
      giveUp: () => app.quit(),
      askWhetherToRestart: async () => {
        if (await isAgreed(opened, NO_PROCESS, ['Start ODIN again', 'Not now'], 1)) startAgain();
      },
    });
    noticeBlankPage(opened, {
      log,
      askWhetherToReload: (sentence) => mayReload(opened, { message: sentence, detail: INSTALL_AGAIN }),
      giveUp: () => app.quit(),
    });
    if (devServer !== undefined) opened.webContents.openDevTools({ mode: 'detach' });
    window = opened;
  };
  let loaded: Engine | undefined;
  const startAgain = quitInOrder({
    undos,
    runningOperation: () => loaded?.runningOperation() ?? null,
    stay: show,
    onFailure: (error) => log.error('end', 'a part of the app did not end cleanly', { error }),
  });
  const isWaiting = settings.value.isTrayOn && wasStartedAtLogin(process.argv);
  if (!isWaiting) show();

  const openForward = (target: 'grafana' | 'prometheus') => () => {
    const opening = async () => (await engine).handlers['forwards.open']({ target }, AbortSignal.timeout(60_000));
    opening().catch((error: unknown) => {
      // There may be no window to say it in; the page shows the forward's reason.
      log.warn('forward', `${target} could not be opened from the tray`, { error });
      show();
    });
  };
  // Without icon and window nobody could reach the app, nor end it.
  const stayReachable = () => {
    if (window === null) show();
  };
  const startIcon = () =>
    startTray({
      iconsDir,
      actions: {
        openGrafana: openForward('grafana'),
        openPrometheus: openForward('prometheus'),
        show,
        quit: () => app.quit(),
      },
      onShownChange: (isShown) => {
        if (!isShown) stayReachable();
      },
    });
  const tray = switchableTray(settings.value.isTrayOn, startIcon, stayReachable);
  undos.defer(() => tray.dispose());
  if (isWaiting) {
    void tray.isShown().then((isShown) => {
      if (!isShown) stayReachable();
    });
  }

  const notifying = new Notifying({
    desktop: systemNotifications,
    settings: {
      read: () => settings.value.notifications,
      write: (notifications) => settings.change({ notifications }),
    },
    lead: (to) => {
      show();
      link.lead(to);
    },
    onFailure: (reason) => log.warn('notification', 'one could not be shown', { reason }),
  });
  undos.defer(() => notifying.notifier.dispose());

  const desktop: Desktop = {
    info: async () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform,
      hasTray: await tray.isShown(),
      isTrayOn: settings.value.isTrayOn,
      theme: settings.value.theme,
      clock: settings.value.clock,
    }),
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
      settings.change({ theme });
    },
    settings: choosing({
      places: { settings: settings.path, state: STATE_DIR, log: LOG_FILE },
      keep: (part) => {
        settings.change(part);
        followClock();
      },
      switchTray: (isOn) => tray.switch(isOn),
      login: {
        read: () => startsAtLogin(process.env),
        write: (isOn) => setStartsAtLogin(process.env, isOn),
      },
    }),
    about: () => ({
      version: app.getVersion(),
      electron,
      chromium: chrome,
      node,
      system: `${process.platform} ${kernel()} ${process.arch}`,
      packages: licenses.list(),
    }),
    licenseOf: (name, version) => licenses.textOf(name, version),
    rememberSelected: (selected) => settings.change({ selected }),
    openInBrowser,
    chooseFolder: () => chooseFolder(window),
    chooseFile: () => chooseFile(window),
    saveFile: (name, content) => saveFile(window, name, content),
    pictureOf: (area) => pictureOf(window, area),
    showInFolder: (path) => shell.showItemInFolder(path),
    copy: (text) => clipboard.writeText(text),
    takeLink: () => link.take(),
    confirm: asker(dialog, () => window),
    logFile: LOG_FILE,
    mishaps: () => mishaps.list,
    dismissMishap: (id) => mishaps.dismiss(id),
    reportError: pageErrors(),
    notifications: notifying,
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
      onStateLost: noteStateLost,
      isWatched: () => window !== null,
      listener: {
        onStatus: (status) => {
          tell('clusters.status', status);
          notifying.notifier.status(status);
          void engine.then(({ list }) => tell('clusters.list', list()));
        },
        onOverview: (overview) => tell('overview.changed', overview),
        onVerdict: (verdict) => {
          tell('overview.verdict', verdict);
          tray.update(verdict);
          notifying.notifier.verdict(verdict);
        },
        onAlerts: (report) => {
          tell('alerts.changed', report);
          notifying.notifier.alerts(report);
        },
        onStack: (status) => tell('stack.status', status),
        onOperation: (operation) => tell('stack.operation', operation),
        onForwards: (forwards) => tell('forwards.list', [...forwards]),
        onKeptForwards: (forwards) => tell('forwards.kept', [...forwards]),
        onStream: (payload) => tell('streams.message', payload),
      },
    });
  });
  undos.defer(async () => (await engine).dispose());
  undos.defer(
    registerHandlers(
      engine.then(({ handlers }) => handlers),
      {
        origin: PAGE_ORIGIN,
        isWindow: (contents) => window?.webContents === contents,
        onLeft: () => void engine.then(({ forgetPage }) => forgetPage()),
      },
      (call, error) => log.error('call', `${call} failed`, { error }),
    ),
  );

  powerMonitor.on('resume', () => void engine.then(({ wake }) => wake()));
  app.on('second-instance', show);
  app.on('open-url', show);
  app.on('activate', show);
  app.on('window-all-closed', () => {
    void tray.isShown().then((isShown) => {
      if (!isShown && window === null) app.quit();
    });
  });
  loaded = await engine;
}

/** Tells the page something. */
function tell<K extends EventName>(name: K, payload: Payload<K>): void {
  if (window !== null) sendEvent(window.webContents, PAGE_ORIGIN, name, payload);
}

/** Says that the app ends, and by what it can be seen all the same. */
function cannotDraw(): void {
  log.error('crash', 'the graphics of the window stop again and again');
  dialog.showErrorBox('ODIN Control Panel cannot draw its window', CANNOT_DRAW);
  app.quit();
}

/** Asks what is to become of a page that stops whenever it is loaded, or does not come. */
function mayReload(window: BrowserWindow, words: { message: string; detail: string }): Promise<boolean> {
  return isAgreed(window, words, ['Load it again', 'Quit'], 0);
}

/** Whether the first of two buttons was chosen. `onEscape`: the one that the Escape key stands for. */
async function isAgreed(
  window: BrowserWindow,
  words: { message: string; detail: string },
  buttons: [string, string],
  onEscape: 0 | 1,
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    ...words,
    buttons,
    defaultId: 0,
    cancelId: onEscape,
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
