// Serves the page from `app://odin/`: only files of the built page, with a strict Content-Security-Policy on each answer.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import type { DevServer } from './dev-server.ts';

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

/** Must run before Electron is ready: makes `app://` a secure origin of its own. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Serves the files below `rootDir`, or what a development server makes of their sources. Resolves once a page has its first script: what would keep this process busy can begin
 * then, while the page's own process is.
 */
export function servePage(rootDir: string, devServer?: DevServer): Promise<void> {
  return new Promise((resolve) => {
    protocol.handle(SCHEME, async (request) => {
      const response = await answer(rootDir, request, devServer);
      if (response.headers.get('content-type')?.startsWith('text/javascript') === true) setImmediate(resolve);
      return response;
    });
  });
}

async function answer(rootDir: string, request: Request, devServer?: DevServer): Promise<Response> {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.host !== HOST) return notFound();
  const found = await (devServer?.read(url) ?? readBuilt(rootDir, url)).catch(() => undefined);
  if (found === undefined) return notFound();
  const { body, contentType } = found;
  // Mantine writes its theme into a <style> element; the nonce admits that one and no other.
  const nonce = randomBytes(16).toString('base64');
  const isHtml = contentType.startsWith('text/html');
  const content = isHtml ? body.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : new Uint8Array(body);
  return new Response(content, {
    headers: {
      'content-type': contentType,
      'content-security-policy': contentSecurityPolicy(nonce, devServer?.socket),
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    },
  });
}

/** A file of the built page. Rejects where it is not there. */
async function readBuilt(rootDir: string, url: URL): ReturnType<DevServer['read']> {
  const file = fileOf(rootDir, url);
  const contentType = file === undefined ? undefined : CONTENT_TYPES[extname(file)];
  return file === undefined || contentType === undefined ? undefined : { body: await readFile(file), contentType };
}

/** The file that a URL names, or undefined when it would lie outside of the root. */
function fileOf(rootDir: string, url: URL): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  const file = normalize(join(rootDir, path));
  return file.startsWith(rootDir + sep) && !file.includes('\0') ? file : undefined;
}

/** @param devSocket of a development server, whose pages also have a script of their own within the HTML */
function contentSecurityPolicy(nonce: string, devSocket?: string): string {
  return [
    "default-src 'none'",
    devSocket === undefined ? "script-src 'self'" : `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    devSocket === undefined ? "connect-src 'self'" : `connect-src 'self' ${devSocket}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
}
