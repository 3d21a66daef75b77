// Notices that this machine moved to another network, by its addresses: connections of before may lead nowhere, and say nothing.
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import type { Dispose } from '../disposal.ts';

/** With the 3 s that an answer is waited for, all is well again within 5 s. One look takes 0.2 ms. */
const TICK_MS = 2_000;

/**
 * Interfaces of containers and virtual machines, which come and go with each pod or machine, and lead to no cluster elsewhere: of Linux,
 * then of macOS (`bridge100`, `vmnet8`) and of Windows (`vEthernet (WSL)`).
 */
const INNER =
  /^(veth(?!ernet)|cni|flannel|cali|cilium|kube-|nodelocaldns|docker|podman|br-|virbr|vnet|lxc|lxd|incus|bridge\d{3}|vmnet|vmenet|vboxnet|virtualbox|vmware|vethernet \((wsl|default switch|nat|hns|docker))/i;

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/**
 * The addresses by which packets may leave, each once and in an order of their own. Link-local ones are there before a network is. Of IPv6 it
 * is the network (`/64`): within it a machine takes another address each day, and keeps those of before.
 */
export function addressesOut(interfaces: Interfaces): readonly string[] {
  const found = Object.entries(interfaces)
    .filter(([name]) => !INNER.test(name))
    .flatMap(([name, infos = []]) =>
      infos
        .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
        .map(({ address }) => `${name} ${address.includes(':') ? networkOf(address) : address}`),
    );
  return [...new Set(found)].sort();
}

/** The first half of an IPv6 address, with each of its groups: `2001:db8::7` is `2001:db8:0:0::/64`. */
function networkOf(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  // What is left out in the middle is zeros. An IPv4 address at the end is two groups.
  const count = groups.length + rest.length + (address.includes('.') ? 1 : 0);
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - count) }, () => '0');
  const first = [...groups, ...zeros, ...rest].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${first.join(':')}::/64`;
}

/** Calls `onChange` shortly after those addresses became others. */
export function watchNetwork(onChange: () => void): Dispose {
  const read = () => addressesOut(networkInterfaces()).join('\n');
  let last = read();
  const timer = setInterval(() => {
    const now = read();
    if (now === last) return;
    last = now;
    onChange();
  }, TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
