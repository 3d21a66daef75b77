// Kubernetes that is on this machine already, what runs containers, and firewalls.
import type { NodeFiles } from '../../node-files/node-files.ts';
import type { Engine, EngineName } from '../facts/machine-facts.ts';

/** Where each has its unit, program or files. Sources: the installers of each. */
const SIGNS: readonly (readonly [EngineName, readonly string[]])[] = [
  ['k3s', ['/etc/systemd/system/k3s.service', '/usr/local/bin/k3s', '/opt/bin/k3s', '/etc/init.d/k3s']],
  ['k3s-agent', ['/etc/systemd/system/k3s-agent.service', '/etc/init.d/k3s-agent']],
  ['rke2', ['/usr/local/lib/systemd/system/rke2-server.service', '/etc/rancher/rke2', '/opt/rke2/bin/rke2']],
  ['microk8s', ['/snap/microk8s/current', '/var/lib/snapd/snap/microk8s/current']],
  ['k0s', ['/etc/systemd/system/k0scontroller.service', '/usr/local/bin/k0s']],
  ['kubelet', ['/etc/kubernetes/kubelet.conf', '/etc/kubernetes/manifests/kube-apiserver.yaml']],
  ['docker', ['/run/docker.sock', '/var/run/docker.sock']],
];

/** A service has a control group while it runs, of either version. */
const RUNNING_FIREWALLD = [
  '/sys/fs/cgroup/system.slice/firewalld.service',
  '/sys/fs/cgroup/systemd/system.slice/firewalld.service',
];

/** Each once, by the first sign of it. */
export function enginesIn(files: NodeFiles): readonly Engine[] {
  return SIGNS.flatMap(([name, paths]) => {
    const path = paths.find((each) => files.has(each));
    return path === undefined ? [] : [{ name, path }];
  });
}

/** Those that are on. */
export function firewallsIn(files: NodeFiles): readonly ('ufw' | 'firewalld')[] {
  const isUfwOn = /^ENABLED=yes$/m.test(files.text('/etc/ufw/ufw.conf') ?? '');
  const isFirewalldOn = RUNNING_FIREWALLD.some((path) => files.has(path));
  return [...(isUfwOn ? (['ufw'] as const) : []), ...(isFirewalldOn ? (['firewalld'] as const) : [])];
}
