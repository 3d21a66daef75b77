// Dials a server through a proxy: by CONNECT where the proxy speaks HTTP, else by SOCKS 5. Names are resolved behind it.
import { request } from 'node:http';
import { connect as dial, isIP, type Socket } from 'node:net';
import { connect as dialTls } from 'node:tls';
import { AppError } from '../../shared/errors.ts';
import type { Endpoint } from './no-proxy.ts';
import { proxyRefused, proxySilent, proxyUnreached, socksRefused } from './proxy-error.ts';
import { hostOf, type ProxyServer, portOf } from './proxy-of.ts';

/** By what an https proxy is known: authorities in PEM, and whether they count. */
export interface ProxyTrust {
  readonly ca: readonly (string | Buffer)[];
  readonly rejectUnauthorized: boolean;
}

/** A connection to a proxy that nothing was said on yet. Rejects with an `AppError` `unreachable` that names the proxy. */
export function dialProxy(proxy: ProxyServer, trust: ProxyTrust, target: Endpoint, limitMs: number): Promise<Socket> {
  const detour = { proxy, target: addressOf(target) };
  const host = hostOf(proxy.url);
  const port = Number(portOf(proxy.url));
  const isTls = proxy.url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    const { ca, rejectUnauthorized } = trust;
    const name = isIP(host) === 0 ? { servername: host } : {};
    const socket = isTls ? dialTls({ host, port, ...name, ca: [...ca], rejectUnauthorized }) : dial({ host, port });
    socket.setNoDelay(true);
    const timer = setTimeout(() => socket.destroy(proxySilent(detour, limitMs / 1000)), limitMs);
    const onError = (error: Error): void => {
      clearTimeout(timer);
      reject(error instanceof AppError ? error : proxyUnreached(detour, error));
    };
    socket.once('error', onError);
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', onError);
      resolve(socket);
    });
  });
}

/**
 * A connection to `target` that leads through the proxy; what is sent is the server's alone.
 *
 * Rejects with an `AppError` `unreachable` that names the proxy and says why.
 */
export async function dialThrough(
  proxy: ProxyServer,
  trust: ProxyTrust,
  target: Endpoint,
  limitMs: number,
): Promise<Socket> {
  const socket = await dialProxy(proxy, trust, target, limitMs);
  const detour = { proxy, target: addressOf(target) };
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    socket.destroy();
  }, limitMs);
  try {
    return await (proxy.url.protocol.startsWith('socks')
      ? socks(proxy, socket, target)
      : tunnel(proxy, socket, target));
  } catch (error) {
    socket.destroy();
    if (isLate) throw proxySilent(detour, limitMs / 1000);
    throw error instanceof AppError ? error : proxyUnreached(detour, error);
  } finally {
    clearTimeout(timer);
  }
}

/** `Proxy-Authorization`, where the proxy's address has a user. */
export function proxyHeaders({ url }: ProxyServer): Readonly<Record<string, string>> {
  if (url.username === '' && url.password === '') return {};
  const credentials = `${decoded(url.username)}:${decoded(url.password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function tunnel(proxy: ProxyServer, socket: Socket, target: Endpoint): Promise<Socket> {
  const address = addressOf(target);
  return new Promise((resolve, reject) => {
    const asking = request({
      method: 'CONNECT',
      path: address,
      headers: { Host: address, 'User-Agent': 'odin-control-panel', ...proxyHeaders(proxy) },
      createConnection: () => socket,
    });
    asking.once('error', reject);
    asking.once('connect', ({ statusCode = 0 }, connected, head) => {
      if (statusCode < 200 || statusCode > 299) {
        reject(proxyRefused({ proxy, target: address }, statusCode));
        return;
      }
      if (head.length > 0) connected.unshift(head);
      resolve(socket);
    });
    asking.end();
  });
}

async function socks(proxy: ProxyServer, socket: Socket, target: Endpoint): Promise<Socket> {
  const { url } = proxy;
  const user = url.username === '' ? {} : { userId: decoded(url.username), password: decoded(url.password) };
  // Few are behind such a proxy, and the library takes long to load.
  const { SocksClient } = await import('socks');
  try {
    await SocksClient.createConnection({
      proxy: { host: hostOf(url), port: Number(portOf(url)), type: 5, ...user },
      command: 'connect',
      destination: { host: target.host, port: Number(target.port) },
      existing_socket: socket,
    });
    return socket;
  } catch (error) {
    // The library's error carries the password: its words alone go on.
    throw socksRefused({ proxy, target: addressOf(target) }, error instanceof Error ? error.message : 'it failed');
  }
}

function addressOf({ host, port }: Endpoint): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
