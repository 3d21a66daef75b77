// The page by itself: its preferences, its scheme, its permissions.
import type { Probe, Recorded } from './stage.ts';

/** Tells the preferences that are not as they must be, of those that Electron tells; page-preferences.test.ts has the others. */
export const preferences: Probe = ({ app }) =>
  app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Readonly<Record<string, unknown>>;
    };
    const wanted: Readonly<Record<string, unknown>> = {
      allowRunningInsecureContent: false,
      contextIsolation: true,
      disableDialogs: true,
      enableBlinkFeatures: '',
      experimentalFeatures: false,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
    };
    const actual = contents.getLastWebPreferences();
    return Object.entries(wanted).flatMap(([name, value]) => (actual[name] === value ? [] : [name]));
  });

/** Tells what of Node, Electron or the preload script's own world the page has. */
export const globals: Probe = ({ page }) =>
  page.evaluate(() => {
    const found = ['require', 'process', 'Buffer', 'module', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in window,
    );
    const { odin } = window as unknown as { readonly odin?: object };
    const bridge = Object.keys(odin ?? {}).sort();
    return bridge.join() === 'call,cancel,on' ? found : [...found, `the bridge is ${bridge.join() || 'not there'}`];
  });

/** Tells the privileges of the page's scheme beyond its own. */
export const scheme: Probe = ({ app }) =>
  app.evaluate(() => {
    const { schemes } = (globalThis as unknown as { readonly recorded: Recorded }).recorded;
    const allowed = ['standard', 'secure', 'supportFetchAPI', 'codeCache'];
    if (schemes.length === 0) throw new Error('no scheme was declared');
    return schemes.flatMap(({ privileges = {} }) =>
      Object.entries(privileges).flatMap(([name, has]) => (has && !allowed.includes(name) ? [name] : [])),
    );
  });

/** Tells what the page was granted. */
export const permissions: Probe = async ({ app, page }) => {
  const ofPage = await page.evaluate(async () => {
    const requested = (await Notification.requestPermission()) === 'granted' ? ['request'] : [];
    const { state } = await navigator.permissions.query({ name: 'notifications' });
    return state === 'granted' ? [...requested, 'check'] : requested;
  });
  const hasDevice = await app.evaluate(() => {
    const { device } = (globalThis as unknown as { readonly recorded: Recorded }).recorded;
    // Electron's own answer, where nobody asks, is what the permission of its kind says.
    return device === undefined || device({ deviceType: 'hid', origin: 'app://odin', device: {} });
  });
  return hasDevice ? [...ofPage, 'device'] : ofPage;
};
