// The meaning of NO_PROXY: the hosts that are asked without a proxy.
// Source: https://pkg.go.dev/golang.org/x/net/http/httpproxy, by which kubectl goes too.
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** A host as a URL has it, without brackets, and its port. */
export interface Endpoint {
  readonly host: string;
  readonly port: string;
}

/** Whether `endpoint` is asked directly. `list` is NO_PROXY as it stands; what cannot be read in it is ignored. */
export function isExempt(endpoint: Endpoint, list: string): boolean {
  const { host } = endpoint;
  if (host === 'localhost' || isLoopback(host)) return true;
  return list.split(',').some((entry) => matches(entry.trim().toLowerCase(), endpoint));
}

/** Whether it is an address of this machine alone: 127.0.0.0/8, ::1, or the first in its IPv6 form. */
export function isLoopback(host: string): boolean {
  return contains('127.0.0.0/8', host) || contains('::1/128', host);
}

function matches(entry: string, { host, port }: Endpoint): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  if (isRange(entry)) return contains(entry, host);
  const parts = splitHostPort(entry);
  if (parts === undefined) return isSame(entry, host);
  return isSame(parts.host, host) && (parts.port === '' || parts.port === port);
}

/** `name` with the names below it; `.name` and `*.name` without itself; an address itself alone. */
function isSame(name: string, host: string): boolean {
  if (isIP(name) !== 0 && !name.includes('%')) return contains(`${name}/${isIP(name) === 4 ? 32 : 128}`, host);
  if (name === '' || isIP(host) !== 0) return false;
  const bare = name.replace(/^\*(?=\.)/, '');
  const isBelowOnly = bare.startsWith('.');
  const domain = inAscii(isBelowOnly ? bare.slice(1) : bare);
  return host.endsWith(`.${domain}`) || (!isBelowOnly && host === domain);
}

function inAscii(domain: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the bounds of ASCII.
  return /^[\x00-\x7f]*$/.test(domain) ? domain : domainToASCII(domain) || domain;
}

function isRange(entry: string): boolean {
  const [address = '', bits = '', ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || address.includes('%') || !/^\d+$/.test(bits)) return false;
  return Number(bits) <= (family === 4 ? 32 : 128);
}

/** Whether an address is in `address/bits`. An IPv4 address in its IPv6 form is the IPv4 address, and is in no IPv6 range. */
function contains(range: string, host: string): boolean {
  const [address = '', bits = ''] = range.split('/');
  const network = bytesOf(address);
  const within = shortened(bytesOf(host));
  if (network === undefined || within === undefined) return false;
  const masked = network.map((byte, index) => byte & maskAt(index, Number(bits)));
  const start = shortened(masked) ?? masked;
  const length = Number(bits) - 8 * (masked.length - start.length);
  return start.length === within.length && start.every((byte, i) => byte === ((within[i] ?? 0) & maskAt(i, length)));
}

function maskAt(index: number, bits: number): number {
  return 0xff & (0xff00 >> Math.min(8, Math.max(0, bits - 8 * index)));
}

function shortened(bytes: readonly number[] | undefined): readonly number[] | undefined {
  const isMapped = bytes?.length === 16 && bytes.every((byte, i) => i >= 12 || byte === (i >= 10 ? 0xff : 0));
  return isMapped ? bytes.slice(12) : bytes;
}

function bytesOf(address: string): readonly number[] | undefined {
  const family = isIP(address);
  if (family === 0 || address.includes('%')) return undefined;
  if (family === 4) return address.split('.').map(Number);
  // A URL writes an IPv6 address in hexadecimal groups alone.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const before = groups(head);
  const after = groups(tail ?? '');
  const zeros = new Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]);
}

/** As Go's `net.SplitHostPort`; undefined where that is an error. */
function splitHostPort(text: string): Endpoint | undefined {
  const bracketed = /^\[([^[\]]*)\]:([^:[\]]*)$/.exec(text);
  const plain = /^([^:[\]]*):([^:[\]]*)$/.exec(text);
  const [, host, port] = bracketed ?? plain ?? [];
  return host === undefined || port === undefined ? undefined : { host, port };
}
