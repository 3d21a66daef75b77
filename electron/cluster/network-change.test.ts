import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { transformWithOxc } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { addressesOut } from './network-change.ts';

const at = (address: string, internal = false) => ({ address, internal }) as never;

test.each<[string, Parameters<typeof addressesOut>[0], readonly string[]]>([
  [
    'Wi-Fi and a VPN',
    { wlp3s0: [at('192.168.0.7'), at('2001:db8::7')], wg0: [at('10.8.0.2')] },
    ['wg0 10.8.0.2', 'wlp3s0 192.168.0.7', 'wlp3s0 2001:db8:0:0::/64'],
  ],
  ['loopback', { lo: [at('127.0.0.1', true)] }, []],
  [
    'pods, containers and virtual machines',
    {
      veth1a: [at('10.42.0.1')],
      cni0: [at('10.42.0.1')],
      docker0: [at('172.17.0.1')],
      'br-5f': [at('172.18.0.1')],
      virbr0: [at('192.168.122.1')],
    },
    [],
  ],
  [
    'virtual machines of macOS and Windows, and the addresses of Services',
    {
      bridge100: [at('192.168.64.1')],
      vmnet8: [at('172.16.5.1')],
      vmenet0: [at('192.168.65.1')],
      vboxnet0: [at('192.168.56.1')],
      'VirtualBox Host-Only Network': [at('192.168.57.1')],
      'VMware Network Adapter VMnet8': [at('192.168.58.1')],
      'vEthernet (WSL)': [at('172.20.0.1')],
      'vEthernet (WSL (Hyper-V firewall))': [at('172.21.0.1')],
      'vEthernet (Default Switch)': [at('172.22.0.1')],
      'kube-ipvs0': [at('10.43.0.1'), at('10.43.0.10')],
      nodelocaldns: [at('169.254.20.10'), at('10.43.0.10')],
    },
    [],
  ],
  [
    'bridges that lead out',
    { br0: [at('192.168.0.7')], bridge0: [at('10.0.0.2')], 'vEthernet (External)': [at('192.168.1.9')] },
    ['br0 192.168.0.7', 'bridge0 10.0.0.2', 'vEthernet (External) 192.168.1.9'],
  ],
  [
    'temporary addresses of one network',
    { en0: [at('2001:db8:0:1:a::7'), at('2001:DB8::1:9c3f:aa01:2:3'), at('2001:db8:0:2::1')] },
    ['en0 2001:db8:0:1::/64', 'en0 2001:db8:0:2::/64'],
  ],
  ['no network yet', { eth0: [at('fe80::1'), at('169.254.3.4')] }, []],
  ['an interface without an address', { eth0: undefined }, []],
])('the addresses that lead out: %s', (_what, interfaces, expected) => {
  expect(addressesOut(interfaces)).toEqual(expected);
});

test('an IPv6 address is its network alone, however it is written', () => {
  const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 4, maxLength: 4 });
  const out = (address: string) => addressesOut({ en0: [at(address)] });
  fc.assert(
    fc.property(groups, groups, groups, (network, host, other) => {
      fc.pre(network[0] !== 0xfe80);
      const written = [...network, ...host].map((group) => group.toString(16)).join(':');
      // As systems write it, with the longest zeros left out.
      const short = new URL(`http://[${written}]`).hostname.slice(1, -1);
      const [same, another] = [other, other.map((group) => group ^ 1)].map((part) =>
        [...network, ...part].map((group) => group.toString(16).padStart(4, '0')).join(':'),
      );
      expect([out(short), out(same ?? ''), out(another ?? '')]).toEqual([out(written), out(written), out(written)]);
      const elsewhere = [...network.slice(0, 3), (network[3] ?? 0) ^ 1, ...host].map((group) => group.toString(16));
      expect(out(elsewhere.join(':'))).not.toEqual(out(written));
    }),
  );
});

/** Runs `ip` and the watch in a network of their own, so that no other test of this machine notices. */
const SCRIPT = `
import { execFileSync } from 'node:child_process';
import { watchNetwork } from './network-change.mjs';
const ip = (line) => execFileSync('ip', line.split(' '));
ip('link add odintest0 type bridge');
ip('link set odintest0 up');
let tell;
const told = () => new Promise((resolve) => { tell = resolve; });
let isUndone = false;
const undo = watchNetwork(() => (isUndone ? console.log('told after the undo') : tell()));
// The watch keeps no process alive.
const kept = setInterval(() => {}, 1_000);
for (const line of ['address add 203.0.113.7/32', 'address add 203.0.113.8/32', 'address flush']) {
  const next = told();
  ip(line + ' dev odintest0');
  await next;
  console.log(line);
}
undo();
isUndone = true;
// Of two changes a watch that begins now tells: the one of before had at least as many looks.
const undoSecond = watchNetwork(() => tell());
for (const line of ['address add 203.0.113.9/32', 'address flush']) {
  const next = told();
  ip(line + ' dev odintest0');
  await next;
  console.log(line + ', told by the second one');
}
undoSecond();
clearInterval(kept);
`;

const canUnshare = process.platform === 'linux' && spawnSync('unshare', ['--net', 'ip', 'link']).status === 0;

test.skipIf(!canUnshare)(
  'an interface that gets an address, another one, and loses them is told of each time (as root on Linux alone)',
  { timeout: 60_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'odin-network-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const source = join(import.meta.dirname, 'network-change.ts');
    const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source);
    writeFileSync(join(folder, 'network-change.mjs'), code);
    writeFileSync(join(folder, 'script.mjs'), SCRIPT);
    const { stdout, stderr } = spawnSync('unshare', ['--net', process.execPath, 'script.mjs'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 50_000,
    });
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toEqual([
      'address add 203.0.113.7/32',
      'address add 203.0.113.8/32',
      'address flush',
      'address add 203.0.113.9/32, told by the second one',
      'address flush, told by the second one',
      '',
    ]);
  },
);
