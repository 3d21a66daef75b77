import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { loginEnvironment } from './login-environment.ts';

interface Asked {
  readonly folder: string;
  readonly ask: (options?: {
    environment?: NodeJS.ProcessEnv;
    platform?: NodeJS.Platform;
    isInTerminal?: boolean;
    takesProxies?: boolean;
    limitMs?: number;
  }) => Promise<NodeJS.ProcessEnv>;
}

/** A shell that does `script`, which may run what it was asked to as `"$2"`. */
function shellOf(script: string): Asked {
  const folder = mkdtempSync(join(tmpdir(), 'odin-shell-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const shell = join(folder, 'shell');
  writeFileSync(shell, `#!/bin/sh\nFOLDER='${folder}'\necho x >>"$FOLDER/asked"\n${script}\n`);
  chmodSync(shell, 0o700);
  const ask: Asked['ask'] = ({ environment = {}, ...rest } = {}) =>
    loginEnvironment({
      environment: { PATH: '/usr/bin:/bin', SHELL: shell, ...environment },
      platform: 'linux',
      isInTerminal: false,
      takesProxies: true,
      ...rest,
    })();
  return { folder, ask };
}

const PROXIES = 'export HTTPS_PROXY=http://proxy.corp:3128 no_proxy=.corp';
const TELLS = `echo Welcome!; PATH=/opt/bin:/usr/bin; ${PROXIES}; export PATH; /bin/sh -c "$2"; echo Bye.`;

it('adds the shell’s PATH before its own, and its proxies', async () => {
  const environment = await shellOf(TELLS).ask();
  expect(environment.PATH).toBe('/opt/bin:/usr/bin:/bin');
  expect(environment).toMatchObject({ HTTPS_PROXY: 'http://proxy.corp:3128', no_proxy: '.corp' });
});

it.each([{ HTTPS_PROXY: 'http://own:1' }, { http_proxy: 'http://own:1' }, { NO_PROXY: '*' }])(
  'takes no proxy of the shell beside %j',
  async (environment) => {
    const found = await shellOf(TELLS).ask({ environment });
    expect(found.no_proxy).toBeUndefined();
    expect(found).toMatchObject(environment);
  },
);

it('takes the proxies of the caller alone for a command', async () => {
  const environment = await shellOf(TELLS).ask({ takesProxies: false });
  expect(environment.HTTPS_PROXY).toBeUndefined();
  expect(environment.PATH).toContain('/opt/bin');
});

it.each([{ isInTerminal: true }, { platform: 'win32' }, { environment: { SHELL: '' } }] as const)(
  'does not ask with %j',
  async (options) => {
    const { ask, folder } = shellOf(TELLS);
    expect((await ask(options)).PATH).toBe('/usr/bin:/bin');
    expect(existsSync(join(folder, 'asked'))).toBe(false);
  },
);

it.each([
  ['fails', 'exit 1'],
  ['says nothing', 'exit 0'],
  ['is cut short', 'printf "__environment__PATH=/evil"'],
  ['is another language', 'echo "unknown option -ilc" >&2; exit 2'],
])('goes on with its own where the shell %s', async (_what, script) => {
  const { PATH } = await shellOf(script).ask();
  expect(PATH?.split(':').slice(-2)).toEqual(['/usr/bin', '/bin']);
});

it('goes on where there is no such shell', async () => {
  const environment = await shellOf('').ask({ environment: { SHELL: '/nowhere/sh' } });
  expect(environment.PATH).toBe('/usr/bin:/bin');
});

it('has no terminal, and is killed when it ignores to end', async () => {
  const { ask, folder } = shellOf(
    `trap '' TERM INT; ps -o tty= -p $$ >"$FOLDER/tty"; echo $$ >"$FOLDER/pid"; sleep 600`,
  );
  expect((await ask({ limitMs: 1_000 })).PATH).toBe('/usr/bin:/bin');
  expect(readFileSync(join(folder, 'tty'), 'utf8').trim()).toMatch(/^\?*$/);
  const pid = readFileSync(join(folder, 'pid'), 'utf8').trim();
  const isAlive = () => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  await vi.waitFor(() => expect(isAlive()).toBe(false));
});

it('does not wait for what the shell’s files leave behind', async () => {
  const { ask } = shellOf('sleep 30 & /bin/sh -c "$2"');
  const startedAt = performance.now();
  await ask({ limitMs: 20_000 });
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});

it('asks once', async () => {
  const { folder } = shellOf('');
  const environment = loginEnvironment({
    environment: { SHELL: join(folder, 'shell') },
    platform: 'linux',
    isInTerminal: false,
    takesProxies: true,
  });
  await Promise.all([environment(), environment()]);
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe('x\n');
});
