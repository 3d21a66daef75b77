// Serves the page from `app://odin/`: only files of the built page, with a strict Content-Security-Policy on each answer.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

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
 * Serves the files below `rootDir`. Resolves once a page has its first script: what would keep this process busy can begin
 * then, while the page's own process is.
 */
export function servePage(rootDir: string): Promise<void> {
  return new Promise((resolve) => {
    protocol.handle(SCHEME, async (request) => {
      const response = await answer(rootDir, request);
      if (response.headers.get('content-type') === CONTENT_TYPES['.js']) setImmediate(resolve);
      return response;
    });
  });
}

async function answer(rootDir: string, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const file = fileOf(rootDir, url);
  const contentType = file === undefined ? undefined : CONTENT_TYPES[extname(file)];
  if (request.method !== 'GET' || file === undefined || contentType === undefined) return notFound();
  let body: Buffer;
  try {
    body = await readFile(file);
  } catch {
    return notFound();
  }
  // Mantine writes its theme into a <style> element; the nonce admits that one and no other.
  const nonce = randomBytes(16).toString('base64');
  const isHtml = extname(file) === '.html';
  const content = isHtml ? body.toString('utf8').replaceAll('__CSP_NONCE__', nonce) : new Uint8Array(body);
  return new Response(content, {
    headers: {
      'content-type': contentType,
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    },
  });
}

/** The file that a URL names, or undefined when it would lie outside of the root. */
function fileOf(rootDir: string, url: URL): string | undefined {
  if (url.host !== HOST) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
  const file = normalize(join(rootDir, path));
  return file.startsWith(rootDir + sep) && !file.includes('\0') ? file : undefined;
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function notFound(): Response {
  return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
}
