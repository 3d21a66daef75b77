import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameOf, proxyOf, unheededProxy } from './proxy-of.ts';

interface Row {
  readonly environment: Record<string, string>;
  /** Address → the proxy, null for none, `refused`. */
  readonly proxies: Record<string, string | null>;
}

/** What Go's `http.ProxyFromEnvironment` said: see `fixtures/proxies.go`. */
const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', 'proxies.json'), 'utf8')) as Row[];

function ours(address: string, environment: Row['environment']): string | null {
  try {
    const url = proxyOf(new URL(address), undefined, environment)?.url;
    return url === undefined ? null : withoutSlash(url.href);
  } catch {
    return 'refused';
  }
}

/** Go repeats what was written; a URL of ours has neither the usual port nor a slash at its end. */
const withoutSlash = (url: string | null): string | null =>
  url?.replace(/\/$/, '').replace(/^(http:.*):80$|^(https:.*):443$/, '$1$2') ?? null;

describe('as Go takes it', () => {
  it.each(recorded.map((row) => [JSON.stringify(row.environment), row] as const))('%s', (_name, row) => {
    const expected = Object.entries(row.proxies).map(([address, proxy]) => [address, withoutSlash(proxy)]);
    const found = Object.keys(row.proxies).map((address) => [address, ours(address, row.environment)]);
    expect(found).toEqual(expected);
  });
});

const SERVER = new URL('https://kube.corp:6443');

it('takes the kubeconfig’s proxy before any of the environment, whatever NO_PROXY says', () => {
  const environment = { HTTPS_PROXY: 'http://other:1', NO_PROXY: '*' };
  expect(proxyOf(SERVER, 'socks5://own:1080', environment)).toMatchObject({ from: 'proxy-url' });
  expect(proxyOf(SERVER, '', environment)).toBeUndefined();
});

it.each([
  ['ftp://proxy.corp', /^The proxy that proxy-url names begins with ftp:\/\/: http, https, socks5 and socks5h/],
  ['socks4://proxy.corp', /begins with socks4:\/\//],
  ['http://me:s3cret@', /is no address/],
])('refuses %s without repeating it', (url, sentence) => {
  expect(() => proxyOf(SERVER, url, {})).toThrow(sentence);
  expect(() => proxyOf(SERVER, undefined, { HTTPS_PROXY: 'ftp://me:s3cret@proxy' })).toThrow(/^(?!.*s3cret)/);
});

it('is named without its credentials', () => {
  const proxy = proxyOf(SERVER, undefined, { https_proxy: 'http://me:s3cret@proxy.corp:3128' });
  expect(proxy && nameOf(proxy)).toBe('http://proxy.corp:3128 (https_proxy)');
});

it.each([
  [{ ALL_PROXY: 'socks5://p' }, /^ALL_PROXY is not looked at.*set HTTPS_PROXY/],
  [{ all_proxy: 'socks5://p' }, /^ALL_PROXY/],
  [{ all_proxy: 'socks5://p', https_proxy: 'http://q' }, undefined],
  [{ HTTPS_PROXY: 'http://q' }, undefined],
  [{}, undefined],
])('says of %j that ALL_PROXY is not looked at: %s', (environment, sentence) => {
  const said = unheededProxy(SERVER, environment);
  if (sentence === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(sentence);
});
