// Serves the page from `app://odin/`: only files of the built page, and on every answer the headers that lock it.
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { app, protocol, session } from 'electron';
import type { DevServer } from './dev-server.ts';
import { lockingHeaders } from './locking-headers.ts';

const SCHEME = 'app';
const HOST = 'odin';

/** The page's origin, which the IPC trusts, and its address. */
export const PAGE_ORIGIN = `${SCHEME}://${HOST}`;
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
};

/**
 * Must run before Electron is ready: makes `app://` a secure origin of its own. There is one page, and so one process for it: the
 * page's headers (COOP) forbid it the group of the empty page before it, and Chromium would start a second process for that.
 * A process that has shown a page is never another site's, whatever the limit.
 */
export function declarePageScheme(): void {
  app.commandLine.appendSwitch('renderer-process-limit', '1');
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the files below `rootDir`, or what a development server makes of their sources. Resolves once a page has all that it
 * asked for at first, a script among it: what would keep this process busy can begin then, while the page's own process is.
 */
export function servePage(rootDir: string, devServer?: DevServer): Promise<void> {
  const read = devServer?.read ?? builtPage(rootDir);
  return new Promise((resolve) => {
    let openRequests = 0;
    protocol.handle(SCHEME, (request) => {
      openRequests++;
      return answer(request, read, devServer?.socket);
    });
    let hasScript = false;
    const { webRequest } = session.defaultSession;
    const pages = { urls: [`${SCHEME}://*/*`] };
    const onEnd = ({ resourceType }: { readonly resourceType: string }) => {
      openRequests--;
      hasScript ||= resourceType === 'script';
      if (!hasScript || openRequests > 0) return;
      webRequest.onCompleted(pages, null);
      webRequest.onErrorOccurred(pages, null);
      resolve();
    };
    webRequest.onCompleted(pages, onEnd);
    // A page that is reloaded or left before it has all of its files asks for no more of them.
    webRequest.onErrorOccurred(pages, onEnd);
  });
}

async function answer(request: Request, read: DevServer['read'], devSocket?: string): Promise<Response> {
  const url = new URL(request.url);
  // Mantine writes its theme into a <style> element; the nonce admits that one and no other.
  const nonce = randomBytes(16).toString('base64');
  const headers = (contentType: string) => ({ 'content-type': contentType, ...lockingHeaders(nonce, devSocket) });
  const isForPage = request.method === 'GET' && url.host === HOST;
  const found = isForPage ? await read(url).catch(() => undefined) : undefined;
  if (found === undefined) return new Response('Not found', { status: 404, headers: headers('text/plain') });
  const { body, contentType } = found;
  const isHtml = contentType.startsWith('text/html');
  const content = isHtml ? body.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : new Uint8Array(body);
  return new Response(content, { headers: headers(contentType) });
}

/** The files of the built page by their paths in it. They are listed once: no path of a request is ever one of a file. */
function builtPage(rootDir: string): DevServer['read'] {
  let listing: Promise<ReadonlyMap<string, string>> | undefined;
  return async ({ pathname }) => {
    listing ??= filesBelow(rootDir, '').catch((error: unknown) => {
      listing = undefined;
      throw error;
    });
    const file = (await listing).get(pathname);
    const contentType = file === undefined ? undefined : CONTENT_TYPES[extname(file)];
    return file === undefined || contentType === undefined ? undefined : { body: await readFile(file), contentType };
  };
}

/** Neither links nor devices: files alone. */
async function filesBelow(folder: string, path: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const lists = entries.map(async (entry) => {
    const [file, itsPath] = [join(folder, entry.name), `${path}/${entry.name}`];
    if (entry.isDirectory()) return [...(await filesBelow(file, itsPath))];
    return entry.isFile() ? [[itsPath, file] as const] : [];
  });
  return new Map((await Promise.all(lists)).flat());
}
