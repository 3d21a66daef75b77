// `odin` where the machine does not help it: no home, no room, no files to open, somebody else's home, and every signal.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'playwright/test';
import { PROJECT } from './launch.ts';

const CLI = join(PROJECT, 'dist', 'main', 'cli.js');
const PERSON = 12_345;
const isRoot = process.geteuid?.() === 0;

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-keeps-going-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.skip(process.platform !== 'linux', 'full devices, limits of open files and /proc are asked for as Linux has them');

const environment = (more: Readonly<Record<string, string | undefined>> = {}) => ({
  ...process.env,
  HOME: folder,
  KUBECONFIG: join(folder, 'none.yaml'),
  ODIN_DEMO_SPEED: '50',
  ...more,
});

/** Runs a line of `sh` in which `odin` is the command; what never ends is killed, which no test expects. */
function shell(line: string, env: NodeJS.ProcessEnv = environment()) {
  const script = `odin() { "${process.execPath}" "${CLI}" "$@"; }\n${line}`;
  const { status, signal, stdout, stderr } = spawnSync('bash', ['-c', script], {
    env,
    encoding: 'utf8',
    timeout: 150_000,
    killSignal: 'SIGKILL',
  });
  return { status: signal ?? status, stdout, stderr };
}

/** Those that ask no cluster: they need nothing of the machine but themselves. */
const OFFLINE = [
  'contexts',
  'render',
  'images',
  'settings --defaults',
  'settings --schema',
  'diagnostics',
  '--version',
];

for (const [what, line] of [
  ['no HOME', 'unset HOME;'],
  ['an empty HOME', 'export HOME=;'],
  ['a relative HOME', 'cd "$HOME"; export HOME=here;'],
  ['a HOME that is a file', 'touch "$HOME/file"; export HOME="$HOME/file";'],
  ['a HOME that is not there', 'export HOME=/nonexistent/home;'],
  ['a HOME in which nothing can be made', 'export HOME=/proc/1;'],
  ['a link in a circle on the way', 'ln -s .local "$HOME/.local";'],
  ['a working directory that was deleted', 'mkdir "$HOME/gone"; cd "$HOME/gone"; rmdir "$HOME/gone"; export HOME=;'],
  ['no folder for temporary files', 'export TMPDIR=/nonexistent;'],
  ['a full disk for its state', 'export ODIN_STATE_DIR=/dev/full;'],
  ['closed standard streams', 'exec <&-;'],
] as const) {
  test(`what asks no cluster just works with ${what}`, () => {
    test.setTimeout(600_000);
    for (const verb of OFFLINE) {
      const { status, stderr, stdout } = shell(`${line} odin ${verb}`);
      expect(status, `${verb}: ${stderr}`).toBe(0);
      expect(stdout, verb).not.toBe('');
      expect(stderr, verb).not.toContain('defect');
    }
    expect(readdirSync(folder).filter((name) => name === 'here')).toEqual([]);
  });
}

test('output that cannot be kept is no defect, and not 0', () => {
  test.setTimeout(600_000);
  for (const verb of [...OFFLINE, '--help', '--json contexts', '--demo status', '--demo plan']) {
    const { status, stderr } = shell(`odin ${verb} >/dev/full`);
    expect([1, 5], `${verb}: ${stderr}`).toContain(status);
    expect(stderr, verb).toMatch(/odin: What it printed could not be written \(the disk is full\)/);
    expect(stderr, verb).not.toContain('defect');
  }
});

test('a change is finished although nothing that it says can be kept', () => {
  test.setTimeout(600_000);
  expect(shell('odin --demo install --yes >/dev/full 2>/dev/full').status).toBe(1);
  expect(shell('odin --demo status').status).toBe(0);
  expect(shell('odin --demo upgrade --yes 2>/dev/full').status).toBe(0);
});

test('a reader who leaves changes no status', () => {
  test.setTimeout(600_000);
  for (const verb of [...OFFLINE, '--help', '--demo plan', '--demo list']) {
    for (const reader of ['head -1', 'head -c1', 'true']) {
      const { stdout, stderr } = shell(
        `set -o pipefail; odin ${verb} 2>&1 | ${reader} >/dev/null; echo "\${PIPESTATUS[0]}"`,
      );
      expect(stdout.trim(), `${verb} | ${reader}: ${stderr}`).toBe('0');
    }
  }
});

test('with few files to open it does its work or says in a sentence why not', () => {
  test.setTimeout(600_000);
  // Node itself does not start with less than 24.
  for (const limit of [26, 40, 256]) {
    for (const verb of ['contexts', 'render', 'diagnostics', '--demo status', '--demo plan']) {
      const { status, stderr } = shell(`ulimit -n ${limit}; odin ${verb}`);
      expect([0, 1, 3, 5], `${limit}, ${verb}: ${stderr}`).toContain(status);
      expect(stderr, `${limit}, ${verb}`).not.toMatch(/^\s+at |defect|install ODIN Control Panel again/m);
      if (status === 1) expect(stderr).toMatch(/EMFILE|open/);
      if (limit === 256) expect([0, 5]).toContain(status);
    }
  }
});

test("leaves no file of root's in the home of a person", () => {
  test.skip(!isRoot, 'only root can leave any');
  test.setTimeout(600_000);
  chmodSync(folder, 0o755);
  chownSync(folder, PERSON, PERSON);
  for (const verb of ['contexts', 'diagnostics', '--demo install --yes', '--demo status', '--demo uninstall --yes']) {
    shell(`odin ${verb}`, environment({ SUDO_UID: `${PERSON}`, SUDO_GID: `${PERSON}`, SUDO_USER: 'ada' }));
  }
  const strangers: string[] = [];
  let files = 0;
  const look = (path: string) => {
    files += 1;
    const status = statSync(path);
    if (status.uid !== PERSON || status.gid !== PERSON) strangers.push(path);
    if (status.isDirectory()) for (const name of readdirSync(path)) look(join(path, name));
  };
  look(folder);
  expect(strangers).toEqual([]);
  expect(files).toBeGreaterThan(8);
});

/** Holds the demo cluster for as long as a test lasts, so that a process that is killed is not the cluster's end. */
async function holdDemo() {
  const holder = spawn(process.execPath, [CLI, '--demo', 'forward', 'prometheus'], {
    env: environment(),
    stdio: 'pipe',
  });
  await once(holder.stdout, 'data');
  return async () => {
    const ended = once(holder, 'exit');
    holder.kill('SIGKILL');
    await ended;
  };
}

/** A release that never becomes healthy, so that a change of it lasts. */
function sickManifests(): string {
  const path = join(folder, 'sick');
  mkdirSync(path);
  const claim = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'sick' },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: 'nowhere', resources: { requests: { storage: '1Gi' } } },
  };
  writeFileSync(join(path, 'claim.json'), JSON.stringify(claim));
  return path;
}

/** Starts the install of it, and waits until it is applied. */
async function underWay(manifests: string) {
  const args = [CLI, '--demo', 'install', 'sick', '-n', 'default', '--from', manifests, '--yes'];
  const child = spawn(process.execPath, args, { env: environment(), stdio: 'pipe' });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  const ended = once(child, 'exit');
  await expect.poll(() => said, { timeout: 100_000 }).toMatch(/PersistentVolumeClaim\S+ .*created.*, .*:/);
  return { child, ended, said: () => said };
}

for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  test(`${signal} in mid-change ends with ${status}, the lock let go and nothing half noted`, async () => {
    test.setTimeout(400_000);
    expect(shell('odin --demo install --yes').status).toBe(0);
    const release = await holdDemo();
    try {
      const { child, ended, said } = await underWay(sickManifests());
      child.kill(signal);
      expect(await ended, said()).toEqual([status, null]);
      // The lock would keep others out for 15 s.
      const begun = performance.now();
      expect(shell('odin --demo uninstall sick -n default --yes').status).toBe(0);
      expect(performance.now() - begun).toBeLessThan(12_000);
    } finally {
      await release();
    }
  });
}

test('who slept longer than its lock lasts changes nothing more, and says who took it', async () => {
  test.setTimeout(400_000);
  expect(shell('odin --demo install --yes').status).toBe(0);
  const release = await holdDemo();
  try {
    const { child, ended, said } = await underWay(sickManifests());
    child.kill('SIGSTOP');
    // Somebody else waits for the lock to expire, and takes the release away.
    const other = shell('odin --demo uninstall sick -n default --yes');
    expect(other.status, other.stderr).toBe(0);
    child.kill('SIGCONT');
    const [status] = await ended;
    expect(status, said()).toBe(4);
    expect(said()).toMatch(/The lock on release sick in namespace default was lost: .*Nothing more was changed\./);
    expect(shell('odin --demo history sick -n default').status).toBe(4);
  } finally {
    await release();
  }
});

test('a stop and a go on, as by Ctrl+Z and fg, do a change no harm', async () => {
  test.setTimeout(400_000);
  expect(shell('odin --demo install --yes').status).toBe(0);
  const release = await holdDemo();
  try {
    const { child, ended } = await underWay(sickManifests());
    child.kill('SIGSTOP');
    await sleep(4_000);
    child.kill('SIGCONT');
    await sleep(3_000);
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
  } finally {
    await release();
  }
});

test('a question that is left unanswered leaves the terminal as it was', () => {
  test.setTimeout(600_000);
  expect(shell('odin --demo install --yes').status).toBe(0);
  // Of util-linux: it gives the command a terminal, and types what comes on its own standard input.
  test.skip(shell('command -v script').status !== 0, 'there is no script(1) here');
  for (const [keys, status] of [
    ['\\003', '130'],
    ['\\004', '130'],
    ['n\\r', '130'],
  ]) {
    const log = join(folder, 'typescript');
    const asked = `until grep -q 'y/N' "${log}" 2>/dev/null; do sleep 0.1; done; sleep 0.3; printf '${keys}'; sleep 1`;
    const inside = `stty -g; '${process.execPath}' '${CLI}' --demo uninstall; echo "ended $?"; stty -g`;
    shell(
      `rm -f "${log}"; (${asked}) | script -qfc ${JSON.stringify(inside).replaceAll('$', '\\$')} "${log}" >/dev/null`,
    );
    const screen = readFileSync(log, 'utf8');
    expect(screen, keys).toContain(`ended ${status}`);
    const modes = screen.match(/^(?:[0-9a-f]+:){10,}[0-9a-f]+/gm) ?? [];
    expect(new Set(modes).size, screen).toBe(1);
    expect(modes).toHaveLength(2);
  }
  expect(shell('odin --demo status').status).toBe(0);
});
