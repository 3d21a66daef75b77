// The headers that pass: none that belong to one connection alone, none by which a caller could claim to be somebody, and
// none by which the answer would be opened to pages of elsewhere.
import type { IncomingHttpHeaders } from 'node:http';
import { withoutSessions } from './cookie.ts';

/** The header in which Grafana looks for the signed login. */
export const ASSERTION_HEADER = 'x-jwt-assertion';

/** RFC 9110, 7.6.1. `transfer-encoding` is left: Node frames bodies anew by it. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'];

/**
 * What a service may take for a login, for who somebody is, or for where a request comes from. Grafana's own pages send
 * `x-grafana-org-id` and `x-grafana-device-id`, which claim nothing.
 */
const IDENTITY = [
  ASSERTION_HEADER,
  'authorization',
  'proxy-authorization',
  'forwarded',
  'via',
  'client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'x-access-token',
  'x-api-key',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-ds-authorization',
  'x-grafana-id',
  'x-grafana-user',
  'x-http-method-override',
  'x-id-token',
  'x-original-url',
  'x-rewrite-url',
  'x-scope-orgid',
];
const IDENTITY_KINDS = /^x-(webauth|forwarded|auth|real|remote|original|envoy)-|_/;

/** Makes a caller's headers those that go to the service, with `own` in place of whatever is called so. */
export function rewriteRequest(headers: IncomingHttpHeaders, own: Readonly<Record<string, string>>): void {
  const upgrade = headers.upgrade;
  dropHopByHop(headers);
  for (const name of Object.keys(headers)) {
    if (IDENTITY.includes(name) || IDENTITY_KINDS.test(name)) delete headers[name];
  }
  const cookie = withoutSessions(headers.cookie);
  if (cookie === undefined) delete headers.cookie;
  else headers.cookie = cookie;
  if (upgrade !== undefined) Object.assign(headers, { connection: 'Upgrade', upgrade });
  for (const [name, value] of Object.entries(own)) headers[name.toLowerCase()] = value;
}

/** Makes a service's headers those that go to the browser: for pages of this very origin, and without its address elsewhere. */
export function rewriteAnswer(headers: IncomingHttpHeaders): void {
  dropHopByHop(headers);
  for (const name of Object.keys(headers)) if (name.startsWith('access-control-')) delete headers[name];
  headers['cross-origin-resource-policy'] = 'same-origin';
  headers['x-content-type-options'] = 'nosniff';
  headers['referrer-policy'] ??= 'same-origin';
}

function dropHopByHop(headers: IncomingHttpHeaders): void {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  for (const name of [...HOP_BY_HOP, ...named]) if (name !== 'transfer-encoding') delete headers[name];
}
