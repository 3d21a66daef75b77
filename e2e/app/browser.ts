// A browser for addresses that the app would give to the system's: Chromium itself, in a process of its own, with cookies and a
// history for each profile.
import { join } from 'node:path';
import type { LaunchedApp } from './launch.ts';

/** What `launchApp` is to start for it: the functions below are given what comes of that. */
export const BROWSER = { appDir: join(import.meta.dirname, 'browser-app.mjs') } as const;

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
        const isOnTheWay = () => /\/odin\/(login|open)/.test(webContents.getURL()) && status === 200;
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

/** What came of the requests that a page made to another address. */
export interface Attempts {
  /** Status of each answer, by what asked for it; 0 where there was none. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What the page could read of them. */
  readonly read: readonly string[];
}

/** Opens the page at `from`, and has its script ask `target` in every way that a page has. */
export async function attackFrom(
  { app }: LaunchedApp,
  profile: string,
  from: string,
  target: string,
): Promise<Attempts> {
  return app.evaluate(
    async ({ BrowserWindow, session }, { partition, start, origin }) => {
      const own = session.fromPartition(partition);
      const window = new BrowserWindow({ show: false, webPreferences: { session: own } });
      const { webContents } = window;
      const statuses: Record<string, number> = {};
      const nameOf = (url: string) => new URL(url).searchParams.get('by') ?? '';
      own.webRequest.onCompleted(({ url, statusCode }) => {
        if (nameOf(url) !== '') statuses[nameOf(url)] = statusCode;
      });
      own.webRequest.onErrorOccurred(({ url }) => {
        if (nameOf(url) !== '') statuses[nameOf(url)] ??= 0;
      });
      const script = `(async () => {
        const at = (by) => ${JSON.stringify(origin)} + '/api/user?by=' + by;
        const read = [];
        const settled = [];
        const frame = document.createElement('iframe');
        frame.src = at('iframe');
        settled.push(new Promise((done) => { frame.onload = done; }));
        document.body.append(frame);
        const sink = document.createElement('iframe');
        sink.name = 'sink';
        document.body.append(sink);
        const form = Object.assign(document.createElement('form'), { method: 'post', target: 'sink', action: at('form') });
        document.body.append(form);
        settled.push(new Promise((done) => { sink.onload = done; }));
        form.submit();
        for (const tag of ['img', 'script']) {
          const element = document.createElement(tag);
          settled.push(new Promise((done) => { element.onload = element.onerror = done; }));
          element.src = at(tag);
          document.body.append(element);
        }
        for (const [by, options] of [['fetch', {}], ['withCookies', { credentials: 'include' }], ['noCors', { mode: 'no-cors', credentials: 'include' }], ['preflight', { method: 'PUT', credentials: 'include' }]]) {
          settled.push(fetch(at(by), options).then(async (answer) => { if (answer.type !== 'opaque') read.push(by + ' ' + await answer.text()); }, () => {}));
        }
        const source = new EventSource(at('events'), { withCredentials: true });
        settled.push(new Promise((done) => { source.onmessage = () => read.push('events'); source.onerror = done; }));
        const socket = new WebSocket(at('socket').replace('http', 'ws'));
        settled.push(new Promise((done) => { socket.onopen = () => { read.push('socket'); done(); }; socket.onerror = done; }));
        await Promise.race([Promise.all(settled), new Promise((done) => setTimeout(done, 5000))]);
        source.close();
        return read;
      })()`;
      try {
        await window.loadURL(start);
        const read = (await webContents.executeJavaScript(script)) as string[];
        return { statuses, read };
      } finally {
        own.webRequest.onCompleted(null);
        own.webRequest.onErrorOccurred(null);
        window.destroy();
      }
    },
    { partition: profile, start: from, origin: target },
  );
}
