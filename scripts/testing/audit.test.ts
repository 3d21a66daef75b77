// The remark on known vulnerabilities, by npm itself and a registry that is played: what it knows, and each way not to answer.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditRemark, shippedPaths } from './audit.mjs';

const LOCK = {
  name: 'x',
  version: '1.0.0',
  lockfileVersion: 3,
  packages: {
    '': { name: 'x', version: '1.0.0', dependencies: { ws: '1.0.0' }, devDependencies: { vitest: '1.0.0' } },
    'node_modules/ws': { version: '1.0.0', dependencies: { inner: '1.0.0' } },
    'node_modules/inner': { version: '1.0.0' },
    'node_modules/vitest': { version: '1.0.0', dev: true },
  },
};

const advisory = (id: number, severity: string) => ({
  id,
  url: `https://advisories.example.invalid/${id}`,
  title: `Something ${severity}`,
  severity,
  vulnerable_versions: '<2.0.0',
});

let folder: string;
let registry: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'odin-audit-'));
  const { version, dependencies, devDependencies } = LOCK.packages[''];
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'x', version, dependencies, devDependencies }));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(LOCK));
});
afterEach(() => {
  registry?.closeAllConnections();
  registry?.close();
  registry = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** The remark, from a registry that answers so; without one nobody listens. */
async function remark(answer: RequestListener | undefined, limitMs = 20_000): Promise<string> {
  const server = createServer(answer ?? (() => {})).listen(0, '127.0.0.1');
  registry = server;
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  if (answer === undefined) await new Promise((resolve) => server.close(resolve));
  const address = `http://freya:hunter2@127.0.0.1:${port}/`;
  const environment = { ...process.env, npm_config_registry: address, npm_config_cache: join(folder, 'cache') };
  return auditRemark(LOCK, { folder, limitMs, environment });
}

/** Advisories; of a package that has some npm wants to know its versions too. */
const json =
  (value: unknown): RequestListener =>
  ({ method, url = '' }, response) => {
    const name = url.slice(1);
    const version = (text: string) => [text, { name, version: text, dist: {} }];
    const versions = Object.fromEntries([version('1.0.0'), version('2.0.0')]);
    const answer = method === 'GET' ? { name, versions, 'dist-tags': { latest: '2.0.0' } } : value;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  };

describe('the remark', { timeout: 30_000 }, () => {
  it('counts none', async () => {
    expect(await remark(json({}))).toBe('audit: 0 known vulnerabilities in 3 packages');
  });

  it('names each with severity, place and what mends it; those that are in the app first', async () => {
    const answer = json({ vitest: [advisory(1, 'critical')], inner: [advisory(2, 'low'), advisory(3, 'high')] });
    const lines = (await remark(answer)).split('\n');
    expect(lines[0]).toBe('audit: 3 known vulnerabilities in 3 packages');
    const of = (name: string, severity: string, id: number) =>
      `${name} <2.0.0: Something ${severity} (https://advisories.example.invalid/${id}); node_modules/${name}; `;
    expect(lines.slice(1)).toEqual([
      expect.stringContaining(`  high (in the app): ${of('inner', 'high', 3)}`),
      expect.stringContaining(`  low (in the app): ${of('inner', 'low', 2)}`),
      expect.stringContaining(`  critical (tool): ${of('vitest', 'critical', 1)}`),
    ]);
    for (const line of lines.slice(1)) expect(line).toMatch(/; (mended by: npm |not mended yet)/);
  });

  const status =
    (code: number, body = ''): RequestListener =>
    (_request, response) => {
      response.writeHead(code, { 'content-type': 'text/html' }).end(body);
    };
  it.each<[string, RequestListener | undefined, number?]>([
    ['a registry without advisories', status(404)],
    ['one that takes no POST', status(405)],
    ['one that wants a login', status(401)],
    ['one that is broken', status(503, '<h1>no</h1>')],
    ['a portal that answers everything with a page', status(200, '<html>Log in</html>')],
    ['one that hangs up', (request) => void request.socket.destroy()],
    ['one that nobody listens at', undefined],
    ['one that never answers', () => {}, 1_500],
    ['one that never ends', (_request, response) => void response.writeHead(200).write('{'), 1_500],
  ])('of %s is that nothing was checked, soon, without its address or login', async (_name, answer, limitMs) => {
    const startedAt = performance.now();
    const said = await remark(answer, limitMs);
    expect(said).toMatch(/^audit: the advisory source could not be reached \(.+\): not checked$/);
    expect(said).not.toMatch(/hunter2|127\.0\.0\.1|:\/\//);
    if (limitMs !== undefined) expect(performance.now() - startedAt).toBeLessThan(limitMs + 1_000);
  });

  it('does not take for checked what npm says when it is told to be offline', async () => {
    writeFileSync(join(folder, '.npmrc'), 'offline=true\naudit=false\n');
    expect(await remark(status(503))).toMatch(/not checked$/);
  });

  it('is that nothing was checked where there is no npm', async () => {
    const environment = { PATH: folder };
    const known = process.env.npm_execpath;
    delete process.env.npm_execpath;
    try {
      expect(await auditRemark(LOCK, { folder, environment })).toMatch(/npm could not be started.*not checked$/);
    } finally {
      if (known !== undefined) process.env.npm_execpath = known;
    }
  });
});

it('tells what is in the app from the tools, through what each depends on', () => {
  expect([...shippedPaths(LOCK)].sort()).toEqual(['node_modules/inner', 'node_modules/ws']);
  const nested = {
    'node_modules/ws': { dependencies: { a: '1' } },
    'node_modules/ws/node_modules/a': {},
    'node_modules/a': {},
  };
  expect([...shippedPaths({ packages: nested })].sort()).toEqual(['node_modules/ws', 'node_modules/ws/node_modules/a']);
});
