// Files and programs that a kubeconfig or a command line names.
import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Attack } from './attack.ts';

const GIB = 2 ** 30;

/** A file of a gigabyte that takes no room on the disk. */
function huge(folder: string, name: string, begins = ''): string {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  writeSync(file, begins);
  ftruncateSync(file, GIB);
  closeSync(file);
  return path;
}

function plugin(folder: string, script: string): object {
  const path = join(folder, 'plugin');
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
  return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: path, interactiveMode: 'Never' } };
}

const BOMB = [
  'a: &a [x,x,x,x,x,x,x,x,x]',
  ...'bcdefghijkl'.split('').map((name, index) => {
    const before = 'abcdefghijkl'[index];
    return `${name}: &${name} [${Array(9).fill(`*${before}`).join(',')}]`;
  }),
].join('\n');

export const FILES: readonly Attack[] = [
  {
    name: 'a plugin that never stops writing',
    code: 3,
    says: /wrote more than 1 MiB/,
    files: (folder) => ({ user: plugin(folder, 'exec cat /dev/zero') }),
  },
  {
    name: 'a plugin that never stops complaining',
    code: 3,
    says: /wrote more than 16 MiB/,
    isLoud: true,
    files: (folder) => ({ user: plugin(folder, 'exec cat /dev/zero >&2') }),
  },
  {
    name: 'a plugin that complains in lines, for ever',
    code: 3,
    says: /wrote more than 16 MiB/,
    isLoud: true,
    files: (folder) => ({ user: plugin(folder, 'exec yes >&2') }),
  },
  {
    name: 'a plugin whose answer is lists in lists',
    code: 3,
    says: /^odin: The credential plugin .+\.$/m,
    files: (folder) => ({ user: plugin(folder, "head -c 500000 /dev/zero | tr '\\0' '['") }),
  },
  {
    name: 'a plugin whose token is a number',
    code: 3,
    says: /gave no ExecCredential/,
    files: (folder) => ({ user: plugin(folder, `echo '{"status":{"token":5}}'`) }),
  },
  {
    name: 'an authority of a gigabyte',
    code: 2,
    says: /longer than 4 MiB/,
    files: (folder) => ({ cluster: { server: 'https', 'certificate-authority': huge(folder, 'ca') } }),
  },
  {
    name: 'an authority that is a device',
    code: 2,
    says: /is a device/,
    files: () => ({ cluster: { server: 'https', 'certificate-authority': '/dev/zero' } }),
  },
  {
    name: 'a token of a gigabyte',
    code: 3,
    says: /larger than 1 MiB/,
    files: (folder) => ({ user: { tokenFile: huge(folder, 'token') } }),
  },
  {
    name: 'a token that is a device',
    code: 3,
    says: /is no file/,
    files: () => ({ user: { tokenFile: '/dev/zero' } }),
  },
  {
    name: 'a client certificate of a gigabyte',
    code: 2,
    says: /longer than 4 MiB/,
    files: (folder) => ({ user: { 'client-certificate': huge(folder, 'crt'), 'client-key': huge(folder, 'key') } }),
  },
  { name: 'a kubeconfig of aliases in aliases', code: 2, says: /^odin: .+\.$/m, files: () => ({ text: BOMB }) },
  {
    name: 'a kubeconfig of lists in lists',
    code: 2,
    says: /^odin: .+\.$/m,
    files: () => ({ text: '['.repeat(200_000) }),
  },
  {
    name: 'a kubeconfig of eight megabytes',
    code: 2,
    says: /^odin: .+\.$/m,
    files: () => ({ text: `a: ${'b'.repeat(8_000_000)}` }),
  },
  {
    name: 'manifests of a gigabyte',
    args: ['plan', 'x', '--from', 'FOLDER/huge.yaml'],
    code: 2,
    says: /longer than/,
    files: (folder) => {
      huge(folder, 'huge.yaml');
      return {};
    },
  },
  { name: 'manifests that are a device', args: ['plan', 'x', '--from', '/dev/zero'], code: 2, says: /is a device/ },
  {
    name: 'manifests of aliases in aliases',
    args: ['plan', 'x', '--from', 'FOLDER/bomb.yaml'],
    code: 2,
    says: /^odin: .+\.$/m,
    files: (folder) => {
      writeFileSync(join(folder, 'bomb.yaml'), BOMB);
      return {};
    },
  },
  {
    name: 'settings of aliases in aliases',
    args: ['render', '--settings', 'FOLDER/bomb.yaml'],
    code: 2,
    says: /^odin: .+\.$/m,
    files: (folder) => {
      writeFileSync(join(folder, 'bomb.yaml'), BOMB);
      return {};
    },
  },
  {
    name: 'settings of a gigabyte',
    args: ['render', '--settings', 'FOLDER/huge.yaml'],
    code: 2,
    says: /longer than/,
    files: (folder) => {
      huge(folder, 'huge.yaml', 'a: 1\n');
      return {};
    },
  },
];
