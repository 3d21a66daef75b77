// Linux' tables of TCP sockets: whose a connection's other end is, where that is on this machine.
// Source: https://www.kernel.org/doc/Documentation/networking/proc_net_tcp.txt, and `get_tcp4_sock` in net/ipv4/tcp_ipv4.c
import { existsSync, readFileSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { endianness } from 'node:os';

/** An end of a connection. */
export interface End {
  /** `127.0.0.1` or `::1`. */
  readonly address: string;
  readonly port: number;
}

/** Reads all tables as one text. */
export type TableReader = () => string;

/** Of this network namespace: who is in another one (a container) is in none of them. */
export const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'] as const;

/**
 * The tables as they are now; that of IPv6 is not there where the kernel has none. At once: for a thousand
 * sockets it takes milliseconds, and many times as long in pieces of 4 KiB on other threads. Throws where they cannot be read.
 */
export function readTables(): string {
  const [four, six] = TABLES;
  return [readFileSync(four, 'latin1'), existsSync(six) ? readFileSync(six, 'latin1') : ''].join('\n');
}

/** Whose the sockets are, by their two ends as the tables write them. */
export type Owners = ReadonlyMap<string, number>;

/** Local and remote end, and below `uid`, `timeout` and `inode`, after columns that say nothing here. */
const LINE = /^ *\d+: (\S+ \S+) \S+ \S+ \S+ \S+ +(\d+) +\d+ (\d+)/gm;

/**
 * The owner of each socket that has one. One that its process has closed belongs to nobody any more: it has no inode, and
 * a uid of 0 that is not root's.
 */
export function ownersIn(tables: string): Owners {
  const owners = new Map<string, number>();
  for (const [, ends = '', uid, inode] of tables.matchAll(LINE)) if (inode !== '0') owners.set(ends, Number(uid));
  return owners;
}

/** The uid of the socket at `here` that is connected to `there`; undefined where nobody has such a one. */
export function ownerOf(owners: Owners, here: End, there: End): number | undefined {
  for (const encode of [encodeV4, encodeV6]) {
    const owner = owners.get(`${encode(here)} ${encode(there)}`);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

function encodeV4({ address, port }: End): string | undefined {
  return isIPv4(address) ? `${words(address.split('.').map(Number))}:${hex(port, 4)}` : undefined;
}

/** A socket of IPv6 reaches addresses of IPv4 too, and has them as `::ffff:127.0.0.1`. */
function encodeV6({ address, port }: End): string | undefined {
  const mapped = isIPv4(address)
    ? [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, ...address.split('.').map(Number)]
    : undefined;
  const bytes = address === '::1' ? [...Array<number>(15).fill(0), 1] : mapped;
  return bytes === undefined ? undefined : `${words(bytes)}:${hex(port, 4)}`;
}

/** The kernel prints each four bytes as one number of this machine. */
function words(bytes: readonly number[]): string {
  const groups = Array.from({ length: bytes.length / 4 }, (_, index) => bytes.slice(index * 4, index * 4 + 4));
  const ordered = endianness() === 'LE' ? groups.map((group) => group.reverse()) : groups;
  return ordered
    .flat()
    .map((byte) => hex(byte, 2))
    .join('');
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}
