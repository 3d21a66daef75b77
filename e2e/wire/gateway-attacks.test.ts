// Attacks on a gateway's port, over real sockets: other users of this machine, heads that can be read in two ways, callers
// who say nothing, and thousands of them.
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HEAD_MS, MOST_CONNECTIONS, MOST_UNKNOWN } from '../../electron/gateway/lobby.ts';
import { type Machine, thisMachine } from '../../electron/gateway/peers.ts';
import { readTables } from '../../electron/gateway/socket-table.ts';
import { type Grafana, startGrafana } from './grafana.ts';
import { type StandingGateway, standGateway } from './standing-gateway.ts';

const KEYS = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const NOBODY = 65534;
const isRoot = process.geteuid?.() === 0;
const toBeRoot = 'only root can call as another user';

let grafana: Grafana;
let standing: StandingGateway;
let headers: Record<string, string> = {};

beforeEach(async () => {
  grafana = await startGrafana(KEYS.publicKey);
  await start();
});
afterEach(() => {
  vi.useRealTimers();
  standing.close();
  grafana.close();
});

async function start(options: Partial<Parameters<typeof standGateway>[0]> = {}): Promise<void> {
  standing?.close();
  standing = await standGateway({ open: grafana.open, privateKey: KEYS.privateKey, ...options });
  headers = { cookie: await standing.logIn(), host: new URL(standing.origin).host };
}

const headOf = (path: string, more: Record<string, string> = {}) =>
  `GET ${path} HTTP/1.1\r\n${lines({ ...headers, ...more })}\r\n\r\n`;
const lines = (fields: Record<string, string>) =>
  Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n');

/** Sends bytes as they are; gives all that comes back until the end. */
async function said(bytes: string, host = '127.0.0.1'): Promise<string> {
  const socket = connect({ host, port: standing.port });
  socket.on('error', () => {});
  socket.write(bytes);
  return text(socket).catch(() => '');
}

/** The same from a process of its own, of another user; `then` is what that does once it has sent them. */
async function saidAs(uid: number, bytes: string, family = '127.0.0.1', then = ''): Promise<string> {
  const program = `
    const socket = require('node:net').connect({ host: ${JSON.stringify(family)}, port: ${standing.port} });
    socket.on('error', () => {}).on('data', (data) => process.stdout.write(data));
    socket.on('connect', () => { socket.write(${JSON.stringify(bytes)}); ${then} });
    setTimeout(() => process.exit(), 4_000);
    socket.on('close', () => process.exit());`;
  const child = spawn(process.execPath, ['-e', program], {
    uid,
    gid: uid,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return text(child.stdout);
}

const close = { connection: 'close' };

describe('another user of this machine', () => {
  it.skipIf(!isRoot)(`is refused with link, cookie and right Host, by either address (${toBeRoot})`, async () => {
    const six = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (one) => standing.gateway.accept(one));
    await once(six.listen(standing.port, '::1'), 'listening');
    const link = new URL(standing.gateway.link(standing.port)).pathname;
    const door = new URL(standing.gateway.invitation(standing.port)).pathname;
    for (const family of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      for (const path of ['/', link, door]) {
        const answer = await saidAs(NOBODY, headOf(path, close), family);
        expect(answer, `${family} ${path}`).not.toMatch(/200 OK|set-cookie|dashboards/i);
        expect(answer, `${family} ${path}`).toMatch(/^(HTTP\/1\.1 403 |$)/);
      }
    }
    expect(grafana.seen).toEqual([]);
    // Nothing was used up by that, and who runs as this person still comes in by it.
    for (const family of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
      expect(await saidAs(0, headOf('/', close), family), family).toMatch(/^HTTP\/1\.1 200 OK/);
    }
    expect(await said(headOf(link, close))).toMatch(/200 OK.*set-cookie/is);
    expect(await said(headOf(door, close))).toMatch(/200 OK.*set-cookie/is);
    six.close();
  });

  it.skipIf(!isRoot)(`is not taken for root when it hangs up at once (${toBeRoot})`, async () => {
    // The kernel then has a uid of 0 for its end, and no inode.
    for (const then of ['socket.destroy();', 'socket.end();', 'socket.resetAndDestroy();', 'process.exit();']) {
      await saidAs(NOBODY, headOf('/upload', close), '127.0.0.1', then);
    }
    expect(await said(headOf('/api/user', close))).toMatch(/"login":"odin"/);
    expect(grafana.seen.length).toBe(1);
  });

  it('is told from this one by the tables alone: not in one, not counted', async () => {
    const uid = process.geteuid?.();
    const failing = () => {
      throw new Error('EMFILE');
    };
    const machines: readonly [string, Partial<Machine>, RegExp][] = [
      ['own', {}, /^HTTP\/1\.1 200/],
      ['nobody’s', { uid: 4_000_000 }, uid === 0 ? /^HTTP\/1\.1 200/ : /^HTTP\/1\.1 403/],
      ['of whoever called sudo', { uid: 0, sudoUid: uid }, /^HTTP\/1\.1 200/],
      ['in no table', { readTables: () => '' }, /^HTTP\/1\.1 403/],
      ['tables that cannot be read now', { readTables: failing }, /^HTTP\/1\.1 403/],
      [
        'closed by its process',
        { readTables: () => readTables().replace(/ \d+ (?=\d+ [0-9a-f]{8,})/g, ' 0 ') },
        /^HTTP\/1\.1 403/,
      ],
      ['a system without tables', { readTables: undefined }, /^HTTP\/1\.1 200/],
    ];
    for (const [what, part, answer] of machines) {
      const machine = { ...thisMachine(), ...part };
      standing.close();
      standing = await standGateway({ open: grafana.open, privateKey: KEYS.privateKey, machine });
      const link = new URL(standing.gateway.link(standing.port));
      expect(
        await said(`GET ${link.pathname} HTTP/1.1\r\nHost: ${link.host}\r\nConnection: close\r\n\r\n`),
        what,
      ).toMatch(answer);
    }
  });

  it('a thousand lookups at once are few readings', async () => {
    let readings = 0;
    const countedTables = () => {
      readings += 1;
      return readTables();
    };
    const machine: Machine = { ...thisMachine(), readTables: countedTables };
    await start({ machine });
    readings = 0;
    const answers = await Promise.all(Array.from({ length: 200 }, () => said(headOf('/', close))));
    expect(new Set(answers.map((answer) => answer.split('\r\n')[0]))).toEqual(new Set(['HTTP/1.1 200 OK']));
    expect(readings).toBeLessThan(150);
  });
});

describe('the door', () => {
  it('has no secret in its address, and opens once, for whoever nobody sent', async () => {
    const { gateway, port, origin } = standing;
    const address = gateway.invitation(port, { dashboard: 'odin-gpu' });
    expect(address).toBe(`${origin}/odin/open/d/odin-gpu`);
    const stray = [
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' },
      { 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'document' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' },
      { origin: 'http://evil.example' },
      { origin: 'null' },
    ];
    for (const sent of stray) {
      const answer = await standing.ask(address, { headers: sent });
      expect([answer.status, answer.headers['set-cookie']], JSON.stringify(sent)).toEqual([403, undefined]);
    }
    for (const path of ['/odin/open', '/odin/open/', '/odin/open/d/other', '/odin/open/d/odin-gpu/x']) {
      expect((await standing.ask(path)).status, path).toBe(403);
    }
    for (const method of ['HEAD', 'POST']) expect((await standing.ask(address, { method })).status).toBe(403);
    const opened = await standing.ask(address, { headers: { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' } });
    expect([opened.status, opened.headers['set-cookie']?.length]).toEqual([200, 1]);
    expect(opened.body).toContain(`content="0;url=${origin}/d/odin-gpu"`);
    expect((await standing.ask(address)).status).toBe(403);
    // Who is in already, by a reload, is led on, and gets no second cookie.
    const again = await standing.ask(address, { headers });
    expect([again.status, again.headers['set-cookie']]).toEqual([200, undefined]);
  });

  it('closes after 30 s, and with the gateway', async () => {
    const { gateway, port } = standing;
    const address = gateway.invitation(port);
    const now = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(now + 31_000);
    expect((await standing.ask(address)).status).toBe(403);
    clock.mockRestore();
    gateway.invitation(port);
    gateway.dispose();
    expect((await standing.ask(address)).status).toBe(403);
  });

  it.each(['darwin', 'win32'] as const)('is a link on %s, where nobody knows who connects', async (platform) => {
    await start({ machine: { platform, uid: undefined, sudoUid: undefined, readTables: undefined } });
    expect(standing.gateway.invitation(standing.port)).toMatch(/\/odin\/login\/[\w-]{43}$/);
  });

  it('is none on a Linux that does not say who connects', async () => {
    await start({ machine: { ...thisMachine(), platform: 'linux', readTables: undefined } });
    expect(() => standing.gateway.invitation(standing.port)).toThrow(/run odin forward grafana, which prints a link/);
  });
});

describe('a head that can be read in two ways', () => {
  it.each([
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.example'],
    ['two equal Hosts', 'GET / HTTP/1.1\r\nHost: HOST\r\nhost: HOST'],
    ['two Hosts, the other one first', 'GET / HTTP/1.1\r\nHost: evil.example\r\nHost: HOST'],
    ['no Host', 'GET / HTTP/1.1'],
    ['an empty Host', 'GET / HTTP/1.1\r\nHost:'],
    ['no Host in HTTP/1.0', 'GET / HTTP/1.0'],
    ['a folded Host', 'GET / HTTP/1.1\r\nHost: HOST\r\n evil'],
    ['a Host with a list', 'GET / HTTP/1.1\r\nHost: HOST, evil.example'],
    ['an absolute address', 'GET http://HOST/ HTTP/1.1\r\nHost: HOST'],
    ['an absolute address of elsewhere', 'GET http://evil.example/ HTTP/1.1\r\nHost: HOST'],
    ['an authority', 'CONNECT HOST HTTP/1.1\r\nHost: HOST'],
    ['a star', 'OPTIONS * HTTP/1.1\r\nHost: HOST'],
    ['length and chunks', 'POST /upload HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked'],
    ['chunks and length', 'POST /upload HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nContent-Length: 5'],
    ['two lengths', 'POST /upload HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nContent-Length: 6'],
    ['two equal lengths', 'POST /upload HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nContent-Length: 5'],
    [
      'chunks twice',
      'POST /upload HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity',
    ],
    ['unknown chunks', 'POST /upload HTTP/1.1\r\nHost: HOST\r\nTransfer-Encoding: xchunked'],
    ['a name with a space', 'POST /upload HTTP/1.1\r\nHost: HOST\r\nContent-Length : 5'],
    ['a bare line feed', 'GET / HTTP/1.1\nHost: HOST'],
    ['a NUL in a value', 'GET / HTTP/1.1\r\nHost: HOST\r\nX-A: a\0b'],
    ['an unknown version', 'GET / HTTP/3.7\r\nHost: HOST'],
  ])('%s: refused, and Grafana hears nothing of it', async (_what, form) => {
    const head = form.replaceAll('HOST', headers.host ?? '');
    // What follows a body that is read in the other way; behind a head without one it would only end the connection sooner.
    const rest = head.startsWith('POST') ? `0\r\n\r\n${headOf('/smuggled', close)}` : '';
    const answer = await said(`${head}\r\ncookie: ${headers.cookie}\r\nconnection: close\r\n\r\n${rest}`);
    expect(answer).toMatch(/^(HTTP\/1\.1 (403|400|408|431) |$)/);
    expect(answer).not.toContain('200 OK');
    expect(grafana.seen).toEqual([]);
  });

  it('too long: refused, and what fits is not', async () => {
    expect(await said(headOf(`/${'a'.repeat(40_000)}`))).toMatch(/^HTTP\/1\.1 431 /);
    expect(await said(headOf('/', { 'x-long': 'a'.repeat(40_000) }))).toMatch(/^HTTP\/1\.1 431 /);
    expect(grafana.seen).toEqual([]);
    expect(await said(headOf('/', { 'x-long': 'a'.repeat(12_000), ...close }))).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('a second request in the same packet is judged by itself', async () => {
    const foreign = headOf('/api/user', { host: 'evil.example', ...close });
    const answer = await said(headOf('/') + foreign);
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 403']);
    expect(grafana.seen.length).toBe(1);
  });
});

it('what a caller claims to be is not passed on, and no answer is opened to other pages', async () => {
  const claims = [
    ...['Authorization', 'Proxy-Authorization', 'Forwarded', 'Via', 'X-Real-IP', 'X-Forwarded-For', 'X-Forwarded-Host'],
    ...[
      'X-Forwarded-User',
      'X-Forwarded-Proto',
      'X-WEBAUTH-USER',
      'X-WEBAUTH-ROLE',
      'X_WEBAUTH_USER',
      'X-JWT-Assertion',
    ],
    ...['X-Grafana-User', 'X-Grafana-Id', 'X-Access-Token', 'X-Id-Token', 'X-Remote-User', 'X-Auth-Request-User'],
    ...['X-Original-URL', 'X-Rewrite-URL', 'X-HTTP-Method-Override', 'X-Client-IP', 'True-Client-IP', 'X-Api-Key'],
  ];
  const spoofed = Object.fromEntries(claims.map((name) => [name, 'forged']));
  const answer = await standing.ask('/open-to-all', { headers: { ...headers, ...spoofed } });
  expect(answer.status).toBe(200);
  expect(JSON.stringify(grafana.seen[0])).not.toContain('forged');
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  expect(answer.headers).toMatchObject({
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
  });
});

describe('who says nothing', () => {
  /** A connection that its gateway has taken. */
  async function silent(bytes = ''): Promise<Socket> {
    const socket = connect({ host: '127.0.0.1', port: standing.port });
    socket.on('error', () => {}).resume();
    await once(socket, 'connect');
    if (bytes !== '') socket.write(bytes);
    return socket;
  }

  it.each(['', 'GET / HTTP/1.1\r\nHost: x', '\r\n\r\n\r\n'])(
    'is gone after the time of a head, also when it says it slowly: %j',
    async (bytes) => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const socket = await silent(bytes);
      const gone = new Promise((resolve) => socket.once('close', resolve));
      const isTaken = () => vi.getTimerCount() > 0;
      while (!isTaken()) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(HEAD_MS - 1_000);
      socket.write('X-');
      expect(socket.destroyed).toBe(false);
      await vi.advanceTimersByTimeAsync(1_500);
      await gone;
    },
  );

  it('does not hold a place by a body that never ends: after a refusal it is gone', async () => {
    const socket = await silent(`POST / HTTP/1.1\r\nHost: evil\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n`);
    const drip = setInterval(() => socket.write('1\r\na\r\n'), 50);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
  });

  it('an event stream, silent for longer than a head may last, stays', async () => {
    // Going on by itself too: who connects is asked again after a moment where the system is slow to tell.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    const response = await standing.begin('/events', { headers });
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    grafana.events.at(-1)?.write('data: late\n\n');
    response.setEncoding('utf8');
    expect(await once(response, 'data')).toEqual(['data: late\n\n']);
    response.destroy();
  });

  it('leaves for who comes later where there are too many', async () => {
    const sockets = await Promise.all(Array.from({ length: MOST_CONNECTIONS + 100 }, () => silent()));
    await vi.waitFor(async () => expect(await standing.connections()).toBe(MOST_CONNECTIONS), HEAD_MS - 4_000);
    expect(await said(headOf('/api/user', close))).toMatch(/"login":"odin"/);
    for (const socket of sockets) socket.destroy();
  });

  it('three thousand of them: few are kept, memory stays, and this person still comes in', async () => {
    const before = process.memoryUsage().rss;
    const sockets: Socket[] = [];
    let open = 0;
    let peak = 0;
    for (let n = 0; n < 3_000; n += 1) {
      const socket = connect({ host: '127.0.0.1', port: standing.port });
      socket.on('error', () => {}).resume();
      socket.once('connect', () => {
        open += 1;
        socket.write('GET / HTTP/1.1\r\nHost: ');
      });
      socket.once('close', () => {
        open -= 1;
      });
      sockets.push(socket);
      if (n % 100 === 99) peak = Math.max(peak, await standing.connections());
    }
    // None is left that the system has taken and the gateway not yet.
    const isSettled = () => open > 0 && open <= MOST_CONNECTIONS && sockets.every((one) => !one.connecting);
    await vi.waitUntil(isSettled, { timeout: 30_000 });
    expect(peak).toBeLessThanOrEqual(MOST_CONNECTIONS + MOST_UNKNOWN);
    expect(await standing.connections()).toBeLessThanOrEqual(MOST_CONNECTIONS);
    expect(await said(headOf('/api/user', close))).toMatch(/"login":"odin"/);
    expect((process.memoryUsage().rss - before) >> 20).toBeLessThan(200);
    for (const socket of sockets) socket.destroy();
  }, 60_000);

  it.skipIf(!isRoot)(
    `two thousand of another user keep nobody out (${toBeRoot})`,
    async () => {
      const program = `
      for (let n = 0; n < 2_000; n += 1) {
        const one = () => {
          const socket = require('node:net').connect({ host: '127.0.0.1', port: ${standing.port} });
          socket.on('error', () => {}).on('connect', () => socket.write('GET / HTTP/1.1')).on('close', () => setTimeout(one, 100));
        };
        setTimeout(one, n / 4);
      }
      setTimeout(() => process.exit(), 20_000);
      console.log('begun');`;
      const child = spawn(process.execPath, ['-e', program], { uid: NOBODY, gid: NOBODY, cwd: '/', stdio: 'pipe' });
      const ended = once(child, 'exit');
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const answers: string[] = [];
      for (let n = 0; n < 10; n += 1) answers.push(await said(headOf('/api/user', close)));
      child.kill();
      await ended;
      expect(answers.filter((answer) => answer.includes('"login":"odin"')).length).toBeGreaterThanOrEqual(8);
      expect(grafana.seen.length).toBeLessThanOrEqual(10);
    },
    60_000,
  );

  it('where all places are of callers who were heard, who comes later is turned away', async () => {
    const streams = Array.from({ length: MOST_CONNECTIONS }, () => silent(headOf('/events')));
    const sockets = await Promise.all(streams);
    await vi.waitUntil(() => grafana.events.length === MOST_CONNECTIONS, { timeout: 20_000 });
    expect(await said(headOf('/', close))).toBe('');
    sockets[0]?.destroy();
    await vi.waitFor(async () => expect(await said(headOf('/', close))).toMatch(/^HTTP\/1\.1 200/));
    for (const socket of sockets) socket.destroy();
  }, 60_000);
});

describe('Prometheus, which asks nobody for a password', () => {
  beforeEach(() => start({ target: 'prometheus', admitsPrograms: true }));

  it('answers a program of this person by the plain address, and no browser without a cookie', async () => {
    for (const host of [`127.0.0.1:${standing.port}`, `localhost:${standing.port}`, headers.host ?? '']) {
      expect((await standing.ask('/api/v1/query', { headers: { host } })).status, host).toBe(200);
    }
    const host = `127.0.0.1:${standing.port}`;
    for (const mark of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: `http://${host}` },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'empty' },
      { 'sec-fetch-site': 'none', 'sec-fetch-dest': 'empty' },
      { referer: 'http://evil.example/' },
      { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)', method: 'POST' },
      { cookie: 'a=b', 'sec-fetch-dest': 'image' },
    ]) {
      const { method = 'GET', ...sent } = mark as Record<string, string>;
      const answer = await standing.ask('/api/v1/query', { method, headers: { host, ...sent } });
      expect(answer.status, JSON.stringify(mark)).not.toBe(200);
      expect(JSON.stringify(answer.headers), JSON.stringify(mark)).not.toMatch(/access-control/);
    }
    for (const foreign of ['evil.example', `evil.example:${standing.port}`]) {
      expect((await standing.ask('/', { headers: { host: foreign } })).status).toBe(403);
    }
    expect((await standing.ask('/', { headers })).status).toBe(200);
  });

  it.skipIf(!isRoot)(`answers no other user, and not whom root relays for (${toBeRoot})`, async () => {
    const head = `GET / HTTP/1.1\r\nHost: 127.0.0.1:${standing.port}\r\nConnection: close\r\n\r\n`;
    expect(await saidAs(NOBODY, head)).toMatch(/^(HTTP\/1\.1 403 |$)/);
    await start({ target: 'prometheus', admitsPrograms: true, machine: { ...thisMachine(), uid: 1_000 } });
    const here = head.replace(/:\d+/, `:${standing.port}`);
    expect(await said(here)).toMatch(/^HTTP\/1\.1 302 /);
    expect(await said(headOf('/', close))).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('where nobody knows who connects, answers nobody without a cookie', async () => {
    const machine: Machine = { platform: 'darwin', uid: 501, sudoUid: undefined, readTables: undefined };
    await start({ target: 'prometheus', admitsPrograms: true, machine });
    expect((await standing.ask('/', { headers: { host: `localhost:${standing.port}` } })).status).not.toBe(200);
    expect((await standing.ask('/', { headers })).status).toBe(200);
    expect(grafana.seen.length).toBe(1);
  });
});

it('each gateway has a name of its own, so that no cookie and no stored page is another’s', async () => {
  expect(new URL(standing.origin).hostname).toMatch(/^grafana-[0-9a-f]{20}\.localhost$/);
  const second = await standGateway({ open: grafana.open, privateKey: KEYS.privateKey });
  expect(new URL(second.origin).hostname).not.toBe(new URL(standing.origin).hostname);
  second.close();
});
