// A kubeconfig that can't be used: one sentence that names the thing and the next step, in the window and from `odin`.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { welcomeText } from '../../renderer/text/welcome.ts';
import { test } from './fixture.ts';
import { PROJECT } from './launch.ts';
import { odin } from './odin.ts';

const folder = mkdtempSync(join(tmpdir(), 'odin-bad-kubeconfig-'));
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const kubeconfig = (server: string, user: object) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'default', cluster: { server } }],
    users: [{ name: 'default', user }],
    contexts: [{ name: 'default', context: { cluster: 'default', user: 'default' } }],
    'current-context': 'default',
  });

/** A client certificate whose time is over, and its key, as base64. */
function expiredCertificate(): object {
  const base64 = (name: string) => readFileSync(join(PROJECT, 'e2e', 'wire', 'tls', name)).toString('base64');
  return { 'client-certificate-data': base64('expired.crt'), 'client-key-data': base64('expired.key') };
}

interface Case {
  readonly name: string;
  readonly content: string;
  readonly code: number;
  /** What the sentence must say, in both places. */
  readonly says: RegExp;
}

const cases: readonly Case[] = [
  { name: 'empty', content: '', code: 2, says: /empty\.yaml (is empty|has no context)/ },
  { name: 'bad-yaml', content: 'apiVersion: v1\nclusters: [\n  {name: a\n', code: 2, says: /bad-yaml\.yaml.*line \d/ },
  { name: 'no-contexts', content: '{"apiVersion":"v1","kind":"Config"}', code: 2, says: /no-contexts\.yaml.*context/ },
  { name: 'dead-server', content: kubeconfig('https://127.0.0.1:1', { token: 't' }), code: 3, says: /127\.0\.0\.1:1/ },
  {
    name: 'missing-plugin',
    content: kubeconfig('https://127.0.0.1:1', {
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1',
        command: 'no-such-plugin',
        interactiveMode: 'Never',
        installHint: 'Install it with apt.',
      },
    }),
    code: 3,
    says: /no-such-plugin/,
  },
  { name: 'expired', content: kubeconfig('https://127.0.0.1:1', expiredCertificate()), code: 3, says: /expired/ },
];

for (const { name, content, code, says } of cases) {
  test(`${name}: a sentence in the window and from odin, and the file stays as it was`, async ({ launch }) => {
    const path = join(folder, `${name}.yaml`);
    writeFileSync(path, content);
    const run = await odin(['status'], { KUBECONFIG: path, HOME: folder });
    expect(run.stderr).toMatch(says);
    expect(run.stderr.trim().split('\n').length, 'a sentence, and the next step below it').toBeLessThanOrEqual(2);
    expect(run.stdout).toBe('');
    expect(run.code).toBe(code);
    const json = await odin(['--json', 'status'], { KUBECONFIG: path, HOME: folder });
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { message: expect.stringMatching(says) } });

    const { page } = await launch({ kubeconfig: path });
    await expect(page.getByText(says).first()).toBeVisible();
    await expect(page.getByRole('button', { name: welcomeText.demoStart })).toBeVisible();
    expect(readFileSync(path, 'utf8')).toBe(content);
  });
}

test('a file of root’s: the exact command for a private copy', async ({ launch }) => {
  test.skip(process.getuid?.() === 0, 'root may read every file');
  const path = join(folder, 'root.yaml');
  writeFileSync(path, kubeconfig('https://127.0.0.1:1', {}));
  chmodSync(path, 0o000);
  const { page } = await launch({ kubeconfig: path });
  await expect(page.getByText(/sudo install .*root\.yaml/)).toBeVisible();
});

test('a server that accepts and says nothing: the window says so and can go to the demo cluster', async ({
  launch,
}) => {
  const silent: Server = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  const path = join(folder, 'silent.yaml');
  writeFileSync(path, kubeconfig(`http://127.0.0.1:${address.port}`, { token: 't' }));
  try {
    const { page } = await launch({ kubeconfig: path });
    await expect(page.getByText(new RegExp(`127\\.0\\.0\\.1:${address.port}|No answer`)).first()).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByRole('button', { name: welcomeText.demoStart })).toBeVisible();
  } finally {
    silent.close();
  }
});

test('wrong usage of odin has exit status 2 and says what there is', async () => {
  const env = { HOME: folder, KUBECONFIG: join(folder, 'dead-server.yaml') };
  expect(await odin(['instal'], env)).toMatchObject({ code: 2, stderr: expect.stringMatching(/instal/) });
  expect(await odin(['forward', 'loki'], env)).toMatchObject({ code: 2, stderr: expect.stringMatching(/Which port/) });
  expect(await odin(['query'], env)).toMatchObject({ code: 2 });
  expect(await odin(['--demo', '--context', 'x', 'status'], env)).toMatchObject({ code: 2 });
  expect(await odin(['--context', 'nobody', 'status'], env)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/nobody/),
  });
  expect(await odin(['--version'], env)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test('odin tells of the stack without a cluster', async () => {
  const env = { HOME: folder, KUBECONFIG: join(folder, 'no-such-file.yaml') };
  expect(await odin(['render'], env)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^apiVersion: v1\n/) });
  const images = await odin(['images', '--json'], env);
  expect(images.code).toBe(0);
  expect(JSON.parse(images.stdout)).toContainEqual(expect.stringMatching(/^quay\.io\/prometheus\/prometheus:v/));
});
