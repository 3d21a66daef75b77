// The reason why a proxy did not lead to the server, in one sentence that names both.
import { AppError } from '../../shared/errors.ts';
import { codeOf } from './connection-error.ts';
import { nameOf, type ProxyServer } from './proxy-of.ts';

/** Who was to lead where. `target`: `kube.corp:6443`. */
export interface Detour {
  readonly proxy: ProxyServer;
  readonly target: string;
}

/** The proxy itself was not reached. `error` is what Node threw. */
export function proxyUnreached({ proxy, target }: Detour, error: unknown): AppError {
  const name = nameOf(proxy);
  const sentence = `${reasonOf(codeOf(error), name, error)}, and ${target} is asked through it: check it`;
  return failure({ proxy, target }, sentence);
}

/** The proxy answered CONNECT with another status than 2xx. */
export function proxyRefused({ proxy, target }: Detour, status: number): AppError {
  const name = nameOf(proxy);
  if (status === 407) {
    const hasCredentials = proxy.url.username !== '';
    const what = hasCredentials ? 'does not accept the user and password' : 'asks for a user and a password';
    return failure({ proxy, target }, `The proxy ${name} ${what}: correct them`);
  }
  const what = status >= 500 ? 'did not reach' : 'refused to lead to';
  return failure({ proxy, target }, `The proxy ${name} ${what} ${target} (${status}): ask who runs it`);
}

/** The proxy spoke SOCKS, and said no. `words` are the library's, as `Socks5 proxy rejected connection - HostUnreachable`. */
export function socksRefused({ proxy, target }: Detour, words: string): AppError {
  const name = nameOf(proxy);
  if (/authentication/i.test(words)) {
    return failure({ proxy, target }, `The proxy ${name} does not accept the user and password: correct them`);
  }
  const reason = words.split(' - ')[1] ?? words;
  return failure({ proxy, target }, `The proxy ${name} did not lead to ${target} (${reason}): ask who runs it`);
}

/** What was said in time was not whole. */
export function proxySilent({ proxy, target }: Detour, seconds: number): AppError {
  const sentence = `The proxy ${nameOf(proxy)} has not led to ${target} within ${seconds} s: check it`;
  return failure({ proxy, target }, sentence);
}

function failure({ proxy, target }: Detour, sentence: string): AppError {
  const way =
    proxy.from === 'proxy-url'
      ? 'or change proxy-url in the kubeconfig'
      : `or change ${proxy.from}, or name the host in NO_PROXY`;
  return new AppError('unreachable', `${sentence}, ${way}.`, { subject: target });
}

function reasonOf(code: string, name: string, error: unknown): string {
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing listens at the proxy ${name}`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The name of the proxy ${name} could not be resolved`;
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `There is no route to the proxy ${name}`;
    case 'ECONNRESET':
    case 'EPIPE':
      return `The proxy ${name} cut the connection`;
    default:
      return `The proxy ${name} cannot be used (${code || (error instanceof Error ? error.message : 'it failed')})`;
  }
}
