// The ways by which a page could reach something else: other pages, other windows, the disk, requests.
import type { Probe } from './stage.ts';

/** Tells where the page got, or would get. */
export const navigation: Probe = async ({ app, page }) => {
  // The guards of the window's own contents, with what Chromium would hand to them: all of it has to reach them.
  const open = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) throw new Error('there is no window');
    const own = 'app://odin/index.html';
    const addresses = [
      ['will-frame-navigate', 'https://example.invalid/', true],
      ['will-frame-navigate', 'file:///etc/passwd', true],
      ['will-frame-navigate', 'data:text/html,x', true],
      ['will-frame-navigate', 'blob:app://odin/1', true],
      ['will-frame-navigate', 'app://odin/assets/index.js', true],
      ['will-frame-navigate', 'app://odin/index.html?x', true],
      ['will-frame-navigate', 'app://odin.example.invalid/index.html', true],
      ['will-frame-navigate', own, false],
      ['will-redirect', own, true],
    ] as const;
    const went = (name: string, url: string, isMainFrame: boolean) => {
      let isStopped = false;
      const preventDefault = () => {
        isStopped = true;
      };
      window.webContents.emit(name as 'will-redirect', { url, isMainFrame, preventDefault } as never);
      return !isStopped;
    };
    if (!went('will-frame-navigate', `${own}#/gpu`, true)) throw new Error('the page cannot load itself again');
    return addresses.flatMap(([name, url, isMain]) =>
      went(name, url, isMain) ? [`${name} ${isMain ? '' : 'of a frame '}to ${url}`] : [],
    );
  });
  // And one that Chromium hands to them itself.
  const reached = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<boolean>((resolve) => {
        BrowserWindow.getAllWindows()[0]?.webContents.once('will-frame-navigate', (event) =>
          resolve(event.defaultPrevented),
        );
      }),
  );
  await page.evaluate(() => void setTimeout(() => location.assign('https://example.invalid/')));
  if (!(await reached)) open.push('the page itself');
  return open;
};

/** Tells what made a window or a web view. */
export const windows: Probe = async ({ app, page }) => {
  const opened = await page.evaluate(() =>
    ['about:blank', 'app://odin/index.html', 'https://example.invalid/'].filter((url) => window.open(url) !== null),
  );
  const isWebView = await app.evaluate(({ BrowserWindow }) => {
    let isStopped = false;
    const preventDefault = () => {
      isStopped = true;
    };
    BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', { preventDefault } as never, {}, {});
    return !isStopped;
  });
  return [...opened, ...(isWebView ? ['a web view'] : [])];
};

/** Tells whether a download would be saved. */
export const downloads: Probe = async ({ app, page }) => {
  const isStopped = app.evaluate(
    ({ session }) =>
      new Promise<boolean>((resolve) => {
        session.defaultSession.once('will-download', (event, item) => {
          resolve(event.defaultPrevented);
          if (!event.defaultPrevented) item.cancel();
        });
      }),
  );
  await page.evaluate(() => Object.assign(document.createElement('a'), { href: '/index.html', download: 'x' }).click());
  return (await isStopped) ? [] : ['a download'];
};

/** Tells what the filter of requests let through. They are a hidden window's, which no other lock holds back. */
export const requests: Probe = ({ app }) =>
  app.evaluate(async ({ BrowserWindow }) => {
    const hidden = new BrowserWindow({ show: false });
    const addresses = [
      'http://127.0.0.1:1/',
      'https://example.invalid/',
      'file:///etc/hostname',
      'app://odin.example.invalid/index.html',
      'app://odin@example.invalid/index.html',
      'devtools://devtools/bundled/devtools_app.html',
    ];
    const open: string[] = [];
    for (const url of addresses) {
      const said = await hidden.loadURL(url).then(() => 'loaded', String);
      // A file fails in this way now and then.
      if (!/ERR_BLOCKED_BY_CLIENT|ERR_FAILED/.test(said)) open.push(`${url}: ${said}`);
    }
    hidden.destroy();
    return open;
  });
