// The headers that pass: none that belong to one connection alone, and none by which a caller could claim to be somebody.
import type { IncomingHttpHeaders } from 'node:http';
import { withoutSessions } from './cookie.ts';

/** The header in which Grafana looks for the signed login. */
export const ASSERTION_HEADER = 'x-jwt-assertion';

/** RFC 9110, 7.6.1. `transfer-encoding` is left: Node frames bodies anew by it. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'];

/**
 * What Grafana may take for a login or for who somebody is. Its own pages send `x-grafana-org-id` and
 * `x-grafana-device-id`, which claim nothing.
 */
const IDENTITY = [
  ASSERTION_HEADER,
  'authorization',
  'proxy-authorization',
  'x-access-token',
  'x-ds-authorization',
  'x-grafana-id',
  'x-grafana-user',
];
const AUTH_PROXY = /^x-(webauth|forwarded)-|^forwarded$/;

/** Makes a caller's headers those that go to Grafana, with this login. */
export function rewriteRequest(headers: IncomingHttpHeaders, assertion: string): void {
  const upgrade = headers.upgrade;
  dropHopByHop(headers);
  for (const name of Object.keys(headers)) if (IDENTITY.includes(name) || AUTH_PROXY.test(name)) delete headers[name];
  const cookie = withoutSessions(headers.cookie);
  if (cookie === undefined) delete headers.cookie;
  else headers.cookie = cookie;
  if (upgrade !== undefined) Object.assign(headers, { connection: 'Upgrade', upgrade });
  headers[ASSERTION_HEADER] = assertion;
}

/** Drops what concerned the connection to Grafana alone. */
export function dropHopByHop(headers: IncomingHttpHeaders): void {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  for (const name of [...HOP_BY_HOP, ...named]) if (name !== 'transfer-encoding') delete headers[name];
}
