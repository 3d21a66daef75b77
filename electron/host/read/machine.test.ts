import { expect, test } from 'vitest';
import { plantTree, type Tree } from '../../node-files/planted-tree.testkit.ts';
import { LAPTOP_FILES, ROUTES, tcpTable } from '../facts/laptop.testkit.ts';
import type { MachineFacts } from '../facts/machine-facts.ts';
import { readMachine } from './machine.ts';

function machineOf(tree: Tree): MachineFacts {
  const { root, remove } = plantTree(tree);
  try {
    return readMachine('x64', root);
  } finally {
    remove();
  }
}

const readIn = (tree: Tree, name: Exclude<keyof MachineFacts, 'architecture'>) => {
  const fact = machineOf(tree)[name];
  return 'value' in fact ? fact.value : fact.unread;
};

test('a laptop with Ubuntu is read', () => {
  expect(machineOf(LAPTOP_FILES)).toMatchObject({
    architecture: 'x64',
    kernel: { value: '6.14.0-37-generic' },
    system: { value: { ids: ['ubuntu', 'debian'], name: 'Ubuntu 24.04.3 LTS' } },
    hasSystemd: { value: true },
    isWsl: { value: false },
    immutable: { value: null },
    selinux: { value: null },
    hostname: { value: 'Blade' },
    modules: { value: { overlay: 'ready', br_netfilter: 'loadable', nf_conntrack: 'ready', vxlan: 'loadable' } },
    cgroups: { value: { version: 2, controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'] } },
    listening: { value: [22, 631] },
    defaultRoute: { value: 'wlp3s0' },
    networks: { value: [{ cidr: '192.168.0.0/24', interface: 'wlp3s0' }] },
    firewalls: { value: [] },
    room: { value: { path: '/var/lib/rancher/k3s' } },
    memory: { value: 32_768_000 * 1024 },
    swap: { value: 0 },
    isClockKept: { value: true },
    engines: { value: [] },
    gpus: { value: ['0000:01:00.0'] },
    driver: { value: '595.71.05' },
    toolkits: { value: ['/usr/bin/nvidia-container-runtime'] },
  });
});

test('an empty tree gives facts, never an error', () => {
  const { architecture: _, ...facts } = machineOf({});
  for (const [name, fact] of Object.entries(facts)) expect(Object.keys(fact), name).toContain('value');
});

test('modules are found as the kernel lists them: loaded, built in with a dash, compressed, or nowhere', () => {
  const kernel = '/lib/modules/6.14.0-37-generic';
  expect(
    readIn(
      {
        '/proc/sys/kernel/osrelease': '6.14.0-37-generic\n',
        '/proc/modules': 'overlay 212992 24 - Live 0x0000000000000000\n',
        [`${kernel}/modules.builtin`]: 'kernel/net/netfilter/nf-conntrack.ko\n',
        [`${kernel}/modules.dep`]: 'kernel/net/bridge/br_netfilter.ko.zst: kernel/net/bridge/bridge.ko.zst\n',
      },
      'modules',
    ),
  ).toEqual({ overlay: 'ready', br_netfilter: 'loadable', nf_conntrack: 'ready', vxlan: 'absent' });
  expect(readIn({ '/proc/sys/kernel/osrelease': '../../etc\n' }, 'modules')).toMatchObject({ overlay: 'absent' });
});

test('control groups of version 1 are read where there is no unified hierarchy', () => {
  const table = '#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t2\t1\t1\nmemory\t0\t1\t0\npids\t5\t1\t1\n';
  expect(readIn({ '/proc/cgroups': table }, 'cgroups')).toEqual({ version: 1, controllers: ['cpu', 'pids'] });
  expect(readIn({}, 'cgroups')).toBeNull();
});

test.each<[string, string, Tree, string | null]>([
  ['of IPv4', 'wlp3s0', { '/proc/net/route': ROUTES }, 'wlp3s0'],
  [
    'by an interface without a gateway',
    'ppp0',
    { '/proc/net/route': ROUTES.replace('wlp3s0\t00000000\t0100A8C0\t0003', 'ppp0\t00000000\t00000000\t0001') },
    'ppp0',
  ],
  ['that is down', '', { '/proc/net/route': ROUTES.replace('\t0003\t', '\t0002\t') }, null],
  [
    'half of the internet, as a VPN sets it',
    '',
    { '/proc/net/route': ROUTES.replace('00000000\t0\t0\t0\n', '00000080\t0\t0\t0\n') },
    null,
  ],
  [
    'of IPv6 alone',
    'eth0',
    {
      '/proc/net/route': ROUTES.split('\n')[0] ?? '',
      '/proc/net/ipv6_route':
        '00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth0\n',
    },
    'eth0',
  ],
  [
    'of IPv6 that rejects, which every kernel has',
    '',
    {
      '/proc/net/ipv6_route':
        '00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo\n',
    },
    null,
  ],
])('the default route %s', (_what, _name, tree, expected) => {
  expect(readIn(tree, 'defaultRoute')).toBe(expected);
});

test('only listeners take a port, each counted once', () => {
  const established = tcpTable([443]).replace(' 0A ', ' 01 ');
  expect(readIn({ '/proc/net/tcp': tcpTable([6443, 22]), '/proc/net/tcp6': tcpTable([22]) }, 'listening')).toEqual([
    22, 6443,
  ]);
  expect(readIn({ '/proc/net/tcp': established }, 'listening')).toEqual([]);
});

test.each<[string, Tree, readonly string[]]>([
  ['K3s', { '/etc/systemd/system/k3s.service': '' }, ['k3s']],
  ['its agent', { '/etc/systemd/system/k3s-agent.service': '', '/usr/local/bin/k3s': '' }, ['k3s-agent']],
  ['a program of K3s without its unit', { '/usr/local/bin/k3s': '' }, []],
  ['MicroK8s', { '/snap/microk8s/current': '' }, ['microk8s']],
  ['RKE2', { '/etc/rancher/rke2/config.yaml': '' }, ['rke2']],
  ['k0s', { '/usr/local/bin/k0s': '' }, ['k0s']],
  ['kubeadm', { '/etc/kubernetes/kubelet.conf': '' }, ['kubelet']],
  ['Docker', { '/run/docker.sock': '' }, ['docker']],
])('%s is recognised', (_name, tree, expected) => {
  expect(readIn(tree, 'engines')).toEqual(expected.map((name) => expect.objectContaining({ name })));
});

test('firewalls count while they are on', () => {
  expect(readIn({ '/etc/ufw/ufw.conf': '# ufw\nENABLED=yes\nLOGLEVEL=low\n' }, 'firewalls')).toEqual(['ufw']);
  expect(readIn({ '/etc/ufw/ufw.conf': 'ENABLED=no\n' }, 'firewalls')).toEqual([]);
  expect(readIn({ '/sys/fs/cgroup/system.slice/firewalld.service/cgroup.procs': '1' }, 'firewalls')).toEqual([
    'firewalld',
  ]);
});

test('read-only systems and SELinux are seen', () => {
  expect(readIn({ '/run/ostree-booted': '' }, 'immutable')).toBe('OSTree');
  expect(readIn({ '/etc/NIXOS': '' }, 'immutable')).toBe('NixOS');
  expect(readIn({ '/etc/os-release': 'NAME="SteamOS"\nID=steamos\nID_LIKE=arch\n' }, 'immutable')).toBe('SteamOS');
  expect(readIn({ '/sys/fs/selinux/enforce': '1' }, 'selinux')).toEqual({ isEnforcing: true, hasPolicy: false });
});

test('in WSL the GPU is Windows’, which no PCI device tells of', () => {
  const tree = { '/dev/dxg': '', '/usr/lib/wsl/lib/libnvidia-ml.so.1': '' };
  expect(readIn(tree, 'gpus')).toHaveLength(1);
  expect(readIn(tree, 'driver')).toBe('of Windows');
});

test('routes of pods are no networks of the machine, those of a hotspot are', () => {
  const cni = 'cni0\t00002A0A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n';
  expect(readIn({ '/proc/net/route': `${ROUTES}${cni}${cni.replace('cni0', 'wlan0')}` }, 'networks')).toEqual([
    { cidr: '192.168.0.0/24', interface: 'wlp3s0' },
    { cidr: '10.42.0.0/24', interface: 'wlan0' },
  ]);
});

test('a clock is kept by whichever service runs', () => {
  expect(readIn({ '/sys/fs/cgroup/system.slice/chronyd.service/cgroup.procs': '1' }, 'isClockKept')).toBe(true);
  expect(readIn({ '/lib/systemd/system/chronyd.service': '' }, 'isClockKept')).toBeNull();
});
