// Connections to one server, with its TLS, directly or through a proxy: undici's pools and WebSockets use the same.
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { buildConnector as Connectors } from 'undici';
import { buildConnector } from '../undici/undici.ts';
import { defined } from './defined.ts';
import { dialProxy, dialThrough, type ProxyTrust } from './dial-through.ts';
import { hostOf, type ProxyServer, portOf } from './proxy-of.ts';

/** By what server and client know each other; certificates and keys in PEM. */
export interface ServerTls extends Pick<SecureContextOptions, 'cert' | 'key'> {
  /** Default: what this machine trusts. */
  readonly ca?: string | Buffer;
  /** What this machine trusts, in PEM. */
  readonly roots: () => readonly string[];
  readonly rejectUnauthorized: boolean;
  /** Default: the server's own name. */
  readonly servername?: string;
}

/** The way to one server. */
export interface Route {
  readonly server: URL;
  readonly tls: ServerTls;
  readonly proxy: ProxyServer | undefined;
}

const CONNECT_LIMIT_MS = 10_000;

/** Opens connections that carry bytes to the server and nobody else. */
export function makeConnector({ server, tls, proxy }: Route): Connectors.connector {
  const base = direct(server, tls);
  if (proxy === undefined) return base;
  const target = { host: hostOf(server), port: portOf(server) };
  return (options, callback) => {
    dialThrough(proxy, trustOf(tls), target, CONNECT_LIMIT_MS).then(
      (socket) => {
        socket.setKeepAlive(true, 30_000);
        if (server.protocol === 'https:') base({ ...options, httpSocket: socket }, callback);
        else callback(null, socket);
      },
      (error: Error) => callback(error, null),
    );
  };
}

/** Whether requests are handed to the proxy whole, as HTTP has it for http servers: it then reads them. */
export function isForwarding({ server, proxy }: Pick<Route, 'server' | 'proxy'>): boolean {
  return server.protocol === 'http:' && proxy !== undefined && /^https?:$/.test(proxy.url.protocol);
}

/** Opens connections to the proxy of a route that is forwarding. */
export function makeForwardingConnector({ server, tls, proxy }: Route & { readonly proxy: ProxyServer }) {
  const target = { host: hostOf(server), port: portOf(server) };
  return ((_options, callback) => {
    dialProxy(proxy, trustOf(tls), target, CONNECT_LIMIT_MS).then(
      (socket) => callback(null, socket),
      (error: Error) => callback(error, null),
    );
  }) satisfies Connectors.connector;
}

function direct(server: URL, tls: ServerTls): Connectors.connector {
  const { ca, cert, key, rejectUnauthorized, servername } = tls;
  const isTrusting = server.protocol === 'https:' && rejectUnauthorized && ca === undefined;
  // Made once: hundreds of certificates are not to be read for each connection.
  const trust = isTrusting
    ? { secureContext: createSecureContext({ ca: [...tls.roots()], ...defined({ cert, key }) }) }
    : defined({ ca, cert, key });
  return buildConnector({
    timeout: CONNECT_LIMIT_MS,
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
    rejectUnauthorized,
    ...trust,
    ...defined({ servername }),
  });
}

/** An https proxy may be signed by the cluster's authority, as Go has it, or by one that this machine trusts. */
function trustOf({ ca, roots, rejectUnauthorized }: ServerTls): ProxyTrust {
  return { ca: [...(ca === undefined ? [] : [ca]), ...roots()], rejectUnauthorized };
}
