// The origin of a request, looked at before anybody asks whether it has a cookie: another name for this address would be DNS
// rebinding, and a page of another site or port must not borrow the browser's cookie.
import type { IncomingMessage } from 'node:http';

/** The port at which a request arrived. */
export function portOf({ socket }: IncomingMessage): number {
  return socket.localPort ?? 0;
}

/** Whether it calls this gateway by one of its two names, and asks for a path. */
export function isForUs(request: IncomingMessage): boolean {
  const port = portOf(request);
  const { host } = request.headers;
  return (host === `127.0.0.1:${port}` || host === `localhost:${port}`) && request.url?.startsWith('/') === true;
}

/**
 * Whether it was sent by a page that did not come from here. A link that somebody follows is no such request.
 * `SameSite` alone does not do: to a browser, all ports of 127.0.0.1 are one site.
 */
export function isForeign({ headers, method }: IncomingMessage): boolean {
  if (headers.origin !== undefined) return headers.origin !== `http://${headers.host}`;
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  const isFollowedLink = method === 'GET' && headers['sec-fetch-dest'] === 'document';
  return !isFollowedLink;
}
