import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isOutdated, type ResolvedContext, readContext } from './read-context.ts';

function folderOf(files: Readonly<Record<string, object | string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'odin-context-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

function read(config: object, context = 'a'): ResolvedContext {
  return readContext({ file: join(folderOf({ config }), 'config'), context });
}

const contexts = [{ name: 'a', context: { cluster: 'one', user: 'me' } }];
const clusters = [{ name: 'one', cluster: { server: 'https://one:6443/' } }];
const users = [{ name: 'me', user: {} }];

it('takes the server’s address without the slash at its end', () => {
  expect(read({ contexts, clusters, users }).cluster.server).toBe('https://one:6443');
});

it('takes a password in the address for the user’s, before a token and a plugin, as kubectl does', () => {
  const server = 'https://me:pa%20ss@one:6443';
  const user = { token: 't', tokenFile: 'f', exec: { command: 'x' }, 'client-key-data': 'YWJj' };
  const context = read({ contexts, clusters: [{ name: 'one', cluster: { server } }], users: [{ name: 'me', user }] });
  expect(context.cluster.server).toBe('https://one:6443');
  expect(JSON.parse(JSON.stringify(context.user))).toEqual({
    username: 'me',
    password: 'pa ss',
    'client-key-data': 'YWJj',
  });
});

it('is nobody where a context names no user', () => {
  for (const user of ['', null, undefined]) {
    const context = read({ contexts: [{ name: 'a', context: { cluster: 'one', user } }], clusters });
    expect(JSON.parse(JSON.stringify(context.user))).toEqual({});
  }
});

it.each([
  [{ contexts, clusters, users }, 'b', /has no context b\.$/],
  [{ contexts, users }, 'a', /^Context a of .* names the cluster one, which is not in it\.$/],
  [{ contexts, clusters }, 'a', /^Context a of .* names the user me, which is not in it\.$/],
  [
    { contexts, clusters: [{ name: 'one', cluster: { server: 'one:6443' } }], users },
    'a',
    /not an http\(s\) address: one:6443\.$/,
  ],
  [
    {
      contexts,
      clusters: [{ name: 'one', cluster: { server: 'https://one', 'certificate-authority': 'gone' } }],
      users,
    },
    'a',
    /config names certificate-authority .*gone, which can't be used: .*gone cannot be read \(ENOENT\): name a file of PEM\.$/,
  ],
])('names what is missing in a context', (config, context, sentence) => {
  expect(() => read(config, context)).toThrow(
    expect.objectContaining({ code: 'badInput', message: expect.stringMatching(sentence) }),
  );
});

const SPLIT = {
  'one/config': { contexts },
  'two/config': { clusters: [{ name: 'one', cluster: { server: 'https://one', 'certificate-authority': 'ca.crt' } }] },
  'two/ca.crt': 'authority',
  'three/config': { users: [{ name: 'me', user: { tokenFile: 'token', exec: { command: './login' } } }] },
};

it('starts the paths of an entry at the entry’s own file', () => {
  const folder = folderOf(SPLIT);
  const [one = '', ...others] = ['one', 'two', 'three'].map((name) => join(folder, name, 'config'));
  const { cluster, user, file } = readContext({ file: one, context: 'a', files: [one, ...others] });
  expect(file).toBe(one);
  expect(cluster['certificate-authority-data']).toBe(Buffer.from('authority').toString('base64'));
  expect(user.tokenFile).toBe(join(folder, 'three', 'token'));
  expect(user.exec?.command).toBe(join(folder, 'three', 'login'));
});

it('leaves the paths of its own file, and commands that are on PATH, as they are', () => {
  const user = { tokenFile: 'token', exec: { command: 'aws' } };
  const context = read({ contexts, clusters, users: [{ name: 'me', user }] });
  expect(context.user).toMatchObject(user);
});

it('is outdated as soon as a file of its list has changed, or has come', () => {
  const folder = folderOf(SPLIT);
  const files = ['none', 'one', 'two', 'three'].map((name) => join(folder, name, 'config'));
  const context = readContext({ file: join(folder, 'one', 'config'), context: 'a', files });
  expect(isOutdated(context)).toBe(false);
  mkdirSync(join(folder, 'none'));
  writeFileSync(join(folder, 'none', 'config'), '{}');
  expect(isOutdated(context)).toBe(true);
  const again = readContext(context);
  expect(isOutdated(again)).toBe(false);
  rmSync(join(folder, 'three', 'config'));
  expect(isOutdated(again)).toBe(true);
});
