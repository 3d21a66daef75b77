// The proxy that leads to a server: the kubeconfig's own, else the one that the environment names.
import { AppError } from '../../shared/errors.ts';
import { knownSecrets } from '../log/known-secrets.ts';
import { isExempt } from './no-proxy.ts';

/** A proxy that can be asked. `url` has one of the schemes below, credentials included: it is not for messages. */
export interface ProxyServer {
  readonly url: URL;
  /** `proxy-url`, `HTTPS_PROXY`, `http_proxy`: where it was named. */
  readonly from: string;
}

/** The variables that are looked at. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

/** All the variables that say something about proxies, in capitals. */
export const PROXY_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'] as const;

const PORTS: Readonly<Record<string, string>> = {
  'http:': '80',
  'https:': '443',
  'socks5:': '1080',
  'socks5h:': '1080',
};

/**
 * The proxy for `server`, undefined for none. `proxyUrl` is the cluster's `proxy-url`, before which the environment does
 * not count. As kubectl: `HTTPS_PROXY` for https, `HTTP_PROXY` for http, written in capitals or not; this machine's own
 * addresses and those of `NO_PROXY` are asked directly; `ALL_PROXY` is not looked at.
 * Source: https://pkg.go.dev/net/http#ProxyFromEnvironment
 *
 * Throws `AppError` `badInput` for a scheme that is not spoken, and for `HTTP_PROXY` in a CGI program, where whoever sends
 * a request can set it (https://go.dev/s/cgihttpproxy).
 */
export function proxyOf(
  server: URL,
  proxyUrl: string | null | undefined,
  environment: ProxyEnvironment,
): ProxyServer | undefined {
  if (proxyUrl) return checked(proxyUrl, 'proxy-url', URL.canParse(proxyUrl) ? new URL(proxyUrl) : undefined);
  const named = variable(environment, server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (named === undefined) return undefined;
  // Go takes what it cannot read for no proxy at all.
  const url = parse(named.value);
  if (url === undefined) return undefined;
  if (server.protocol === 'http:' && environment.REQUEST_METHOD) {
    const message = `${named.name} is not trusted in a CGI program: unset REQUEST_METHOD, or set proxy-url in the kubeconfig.`;
    throw new AppError('badInput', message, { subject: named.name });
  }
  const host = hostOf(server);
  if (isExempt({ host, port: portOf(server) }, variable(environment, 'NO_PROXY')?.value ?? '')) return undefined;
  return checked(named.value, named.name, url);
}

/** What helps where `ALL_PROXY` was set in the belief that clusters are asked by it: it leads nowhere without a word. */
export function unheededProxy(server: URL, environment: ProxyEnvironment): string | undefined {
  const name = server.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  if (variable(environment, 'ALL_PROXY') === undefined || variable(environment, name) !== undefined) return undefined;
  return `ALL_PROXY is not looked at, as kubectl does not: set ${name}, or proxy-url in the kubeconfig.`;
}

/** The host of a URL as it is dialled: an IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** The port of a URL, or the one that its scheme has. */
export function portOf(url: URL): string {
  return url.port || (PORTS[url.protocol] ?? '');
}

/** The proxy as messages name it: `http://proxy.corp:3128 (HTTPS_PROXY)`, without its credentials. */
export function nameOf({ url, from }: ProxyServer): string {
  return `${url.protocol}//${url.host} (${from})`;
}

function variable(environment: ProxyEnvironment, name: string): { name: string; value: string } | undefined {
  for (const spelling of [name, name.toLowerCase()]) {
    const value = environment[spelling];
    if (value) return { name: spelling, value };
  }
  return undefined;
}

/** `host:port` alone means http. */
function parse(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && url.host !== '') return url;
  return URL.canParse(`http://${text}`) ? new URL(`http://${text}`) : undefined;
}

function checked(text: string, from: string, url: URL | undefined): ProxyServer {
  knownSecrets.learn(url?.href);
  if (url !== undefined && url.hostname !== '' && Object.hasOwn(PORTS, url.protocol)) return { url, from };
  const isAddress = url !== undefined && url.hostname !== '' && text.includes('://');
  const what = isAddress ? `begins with ${url.protocol}//` : 'is no address';
  throw new AppError('badInput', `The proxy that ${from} names ${what}: http, https, socks5 and socks5h are spoken.`, {
    subject: from,
  });
}
