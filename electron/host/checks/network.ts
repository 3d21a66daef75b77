// Checks of the network: ports, the default route, firewalls.
import { readOf } from '../../node-files/fact.ts';
import type { MachineFacts } from '../facts/machine-facts.ts';
import { CLUSTER_NETWORKS, K3S_PORTS, NODE_EXPORTER_PORT, WEB_PORTS } from '../facts/needs.ts';
import { hasK3s } from './engines.ts';
import { listOf } from './list-of.ts';
import { blocker, judged, type Outcome, ok, warning } from './outcome.ts';

export function checkPorts(facts: MachineFacts): Outcome {
  return judged(facts.listening, (listening) => {
    if (hasK3s(facts)) return ok('K3s has its ports.');
    const taken = (ports: readonly number[]) => ports.filter((port) => listening.includes(port));
    const own = taken(K3S_PORTS);
    if (own.length > 0) {
      return blocker(
        `${ports(own)} taken, and K3s needs ${own.length === 1 ? 'it' : 'them'}: end what listens there.`,
        who(own),
      );
    }
    const web = taken(WEB_PORTS);
    if (web.length > 0) {
      return warning(
        `${ports(web)} taken: K3s’ Traefik would answer there in place of your web server, unless it is left out.`,
        who(web),
      );
    }
    return listening.includes(NODE_EXPORTER_PORT)
      ? warning(
          `${ports([NODE_EXPORTER_PORT])} taken, perhaps by another node exporter: the stack’s own could not start.`,
          who([NODE_EXPORTER_PORT]),
        )
      : ok('The ports of K3s and of the stack are free.');
  });
}

function ports(numbers: readonly number[]): string {
  return numbers.length === 1 ? `Port ${numbers[0]} is` : `Ports ${listOf.format(numbers.map(String))} are`;
}

function who(numbers: readonly number[]): string {
  return `sudo ss -ltnp '${numbers.map((port) => `sport = :${port}`).join(' or ')}'`;
}

export function checkNetwork({ defaultRoute, networks }: MachineFacts): Outcome {
  const clash = readOf(networks)?.find(({ cidr }) => CLUSTER_NETWORKS.some((own) => overlap(cidr, own)));
  if (clash !== undefined) {
    return warning(
      `The network ${clash.cidr} of ${clash.interface} is one that K3s gives to pods or services: name others as cluster-cidr and service-cidr in /etc/rancher/k3s/config.yaml before it starts.`,
    );
  }
  return judged(defaultRoute, (by) =>
    by === null
      ? warning(
          'There is no default route: connect to a network first, for K3s waits for one at its start, even offline.',
        )
      : ok(`The default route leaves by ${by}.`),
  );
}

/** Of two networks of IPv4, the wider one has the other in it, or they have nothing in common. */
function overlap(one: string, other: string): boolean {
  const [[address, prefix], [otherAddress, otherPrefix]] = [parted(one), parted(other)];
  const shift = 32 - Math.min(prefix, otherPrefix);
  return Math.floor(address / 2 ** shift) === Math.floor(otherAddress / 2 ** shift);
}

function parted(cidr: string): readonly [address: number, prefix: number] {
  const [address = '', prefix] = cidr.split('/');
  return [address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0), Number(prefix)];
}

export function checkFirewall({ firewalls }: MachineFacts): Outcome {
  return judged(firewalls, (on) => {
    if (on.length === 0) return ok('No firewall is seen to be in the way of pods.');
    const commands = on.flatMap((firewall) => CLUSTER_NETWORKS.map((network) => ALLOW[firewall](network)));
    const then = on.includes('firewalld') ? ['sudo firewall-cmd --reload'] : [];
    return warning(
      `${listOf.format(on)} is on: let the networks of pods and services through, or they cannot reach each other.`,
      ...commands,
      ...then,
    );
  });
}

/** Source: https://docs.k3s.io/installation/requirements#operating-systems */
const ALLOW = {
  ufw: (network: string) => `sudo ufw allow from ${network} to any`,
  firewalld: (network: string) => `sudo firewall-cmd --permanent --zone=trusted --add-source=${network}`,
};
