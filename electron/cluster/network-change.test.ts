import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformWithOxc } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { addressesOut } from './network-change.ts';

const at = (address: string, internal = false) => ({ address, internal }) as never;

test.each<[string, Parameters<typeof addressesOut>[0], readonly string[]]>([
  [
    'Wi-Fi and a VPN',
    { wlp3s0: [at('192.168.0.7'), at('2001:db8::7')], wg0: [at('10.8.0.2')] },
    ['wg0 10.8.0.2', 'wlp3s0 192.168.0.7', 'wlp3s0 2001:db8::7'],
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
  ['no network yet', { eth0: [at('fe80::1'), at('169.254.3.4')] }, []],
  ['an interface without an address', { eth0: undefined }, []],
])('the addresses that lead out: %s', (_what, interfaces, expected) => {
  expect(addressesOut(interfaces)).toEqual(expected);
});

/** Runs `ip` and the watch in a network of their own, so that no other test of this machine notices. */
const SCRIPT = `
import { execFileSync } from 'node:child_process';
import { watchNetwork } from './network-change.mjs';
const ip = (line) => execFileSync('ip', line.split(' '));
ip('link add odintest0 type bridge');
ip('link set odintest0 up');
let tell;
const undo = watchNetwork(() => tell?.());
// The watch keeps no process alive.
const kept = setInterval(() => {}, 1_000);
for (const line of ['address add 203.0.113.7/32', 'address add 203.0.113.8/32', 'address flush']) {
  const told = new Promise((resolve) => { tell = resolve; });
  ip(line + ' dev odintest0');
  const from = performance.now();
  await told;
  console.log(line + ' ' + (performance.now() - from < 5_000));
}
undo();
ip('address add 203.0.113.9/32 dev odintest0');
tell = () => console.log('told after the undo');
await new Promise((resolve) => setTimeout(resolve, 4_500));
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
    expect(stdout).toBe('address add 203.0.113.7/32 true\naddress add 203.0.113.8/32 true\naddress flush true\n');
  },
);
