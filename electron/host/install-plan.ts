// The plan of an install of K3s by hand: lines for a terminal, and all that is changed by them.

import type { HostPlan } from '../../shared/model/host-check.ts';
import { K3S_KUBECONFIG } from '../../shared/model/k3s.ts';
import { shellQuote } from '../../shared/shell-quote.ts';
import { readOf } from '../node-files/fact.ts';
import type { MachineFacts } from './facts/machine-facts.ts';
import { NODE_NAME } from './facts/needs.ts';

/** From this one on K3s waits for a default route, where older ones end again and again. Source: k3s-io/k3s#14527. */
const VERSION = 'v1.37.2+k3s1';

const CONFIG = '/etc/rancher/k3s/config.yaml';
const UNIT = '/etc/systemd/system/k3s.service';

/** Pinned by its tag, as the program is. */
const INSTALLER = `https://raw.githubusercontent.com/k3s-io/k3s/${encodeURIComponent(VERSION)}/install.sh`;

/** Of the version that ODIN was made with. Nothing is overwritten that K3s would read: settings that are there already stay. */
export function installPlan(facts: MachineFacts): HostPlan {
  return {
    version: VERSION,
    steps: [
      {
        about: 'K3s’ settings, in a file, so that a later install keeps them. One that is there stays.',
        command: writeConfig(facts),
      },
      {
        about: 'K3s’ own installer of that version. Read it before you go on.',
        command: `curl -fLo k3s-install.sh ${INSTALLER}`,
      },
      {
        about: 'It fetches the program, checks its sha256, and starts it as a service. It asks for your password.',
        command: `INSTALL_K3S_VERSION=${VERSION} sh k3s-install.sh`,
      },
      {
        about: 'A copy of its kubeconfig that you alone can read, for K3s’ own is root’s.',
        command: `mkdir -p ~/.kube && sudo install -m 600 -o "$USER" ${K3S_KUBECONFIG} ~/.kube/k3s.yaml`,
      },
    ],
    changes: CHANGES,
  };
}

/**
 * The name is kept when a network gives the laptop another one: K3s would make a second node of it. One command for every shell;
 * the folder as K3s' kubeconfig needs it, whatever root's umask.
 */
function writeConfig({ hostname }: MachineFacts): string {
  const name = readOf(hostname)?.toLowerCase() ?? '';
  const lines = [...(NODE_NAME.test(name) ? [`node-name: "${name}"`] : []), 'write-kubeconfig-mode: "0600"'];
  const words = lines.map((line) => JSON.stringify(line)).join(' ');
  const script = `install -d -m 755 /etc/rancher /etc/rancher/k3s && { test -e ${CONFIG} || printf "%s\\n" ${words} > ${CONFIG}; }`;
  return `sudo sh -c ${shellQuote(script, 'linux')}`;
}

/** Source: `install.sh` of k3s-io/k3s. */
const CHANGES = [
  { path: CONFIG, about: 'its settings' },
  { path: '/usr/local/bin/k3s', about: 'the program; where /usr/local is read-only: /opt/bin/k3s' },
  { path: '/usr/local/bin/{kubectl,crictl,ctr}', about: 'links to it, each where there is no such command yet' },
  { path: '/usr/local/bin/k3s-{killall,uninstall}.sh', about: 'end all pods; remove K3s with its data' },
  { path: UNIT, about: 'the service, started now and at each boot' },
  { path: `${UNIT}.env`, about: 'your proxy’s variables, for root alone' },
  { path: '/var/lib/rancher/k3s', about: 'the cluster: objects, images, volumes' },
  { path: '/var/lib/kubelet', about: 'what pods mount' },
  { path: K3S_KUBECONFIG, about: 'the cluster’s kubeconfig, for root alone' },
  { path: 'iptables, cni0, flannel.1', about: 'rules and interfaces of the network of pods' },
];
