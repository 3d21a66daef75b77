// The network of this machine as the kernel tells it: ports that are taken, and the default route.
import type { NodeFiles } from '../../node-files/node-files.ts';
import type { Network } from '../facts/machine-facts.ts';

const LISTEN = '0A';
const OF_PODS = /^(cni|flannel|cali|cilium|veth)/;
/** RTF_UP and RTF_GATEWAY need not both be set: a route by an interface alone has no gateway. */
const RTF_UP = 0x1;
const RTF_REJECT = 0x200;
const ANY_IPV6 = '0'.repeat(32);

/** TCP ports with a listener, on whatever address; each once, in order. */
export function listeningPorts(files: NodeFiles): readonly number[] {
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => (files.text(path) ?? '').split('\n').slice(1));
  const ports = lines.flatMap((line) => {
    // sl, local_address (hex address:port), rem_address, st …
    const [, local = '', , state] = line.trim().split(/\s+/);
    return state === LISTEN ? [Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16)] : [];
  });
  return [...new Set(ports)].sort((one, other) => one - other);
}

/** The interface that packets leave by when no other route fits. */
export function defaultRouteIn(files: NodeFiles): string | null {
  const byIpv4 = rowsOf(files.text('/proc/net/route'), 1).find(
    // Iface Destination Gateway Flags RefCnt Use Metric Mask …
    ([, destination, , flags = '0', , , , mask]) =>
      destination === '00000000' && mask === '00000000' && isUsable(flags),
  )?.[0];
  if (byIpv4 !== undefined) return byIpv4;
  // Destination, its prefix, source, its prefix, next hop, metric, references, uses, flags, interface.
  const byIpv6 = rowsOf(files.text('/proc/net/ipv6_route'), 0).find(
    (row) => row[0] === ANY_IPV6 && row[1] === '00' && isUsable(row[8] ?? '0') && row[9] !== 'lo',
  );
  return byIpv6?.[9] ?? null;
}

/** Networks of IPv4 with a route, but for the default one and for what a Kubernetes of this machine has made. */
export function networksIn(files: NodeFiles): readonly Network[] {
  return rowsOf(files.text('/proc/net/route'), 1).flatMap(
    ([name = '', destination = '', , flags = '0', , , , mask = '']) =>
      mask === '' || mask === '00000000' || !isUsable(flags) || OF_PODS.test(name)
        ? []
        : [{ cidr: `${dotted(destination)}/${prefixOf(mask)}`, interface: name }],
  );
}

/** The kernel writes addresses as a number of this machine's byte order, which is little-endian where K3s runs. */
function dotted(hex: string): string {
  return Buffer.from(hex, 'hex').reverse().join('.');
}

function prefixOf(mask: string): number {
  return [...Number.parseInt(mask, 16).toString(2)].filter((bit) => bit === '1').length;
}

function rowsOf(text: string | null, skipped: number): readonly (readonly string[])[] {
  return (text ?? '')
    .split('\n')
    .slice(skipped)
    .map((line) => line.trim().split(/\s+/));
}

function isUsable(flags: string): boolean {
  const bits = Number.parseInt(flags, 16);
  return (bits & RTF_UP) !== 0 && (bits & RTF_REJECT) === 0;
}
