// The two doors of the main process, asked as only a broken page could: its calls and its files.
import type { IpcMainInvokeEvent } from 'electron';
import type { Probe, Recorded } from './stage.ts';

/** Tells who was answered that is not the window's page. */
export const senders: Probe = ({ app }) =>
  app.evaluate(async ({ BrowserWindow }) => {
    const call = (globalThis as unknown as { readonly recorded: Recorded }).recorded.calls.get('odin:call');
    const sender = BrowserWindow.getAllWindows()[0]?.webContents;
    if (call === undefined || sender === undefined) throw new Error('there is no call, or no window');
    const other = new BrowserWindow({ show: false });
    const origin = 'app://odin';
    const own = { sender, senderFrame: { parent: null, origin } };
    const foreign: Readonly<Record<string, object>> = {
      'another window': { ...own, sender: other.webContents },
      'a frame in the page': { ...own, senderFrame: { parent: {}, origin } },
      'another origin': { ...own, senderFrame: { parent: null, origin: 'app://odin.example.invalid' } },
      'an origin of its own': { ...own, senderFrame: { parent: null, origin: 'null' } },
      'a frame that is gone': { ...own, senderFrame: null },
    };
    const ask = (event: object, name: string, id: string) => call(event as IpcMainInvokeEvent, name, undefined, id);
    const open: string[] = [];
    for (const [who, event] of Object.entries(foreign)) {
      const reply = await ask(event, 'app.info', 'foreign').catch(() => undefined);
      if (reply === undefined || reply.ok || reply.error.code !== 'forbidden') open.push(who);
    }
    if (!(await ask(own, 'app.info', 'own')).ok) throw new Error('the page itself is refused');
    other.destroy();
    return open;
  });

/** Tells the paths that led to a file which is none of the page's, or were asked in another way than the page does. */
export const files: Probe = ({ app }) =>
  app.evaluate(async () => {
    const { answer } = (globalThis as unknown as { readonly recorded: Recorded }).recorded;
    if (answer === undefined) throw new Error('nobody answers for app://');
    const up = ['..%2f', '%2e%2e%2f', '..%5c', '..\\', '.%2e/', '..;/', '%252e%252e%252f', '..%c0%af', '....//', '/'];
    const paths = [
      ...['', 'assets/'].flatMap((base) =>
        up.flatMap((step) => [1, 2, 3, 4].flatMap((times) => [`${base}${step.repeat(times)}secret.json`])),
      ),
      '..%2frenderer-secret.json',
      '..%2Frenderer%2F..%2F..%2Fsecret.json',
      'link.json',
      'link.json%00.html',
      'index.html%00',
      'index.html/',
      'index.html%2f',
      '%69ndex.html%00',
      'index.html::$DATA',
      'INDEX.HTML',
      '/etc/hostname',
      '%2fetc%2fhostname',
      'file:///etc/hostname',
      'C:%5cWindows%5cwin.ini',
      '%5c%5chost%5cshare%5cx.json',
      'assets',
      'assets/',
      '',
      '%',
      '__proto__',
      'constructor',
    ];
    const requests: (readonly [string, RequestInit?])[] = [
      ...paths.map((path) => [`app://odin/${path}`] as const),
      ['app://other/index.html'],
      ['app://odin.example.invalid/index.html'],
      ...['POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE'].map((method) => ['app://odin/index.html', { method }] as const),
    ];
    const found: string[] = [];
    for (const [url, init] of requests) {
      const { status } = await answer(new Request(url, init));
      if (status !== 404) found.push(`${init?.method ?? 'GET'} ${url}`);
    }
    if ((await answer(new Request('app://odin/index.html'))).status !== 200) throw new Error('the page is not there');
    return found;
  });

/** Tells whether what was meant for the page reached another one in its window. It does not come back from there: the last probe of an app. */
export const events: Probe = ({ app }) =>
  app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error('there is no window');
    // The end of one load, told while the next begins, counts as that one's failure.
    while (contents.isLoading()) await new Promise((resolve) => setTimeout(resolve, 20));
    await contents.loadURL('about:blank');
    await contents.executeJavaScript(`window.heard = 0; void window.odin.on('app.mishaps', () => window.heard++)`);
    // What nobody caught is told at once.
    process.emit('uncaughtException', new Error('of a probe'));
    await new Promise((resolve) => setImmediate(resolve));
    const heard: unknown = await contents.executeJavaScript('window.heard');
    return heard === 0 ? [] : ['an event'];
  });
