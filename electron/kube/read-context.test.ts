import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type ResolvedContext, readContext } from './read-context.ts';

function read(config: object, context = 'a'): ResolvedContext {
  const folder = mkdtempSync(join(tmpdir(), 'odin-context-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'config');
  writeFileSync(file, JSON.stringify(config));
  return readContext({ file, context });
}

const contexts = [{ name: 'a', context: { cluster: 'one', user: 'me' } }];
const clusters = [{ name: 'one', cluster: { server: 'https://one:6443/' } }];
const users = [{ name: 'me', user: {} }];

it('takes the server’s address without the slash at its end', () => {
  expect(read({ contexts, clusters, users }).cluster.server).toBe('https://one:6443');
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
])('names what is missing in a context', (config, context, sentence) => {
  expect(() => read(config, context)).toThrow(
    expect.objectContaining({ code: 'badInput', message: expect.stringMatching(sentence) }),
  );
});
