import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { trustedRoots } from './trusted-roots.ts';

const pem = (name: string) => `-----BEGIN CERTIFICATE-----\n${name}\n-----END CERTIFICATE-----\n`;

function makeFolder(): { readonly path: string; readonly write: (name: string, text: string) => string } {
  const path = mkdtempSync(join(tmpdir(), 'odin-roots-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return {
    path,
    write: (name, text) => {
      writeFileSync(join(path, name), text);
      return join(path, name);
    },
  };
}

/** What is trusted beside what Node brings. */
const beyondNode = (sources: Parameters<typeof trustedRoots>[0]) => {
  const own = new Set(tls.rootCertificates);
  const roots = trustedRoots(sources);
  expect(roots).toEqual(expect.arrayContaining([...own]));
  return roots.filter((root) => !own.has(root));
};

it('reads the file and the folders that are named on Linux', () => {
  const { path, write } = makeFolder();
  const file = write('bundle.pem', pem('bundle'));
  mkdirSync(join(path, 'more'));
  write('more/company.crt', pem('company'));
  write('more/notes.txt', 'nothing of the kind');
  execFileSync('sh', ['-c', 'mkfifo "$0"', join(path, 'more', 'pipe')]);
  const environment = { SSL_CERT_FILE: file, SSL_CERT_DIR: `:/nowhere:${path}/more` };
  expect(beyondNode({ platform: 'linux', environment })).toEqual([pem('bundle'), pem('company')]);
});

it('adds what Node was told to trust besides', () => {
  const { write } = makeFolder();
  const environment = { NODE_EXTRA_CA_CERTS: write('extra.pem', pem('extra')), SSL_CERT_FILE: '/nowhere' };
  expect(beyondNode({ platform: 'linux', environment })).toEqual([pem('extra')]);
});

it('asks Node for the stores of other systems', () => {
  const getCACertificates = () => [pem('company'), tls.rootCertificates[0] ?? ''];
  expect(beyondNode({ platform: 'darwin', environment: {}, getCACertificates })).toEqual([pem('company')]);
});

it.each([
  undefined,
  () => {
    throw new Error('keychain');
  },
])('goes on without a store that cannot be read', (getCACertificates) => {
  expect(beyondNode({ platform: 'win32', environment: {}, getCACertificates })).toEqual([]);
});
