// Kubernetes that is on this machine already, what runs containers, and firewalls.
import { readOf } from '../../node-files/fact.ts';
import { factAt } from '../../node-files/fact-of.ts';
import type { NodeFiles } from '../../node-files/node-files.ts';
import type { Engine, EngineName } from '../facts/machine-facts.ts';
import { isRunning } from './service.ts';

/** Where each has its unit or files; of K3s, whose program an agent has too, its unit alone. Sources: the installers of each. */
const SIGNS: readonly (readonly [EngineName, readonly string[]])[] = [
  ['k3s-agent', ['/etc/systemd/system/k3s-agent.service', '/etc/init.d/k3s-agent']],
  ['k3s', ['/etc/systemd/system/k3s.service', '/usr/lib/systemd/system/k3s.service', '/etc/init.d/k3s']],
  ['rke2', ['/usr/local/lib/systemd/system/rke2-server.service', '/etc/rancher/rke2', '/opt/rke2/bin/rke2']],
  ['microk8s', ['/snap/microk8s/current', '/var/lib/snapd/snap/microk8s/current']],
  ['k0s', ['/etc/systemd/system/k0scontroller.service', '/usr/local/bin/k0s']],
  ['kubelet', ['/etc/kubernetes/kubelet.conf', '/etc/kubernetes/manifests/kube-apiserver.yaml']],
  ['docker', ['/run/docker.sock', '/var/run/docker.sock']],
];

/** Each once, by the first sign of it. What only root may look at is no sign. */
export function enginesIn(files: NodeFiles): readonly Engine[] {
  return SIGNS.flatMap(([name, paths]) => {
    const path = paths.find((each) => readOf(factAt(each, () => files.has(each))) === true);
    return path === undefined ? [] : [{ name, path }];
  });
}

/** Those that are on. */
export function firewallsIn(files: NodeFiles): readonly ('ufw' | 'firewalld')[] {
  const isUfwOn = /^ENABLED=yes$/m.test(files.text('/etc/ufw/ufw.conf') ?? '');
  const isFirewalldOn = isRunning(files, 'firewalld');
  return [...(isUfwOn ? (['ufw'] as const) : []), ...(isFirewalldOn ? (['firewalld'] as const) : [])];
}
