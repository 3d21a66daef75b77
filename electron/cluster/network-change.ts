// Notices that this machine moved to another network, by its addresses: connections of before may lead nowhere, and say nothing.
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import type { Dispose } from '../disposal.ts';

/** With the 3 s that an answer is waited for, all is well again within 5 s. One look takes 0.2 ms. */
const TICK_MS = 2_000;

/** Interfaces of containers and virtual machines, which come and go with each pod, and lead to no cluster elsewhere. */
const INNER = /^(veth|cni|flannel|cali|cilium|docker|podman|br-|virbr|vnet|lxc|lxd)/;

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/** The addresses by which packets may leave, in an order of their own. Link-local ones are there before a network is. */
export function addressesOut(interfaces: Interfaces): readonly string[] {
  return Object.entries(interfaces)
    .filter(([name]) => !INNER.test(name))
    .flatMap(([name, infos = []]) =>
      infos
        .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
        .map(({ address }) => `${name} ${address}`),
    )
    .sort();
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
