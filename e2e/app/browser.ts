// A browser for addresses that the app would give to the system's: Chromium itself, with cookies and a history of its own.
import type { LaunchedApp } from './launch.ts';

/** What one sees in the browser's window. */
export interface Sight {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  /** The addresses that Back and Forward lead to, this one among them. */
  readonly history: readonly string[];
  /** What the page's own scripts can read. */
  readonly scriptCookies: string;
  readonly referrer: string;
}

/** Opens an address as the system does, or as somebody who follows a link on the page at `from`; waits until it stands still. */
export async function browse({ app }: LaunchedApp, profile: string, address: string, from?: string): Promise<Sight> {
  return app.evaluate(
    async ({ BrowserWindow, session }, { partition, url, start }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { session: session.fromPartition(partition) } });
      const { webContents } = window;
      // The app locks all windows of its process down, and this one plays a browser.
      webContents.removeAllListeners('will-navigate').removeAllListeners('will-redirect');
      webContents.removeAllListeners('will-frame-navigate');
      let status = 0;
      webContents.on('did-navigate', (_event, _url, code) => {
        status = code;
      });
      try {
        if (start === undefined) await window.loadURL(url);
        else {
          await window.loadURL(start);
          const arrived = new Promise<void>((resolve) => webContents.once('did-finish-load', () => resolve()));
          const follow = `const a = document.createElement('a'); a.href = ${JSON.stringify(url)}; document.body.append(a); a.click();`;
          await webContents.executeJavaScript(follow, true);
          await arrived;
        }
        const isOnTheWay = () => webContents.getURL().includes('/odin/login/') && status === 200;
        while (isOnTheWay() || webContents.isLoading()) await new Promise((resolve) => setTimeout(resolve, 20));
        const { navigationHistory: entries } = webContents;
        const read = (expression: string) => webContents.executeJavaScript(expression) as Promise<string>;
        return {
          url: webContents.getURL(),
          status,
          text: await read('document.body.innerText'),
          history: Array.from({ length: entries.length() }, (_, index) => entries.getEntryAtIndex(index).url),
          scriptCookies: await read('document.cookie'),
          referrer: await read('document.referrer'),
        };
      } finally {
        window.destroy();
      }
    },
    { partition: profile, url: address, start: from },
  );
}
