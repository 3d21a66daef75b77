import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, release, totalmem } from 'node:os';
import { expect, test } from 'vitest';
import { readOf } from '../../node-files/fact.ts';
import { readMachine } from './machine.ts';

const isLinux = process.platform === 'linux';

function has(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`]);
    return true;
  } catch {
    return false;
  }
}

const run = (program: string, ...args: readonly string[]) => execFileSync(program, args, { encoding: 'utf8' });

test.skipIf(!isLinux)('what Node knows of this machine is what is read of it (Linux alone)', () => {
  const { architecture, ...facts } = readMachine(process.arch);
  expect(architecture).toBe(process.arch);
  expect(readOf(facts.kernel)).toBe(release());
  expect(readOf(facts.hostname)).toBe(hostname());
  expect(readOf(facts.memory)).toBe(totalmem());
  const { bsize, blocks } = statfsSync(readOf(facts.room)?.path ?? '');
  expect(readOf(facts.room)?.total).toBe(bsize * blocks);
});

// Whether it is gone once it is closed is not asked: another program may have taken it by then.
test.skipIf(!isLinux)('a port that is listened on is seen (Linux alone)', async () => {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    const { port } = server.address() as { port: number };
    expect(readOf(readMachine('x64').listening)).toContain(port);
    await new Promise((resolve) => server.close(resolve));
  }
});

test.skipIf(!isLinux || !has('ip'))(
  '`ip` and the reading agree on the default route (Linux with iproute2 alone)',
  () => {
    const [route] = JSON.parse(run('ip', '-j', 'route', 'show', 'default')) as { dev: string }[];
    if (route !== undefined) expect(readOf(readMachine('x64').defaultRoute)).toBe(route.dev);
    else expect(run('ip', '-4', 'route', 'show', 'default')).toBe('');
  },
);
