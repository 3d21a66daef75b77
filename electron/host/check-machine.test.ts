import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HostCheck } from '../../shared/model/host-check.ts';
import { HOST_CHECKS, type HostCheckName } from '../../shared/model/host-checks.ts';
import { checkMachine, verdictOf } from './check-machine.ts';
import { LAPTOP_FACTS } from './facts/laptop.testkit.ts';
import type { MachineFacts } from './facts/machine-facts.ts';
import { K3S_PORTS } from './facts/needs.ts';

const told = <T>(value: T) => ({ from: '/', value });

function checkOf(name: HostCheckName, changed: Partial<MachineFacts>): HostCheck {
  const check = checkMachine({ ...LAPTOP_FACTS, ...changed }).find((each) => each.name === name);
  if (check === undefined) throw new Error(`There is no check named ${name}.`);
  return check;
}

describe('each machine that K3s would fail on, or harm', () => {
  test.each<[HostCheckName, HostCheck['level'], Partial<MachineFacts>, RegExp, RegExp?]>([
    ['system', 'blocker', { architecture: 'arm' }, /are there for x86-64/],
    ['system', 'blocker', { hasSystemd: told(false), isWsl: told(true) }, /systemd=true below \[boot\]/],
    ['system', 'blocker', { hasSystemd: told(false) }, /does not run systemd/],
    ['system', 'blocker', { immutable: told('NixOS'), hasSystemd: told(true) }, /NixOS/, /services\.k3s/],
    ['system', 'blocker', { immutable: told('SteamOS') }, /SteamOS/],
    ['system', 'warning', { immutable: told('OSTree') }, /read-only/],
    ['system', 'warning', { selinux: told({ isEnforcing: true, hasPolicy: false }) }, /k3s-selinux/],
    ['system', 'ok', { selinux: told({ isEnforcing: true, hasPolicy: true }) }, /systemd/],
    [
      'system',
      'warning',
      { immutable: told('OSTree'), selinux: told({ isEnforcing: true, hasPolicy: false }) },
      /restart then/,
    ],
    [
      'kubernetes',
      'blocker',
      { engines: told([{ name: 'microk8s', path: '/snap/microk8s' }]) },
      /^MicroK8s is on this/,
    ],
    ['kubernetes', 'blocker', { engines: told([{ name: 'k3s-agent', path: '/x' }]) }, /agent of another server/],
    ['kubernetes', 'ok', { engines: told([{ name: 'k3s', path: '/x' }]) }, /K3s is on this machine/],
    ['docker', 'ok', { engines: told([{ name: 'docker', path: '/run/docker.sock' }]) }, /stays as it is/],
    ['kubernetes', 'ok', { engines: told([{ name: 'docker', path: '/run/docker.sock' }]) }, /No other/],
    [
      'ports',
      'blocker',
      { listening: told([10250, 6443]) },
      /^Ports 6443 and 10250 are taken/,
      /ss -ltnp 'sport = :6443 or/,
    ],
    ['ports', 'ok', { listening: told([6443]), engines: told([{ name: 'k3s', path: '/x' }]) }, /K3s has its ports/],
    ['ports', 'warning', { listening: told([80]) }, /^Port 80 is taken: .*Traefik/, /:80/],
    ['ports', 'warning', { listening: told([9100]) }, /node exporter/, /:9100/],
    [
      'kernel',
      'warning',
      { modules: told({ overlay: 'ready', vxlan: 'absent' }) },
      /has no vxlan.*linux-modules-extra/,
    ],
    ['cgroups', 'blocker', { cgroups: told(null) }, /no control groups/],
    [
      'cgroups',
      'blocker',
      { cgroups: told({ version: 1, controllers: ['cpu', 'cpuset', 'memory', 'pids'] }) },
      /version 1/,
    ],
    [
      'cgroups',
      'blocker',
      { cgroups: told({ version: 2, controllers: ['cpu', 'cpuset', 'pids'] }) },
      /controller memory of control groups is off.*cgroup_enable/,
    ],
    [
      'cgroups',
      'blocker',
      { cgroups: told({ version: 2, controllers: ['cpu', 'memory', 'pids'] }) },
      /cpuset of control groups is off: turn it on at the kernel’s command line, /,
    ],
    [
      'cgroups',
      'blocker',
      { isWsl: told(true), cgroups: told({ version: 1, controllers: ['cpu', 'cpuset', 'memory', 'pids'] }) },
      /\.wslconfig/,
    ],
    ['memory', 'blocker', { memory: told(0.97e9) }, /0\.9 GB of memory/],
    ['memory', 'warning', { memory: told(1.97e9) }, /1\.9 GB of memory/],
    ['memory', 'warning', { memory: told(3e9) }, /little is left/],
    ['disk', 'blocker', { room: told({ path: '/', free: 2e9, total: 500e9 }) }, /make room first/],
    ['disk', 'blocker', { room: told({ path: '/', free: 40e9, total: 1000e9 }) }, /less than 5 %/],
    ['disk', 'warning', { room: told({ path: '/', free: 20e9, total: 100e9 }) }, /may grow/],
    ['network', 'warning', { defaultRoute: told(null) }, /no default route/],
    [
      'network',
      'warning',
      { networks: told([{ cidr: '10.42.0.0/24', interface: 'wlan0' }]) },
      /10\.42\.0\.0\/24 of wlan0/,
    ],
    ['network', 'warning', { networks: told([{ cidr: '10.0.0.0/8', interface: 'wg0' }]) }, /cluster-cidr/],
    ['network', 'ok', { networks: told([{ cidr: '10.41.0.0/16', interface: 'wg0' }]) }, /wlp3s0/],
    ['firewall', 'warning', { firewalls: told(['ufw'] as const) }, /^ufw is on/, /ufw allow from 10\.42\.0\.0\/16/],
    ['firewall', 'warning', { firewalls: told(['firewalld'] as const) }, /^firewalld/, /--reload/],
    ['name', 'blocker', { hostname: told('my_laptop') }, /host name/, /set-hostname my-laptop$/],
    ['name', 'blocker', { hostname: told('_') }, /host name/, /set-hostname laptop$/],
    ['name', 'ok', { hostname: told('Blade.Home') }, /blade\.home/],
    ['clock', 'warning', { isClockKept: told(null) }, /clock/, /set-ntp true/],
    ['swap', 'ok', { swap: told(8e9) }, /pods do not use it/],
    ['gpu', 'ok', { gpus: told([]) }, /no NVIDIA GPU/],
    ['gpu', 'warning', { driver: told(null) }, /driver is not loaded/],
    ['gpu', 'warning', { toolkits: told([]) }, /install it first \(docs\.nvidia\.com/],
  ])('%s: %s', (name, level, changed, sentence, command) => {
    const check = checkOf(name, changed);
    expect(check.level).toBe(level);
    expect(check.sentence).toMatch(sentence);
    if (command === undefined) expect(check.commands).toEqual([]);
    else expect(check.commands.join('\n')).toMatch(command);
  });
});

test('a laptop that is ready is told so, and each check once', () => {
  const checks = checkMachine(LAPTOP_FACTS);
  expect(checks.map(({ name }) => name)).toEqual([...HOST_CHECKS]);
  expect(checks.filter(({ level }) => level !== 'ok')).toEqual([]);
  expect(verdictOf(LAPTOP_FACTS, checks)).toEqual({ standing: 'ready', sentence: 'This machine is ready for K3s.' });
});

test('one thing in the way is the verdict itself, several are counted', () => {
  const verdict = (changed: Partial<MachineFacts>) => {
    const facts = { ...LAPTOP_FACTS, ...changed };
    return verdictOf(facts, checkMachine(facts));
  };
  expect(verdict({ memory: told(0.97e9) })).toMatchObject({ standing: 'blocked', sentence: /0\.9 GB/ });
  expect(verdict({ memory: told(0.97e9), cgroups: told(null) }).sentence).toBe(
    '2 things stand in the way of K3s here.',
  );
  expect(verdict({ firewalls: told(['ufw'] as const) }).sentence).toBe(
    'K3s can be installed. One thing needs a look first.',
  );
  expect(verdict({ engines: told([{ name: 'k3s', path: '/x' }]) }).standing).toBe('installed');
});

test('what cannot be read is unknown with its reason, and blocks nothing', () => {
  const unread = Object.fromEntries(
    Object.keys(LAPTOP_FACTS).map((key) => [
      key,
      key === 'architecture' ? 'x64' : { from: '/', unread: `${key} is shut.` },
    ]),
  ) as unknown as MachineFacts;
  const checks = checkMachine(unread);
  expect(verdictOf(unread, checks).standing).toBe('ready');
  for (const { level, sentence } of checks)
    expect([level, sentence]).toEqual(['unknown', expect.stringMatching(/is shut\.$/)]);
});

test('whatever a machine calls itself, the lines for a terminal are what a shell takes for one command each', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.subarray([...K3S_PORTS, 80, 443, 9100]), (hostname, name, listening) => {
      const facts = {
        ...LAPTOP_FACTS,
        hostname: told(hostname),
        system: told({ ids: [name], name }),
        listening: told(listening),
      };
      const lines = checkMachine(facts).flatMap(({ commands }) => commands);
      // Parsed, not run; and no word of the machine has become an operator of the shell.
      for (const line of lines) {
        execFileSync('sh', ['-n', '-c', line]);
        expect(line).not.toMatch(/[`$;&<>\n]/);
      }
    }),
    { numRuns: 40 },
  );
});
