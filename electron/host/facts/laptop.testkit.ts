// For tests: a laptop with Ubuntu that is ready for K3s, as files and as facts.
import { LAPTOP } from '../../doctor/read/node-tree.testkit.ts';
import type { Tree } from '../../node-files/planted-tree.testkit.ts';
import type { MachineFacts } from './machine-facts.ts';

/** `/proc/net/tcp` with a listener on each port. */
export function tcpTable(ports: readonly number[]): string {
  const rows = ports.map(
    (port, index) =>
      `   ${index}: 00000000:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0`,
  );
  return [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    ...rows,
    '',
  ].join('\n');
}

/** `/proc/net/route`: a default route by Wi-Fi, and its network. */
export const ROUTES = [
  'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
  'wlp3s0\t00000000\t0100A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0',
  'wlp3s0\t0000A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0',
  '',
].join('\n');

export const LAPTOP_FILES: Tree = {
  ...LAPTOP,
  '/etc/os-release': 'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nNAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n',
  '/run/systemd/system/x': '',
  '/run/systemd/timesync/synchronized': '',
  '/proc/sys/kernel/hostname': 'Blade\n',
  '/proc/modules': 'nf_conntrack 200704 4 - Live 0x0\noverlay 212992 0 - Live 0x0\n',
  '/lib/modules/6.14.0-37-generic/modules.dep':
    'kernel/net/bridge/br_netfilter.ko.zst: kernel/net/bridge/bridge.ko.zst\nkernel/drivers/net/vxlan/vxlan.ko.zst:\n',
  '/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory pids\n',
  '/proc/net/tcp': tcpTable([22, 631]),
  '/proc/net/tcp6': tcpTable([22]),
  '/proc/net/route': ROUTES,
  '/proc/meminfo': 'MemTotal:       32768000 kB\nMemFree:         1000000 kB\nSwapTotal:             0 kB\n',
};

const told = <T>(value: T) => ({ from: '/', value });

export const LAPTOP_FACTS: MachineFacts = {
  architecture: 'x64',
  kernel: told('6.14.0-37-generic'),
  system: told({ ids: ['ubuntu', 'debian'], name: 'Ubuntu 24.04.3 LTS' }),
  hasSystemd: told(true),
  isWsl: told(false),
  immutable: told(null),
  selinux: told(null),
  hostname: told('Blade'),
  modules: told({ overlay: 'ready', br_netfilter: 'loadable', nf_conntrack: 'ready', vxlan: 'loadable' }),
  cgroups: told({ version: 2, controllers: ['cpuset', 'cpu', 'io', 'memory', 'pids'] }),
  listening: told([22, 631]),
  defaultRoute: told('wlp3s0'),
  networks: told([{ cidr: '192.168.0.0/24', interface: 'wlp3s0' }]),
  firewalls: told([]),
  room: told({ path: '/var/lib', free: 200e9, total: 1000e9 }),
  memory: told(33e9),
  swap: told(0),
  isClockKept: told(true),
  engines: told([]),
  gpus: told(['0000:01:00.0']),
  driver: told('595.71.05'),
  toolkits: told(['/usr/bin/nvidia-container-runtime']),
};
