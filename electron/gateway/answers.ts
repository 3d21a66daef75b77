// The gateway's own answers: one plain sentence, or the page that leads from the link into Grafana.
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const PLAIN = { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' } as const;

/**
 * A page, not a redirect: a browser that followed the link from another site (a terminal in a web page, a chat) counts a
 * redirect as still coming from there, and would not send the new `SameSite=Strict` cookie. This page's own step counts
 * as ours, and replaces the link in the window's history.
 */
const openingPage = (path: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${path}"><title>Grafana</title><p>Opening <a href="${path}">Grafana</a> …</p></html>\n`;

/** Answers with one sentence. */
export function say(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, PLAIN).end(`${sentence}\n`);
}

/** Gives the cookie and leads on to `path`, which is written into a page as it is. */
export function letIn(response: ServerResponse, cookie: string, path: string): void {
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/html; charset=utf-8', 'set-cookie': cookie });
  response.end(openingPage(path));
}

/** Answers a WebSocket's first request with one sentence, and hangs up. */
export function sayOnSocket(socket: Duplex, status: number, sentence: string): void {
  const body = `${sentence}\n`;
  const headers = { ...PLAIN, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'));
}
