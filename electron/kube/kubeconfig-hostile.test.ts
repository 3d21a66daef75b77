// Kubeconfigs that somebody else has written, or broken: looking at them never throws, never waits, never runs anything, and
// never shows a secret.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { loadClusterList } from './kubeconfig.ts';
import { readContext } from './read-context.ts';

const folder = mkdtempSync(join(tmpdir(), 'odin-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RAN = join(folder, 'ran');
const PLUGIN = join(folder, 'plugin');
writeFileSync(PLUGIN, `#!/bin/sh\ntouch '${RAN}'\n`);
chmodSync(PLUGIN, 0o755);

const SECRETS = `
current-context: a
clusters:
- name: one
  cluster: {server: "https://me:Secr3t@one:6443", proxy-url: "http://me:Secr3t@proxy", certificate-authority-data: Secr3tAA}
- name: two
  cluster: &two
    server: https://two
    insecure-skip-tls-verify: yes
users:
- name: u
  user:
    token: Secr3t
    client-key-data: "Secr3tAA"
    client-certificate-data: |
      Secr3tAA
- name: v
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1
      command: ${PLUGIN}
      args: [--password, Secr3t]
      env: [{name: TOKEN, value: Secr3t}]
- {name: w, user: {username: me, password: Secr3t, token: Secr3t}}
- {name: x, user: {username: me, password: "Secr3t"}}
contexts:
- {name: a, context: {cluster: one, user: u}}
- {name: b, context: {cluster: two, user: v, namespace: apps}}
- {name: c, context: {cluster: two, user: w}}
- {name: d, context: {cluster: one, user: x}}
`;

const broken = fc
  .array(
    fc.tuple(
      fc.nat(SECRETS.length - 1),
      fc.constantFrom(
        '',
        '',
        '\n',
        '\t',
        ' ',
        '  ',
        '- ',
        ': ',
        '*',
        '&',
        '!',
        '%',
        '@',
        '#',
        '"',
        "'",
        '{',
        '}',
        '[',
        ']',
        ',',
        '|',
        '<<: ',
        '? ',
        '---\n',
        '...\n',
        '\0',
        '\r',
        '\ufeff',
        '\u2028',
        '0',
        'yes',
        '~',
        '/',
        '?',
        '\\',
      ),
      fc.nat(2),
    ),
    { maxLength: 4 },
  )
  .map((edits) => edits.reduce((text, [at, put, cut]) => text.slice(0, at) + put + text.slice(at + cut), SECRETS));

const encoded = fc
  .tuple(broken, fc.constantFrom<BufferEncoding>('utf8', 'utf8', 'latin1', 'utf16le'), fc.boolean())
  .map(([text, encoding, hasMark]) => Buffer.from(hasMark ? `\ufeff${text}` : text, encoding));

/** All that is told of a kubeconfig: in the list, and by choosing each context. */
function toldOf(path: string): string {
  const machine = {
    environment: { KUBECONFIG: path, HOME: folder },
    platform: 'linux',
    k3sPath: join(folder, 'none'),
  } as const;
  const list = loadClusterList(machine);
  const refusals = list.contexts.map(({ file = '', name }) => {
    try {
      readContext({ file, context: name });
      return undefined;
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code: 'badInput' });
      return inspect(error, { depth: 10 });
    }
  });
  return `${JSON.stringify(list)}\n${refusals.join('\n')}`;
}

it('tells no secret of any kubeconfig, however broken, and runs nothing', () => {
  const path = join(folder, 'config');
  fc.assert(
    fc.property(encoded, (content) => {
      writeFileSync(path, content);
      expect(toldOf(path)).not.toMatch(/Secr3t|cr3t/);
    }),
    { numRuns: 60 },
  );
  expect(existsSync(RAN)).toBe(false);
}, 60_000);

it('is read where it is whole', () => {
  const path = join(folder, 'whole');
  writeFileSync(path, SECRETS);
  const told = toldOf(path);
  expect(told).not.toContain('Secr3t');
  for (const server of ['https://one:6443', 'https://two']) expect(told).toContain(`"server":"${server}"`);
  expect(told.match(/"problem"/g)).toHaveLength(1); // two ways to log in
});

it('takes any bytes at all', () => {
  const path = join(folder, 'bytes');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      writeFileSync(path, bytes);
      expect(() => toldOf(path)).not.toThrow();
    }),
  );
});

it.skipIf(process.platform === 'win32')(
  'neither waits for a pipe nor takes a device, a folder or what has no end',
  () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const large = join(folder, 'large');
    writeFileSync(large, `${SECRETS}# ${'x'.repeat(5 << 20)}`);
    const dir = join(folder, 'dir');
    mkdirSync(dir);
    const problemOf = (path: string) =>
      loadClusterList({ environment: { KUBECONFIG: path, HOME: folder }, platform: 'linux', k3sPath: pipe }).files[0]
        ?.problem;
    expect(problemOf(pipe)).toBe(`${pipe} is a pipe, not a file: save what comes out of it, and name that file.`);
    expect(problemOf('/dev/zero')).toBe('/dev/zero is a device, not a file: name a kubeconfig.');
    expect(problemOf(dir)).toBe(`${dir} is a folder, not a kubeconfig.`);
    expect(problemOf(large)).toBe(`${large} is longer than 4 MiB, which is more than is read here.`);
    const usesPipe = join(folder, 'uses-pipe');
    writeFileSync(usesPipe, SECRETS.replace('certificate-authority-data: Secr3tAA', `certificate-authority: ${pipe}`));
    expect(toldOf(usesPipe)).toContain(`${pipe} is a pipe`);
  },
);
