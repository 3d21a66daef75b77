// The one window: where it was left, sandboxed, there at once in the page's background.
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { pagePreferences } from './page-preferences.ts';
import { PAGE_URL } from './page-protocol.ts';
import type { SettingsFile } from './settings.ts';

const SIZE = { width: 1280, height: 800 };
const MIN_SIZE = { minWidth: 900, minHeight: 600 };
/** The page's background: the window is that until the page is drawn. */
const BACKGROUND = { dark: '#0e1116', light: '#f5f6f8' };

/** Makes the window, shows it and loads the page. Only for a developer it has DevTools. */
export function openWindow(settings: SettingsFile, preload: string, icon: string, isDeveloping = false): BrowserWindow {
  const { bounds, isMaximized } = settings.value;
  const window = new BrowserWindow({
    ...SIZE,
    ...(bounds !== null && isOnScreen(bounds) ? bounds : {}),
    ...MIN_SIZE,
    title: 'ODIN Control Panel',
    icon,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: pagePreferences(preload, isDeveloping),
  });
  if (isMaximized) window.maximize();
  window.on('close', () => {
    settings.change({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
  });
  void window.loadURL(PAGE_URL);
  return window;
}

/** Brings the window to the front, whatever state it is in. */
export function showWindow(window: BrowserWindow): void {
  if (window.webContents.isCrashed()) window.webContents.reload();
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Whether enough of the title bar can be grabbed: the monitor it was on may be gone. */
function isOnScreen(bounds: Electron.Rectangle): boolean {
  const grip = 64;
  return screen
    .getAllDisplays()
    .some(
      ({ workArea }) =>
        bounds.x < workArea.x + workArea.width - grip &&
        bounds.x + bounds.width > workArea.x + grip &&
        bounds.y >= workArea.y - grip &&
        bounds.y < workArea.y + workArea.height - grip,
    );
}
