import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { LAPTOP_FACTS } from './facts/laptop.testkit.ts';
import { installPlan } from './install-plan.ts';

const told = <T>(value: T) => ({ from: '/', value });
const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs none /etc']).status === 0;

/** Runs the lines of the plan's first step over an empty `/etc` of its own; gives the file that is there then. */
function configAfter(hostname: string, before: string): string {
  const [step] = installPlan({ ...LAPTOP_FACTS, hostname: told(hostname) }).steps;
  const bin = mkdtempSync(join(tmpdir(), 'odin-sudo-'));
  try {
    writeFileSync(join(bin, 'sudo'), '#!/bin/sh\nexec "$@"\n');
    chmodSync(join(bin, 'sudo'), 0o755);
    const script = `umask 077; mount -t tmpfs none /etc && { ${before}\n}; ${step?.command}\nstat -c '# %a' /etc/rancher/k3s; cat /etc/rancher/k3s/config.yaml`;
    const env = { PATH: `${bin}:${process.env.PATH}` };
    return execFileSync('unshare', ['--mount', 'sh', '-c', script], { encoding: 'utf8', env });
  } finally {
    rmSync(bin, { recursive: true });
  }
}

test.skipIf(!canMount)(
  'the settings are written as they were meant, whatever the machine is called, and everybody may look into their folder (as root alone)',
  () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9]{1,8}(-[a-zA-Z0-9]{1,8})?$/), (hostname) => {
        const text = configAfter(hostname, ':');
        expect(text).toMatch(/^# 755\n/);
        expect(parse(text)).toEqual({
          'node-name': hostname.toLowerCase(),
          'write-kubeconfig-mode': '0600',
        });
      }),
      { numRuns: 15 },
    );
  },
);

test.skipIf(!canMount)('settings that are there already stay, also where only root may look (as root alone)', () => {
  const mine = 'mkdir -p -m 700 /etc/rancher/k3s; echo "disable: [traefik]" > /etc/rancher/k3s/config.yaml';
  expect(configAfter('blade', mine)).toBe('# 755\ndisable: [traefik]\n');
});

test('the version is one that was published for good', () => {
  expect(installPlan(LAPTOP_FACTS).version).toMatch(/^v1\.\d+\.\d+\+k3s\d+$/);
});
