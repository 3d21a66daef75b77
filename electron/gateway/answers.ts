// The gateway's own answers: one plain sentence, the page that leads from an invitation on, or the way to its own name.
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

const PLAIN = { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' } as const;

/** Who still sends after the answer is read no further than this. */
const GOODBYE_MS = 1_000;

/**
 * A page, not a redirect: a browser that followed the link from another site (a terminal in a web page, a chat) counts a
 * redirect as still coming from there, and would not send the new `SameSite=Strict` cookie. This page's own step counts
 * as ours, and replaces the link in the window's history.
 */
const openingPage = (service: string, address: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}"><title>${service}</title><p>Opening <a href="${address}">${service}</a> …</p></html>\n`;

/** Answers with one sentence; the connection ends with it. */
export function say(response: ServerResponse, status: number, sentence: string): void {
  // Who was not let in holds no place: a body that never ends is not waited for.
  response.shouldKeepAlive = false;
  response.writeHead(status, PLAIN).end(`${sentence}\n`);
}

/** Gives the cookie, where there is a new one, and leads on to `address`, which begins with the gateway's own. */
export function letIn(response: ServerResponse, cookie: string | undefined, service: string, address: string): void {
  const headers = { ...HEADERS, 'content-type': 'text/html; charset=utf-8' };
  response.writeHead(200, cookie === undefined ? headers : { ...headers, 'set-cookie': cookie });
  response.end(openingPage(service, inHtml(address)));
}

/** A path may be a setting, and those are of the cluster. */
function inHtml(text: string): string {
  return text.replace(/[^\w\-.~:/]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** Leads on to the same page under the gateway's own name. */
export function leadTo(response: ServerResponse, address: string): void {
  response.shouldKeepAlive = false;
  response.writeHead(302, { ...HEADERS, location: address }).end();
}

/** Answers a connection that became no request, or a WebSocket's first one, with one sentence, and hangs up. */
export function sayOnSocket(socket: Duplex, status: number, sentence: string): void {
  const body = `${sentence}\n`;
  const headers = { ...PLAIN, 'content-length': Buffer.byteLength(body), connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.on('error', () => socket.destroy());
  socket.resume();
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'), () => endSoon(socket));
}

function endSoon(socket: Duplex): void {
  const timer = setTimeout(() => socket.destroy(), GOODBYE_MS);
  socket.once('close', () => clearTimeout(timer));
}
