// The origin of a request, looked at before anybody asks whether it has a cookie: another name for this address would be DNS
// rebinding, and a page of another site or port must not borrow the browser's cookie.
import type { IncomingMessage } from 'node:http';
import { isFormerName } from './own-name.ts';

/** `known`: an address that leads here too, and only on to the gateway's own name. */
export type Address = 'own' | 'known' | 'foreign';

/** What a gateway is called. */
export interface CalledAs {
  /** Its host name, without the port. */
  readonly name: string;
  /** The service behind it. */
  readonly service: string;
}

/** The port at which a request arrived. */
export function portOf({ socket }: IncomingMessage): number {
  return socket.localPort ?? 0;
}

/** By which address it calls. A head that can be read in two ways (two Hosts, two lengths, no path) calls by none. */
export function addressOf(request: IncomingMessage, { name, service }: CalledAs): Address {
  if (isAmbiguous(request)) return 'foreign';
  const port = `:${portOf(request)}`;
  const { host = '' } = request.headers;
  if (host === name + port) return 'own';
  if (!host.endsWith(port)) return 'foreign';
  const called = host.slice(0, -port.length);
  return ['127.0.0.1', 'localhost', '[::1]'].includes(called) || isFormerName(called, service) ? 'known' : 'foreign';
}

/**
 * Whether it was sent by a page that did not come from here. A link that somebody follows is no such request.
 * `SameSite` alone does not do: to a browser, all ports of a host are one site.
 */
export function isForeign({ headers, method }: IncomingMessage): boolean {
  if (headers.origin !== undefined) return headers.origin !== `http://${headers.host}`;
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return !isVisit({ headers, method });
}

/** Whether it is the whole window that is to show the answer. */
export function isVisit({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>): boolean {
  const kind = headers['sec-fetch-dest'];
  return method === 'GET' && (kind === undefined || kind === 'document');
}

/** Whether nobody's page had it sent: somebody typed it, or another program opened it. */
export function isUnasked({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin === undefined && (site === undefined || site === 'none');
}

/** Whether a browser sent it, as far as that shows: all of today say where a request comes from, and what they are. */
export function isOfBrowser({ headers }: IncomingMessage): boolean {
  const marks = ['origin', 'referer', 'sec-fetch-site', 'sec-fetch-dest', 'cookie'];
  return marks.some((name) => headers[name] !== undefined) || /^mozilla\b/i.test(headers['user-agent'] ?? '');
}

function isAmbiguous({ rawHeaders, url }: IncomingMessage): boolean {
  const names = rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  const times = (wanted: string) => names.filter((name) => name === wanted).length;
  const framings = times('content-length') + times('transfer-encoding');
  return times('host') !== 1 || framings > 1 || url?.startsWith('/') !== true;
}
