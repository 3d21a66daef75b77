// The gateway before Grafana, over real sockets: who is let in, who is not, and that what passes is passed on whole.
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { userOfJwt } from '../../electron/demo/grafana/jwt.ts';
import { createGateway, type Gateway, type GatewayOptions, LINK_LIFETIME_MS } from '../../electron/gateway/gateway.ts';
import { AppError } from '../../shared/errors.ts';
import { type Grafana, startGrafana } from './grafana.ts';

const KEYS = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

let grafana: Grafana;
let gateway: Gateway;
let listener: Server;
let origin: string;

beforeEach(async () => {
  grafana = await startGrafana(KEYS.publicKey);
  await startGateway();
});
afterEach(() => {
  vi.restoreAllMocks();
  gateway.dispose();
  listener.close();
  grafana.close();
});

async function startGateway(options: Partial<GatewayOptions> = {}): Promise<void> {
  const made = await createGateway({ open: grafana.open, privateKey: KEYS.privateKey, ...options });
  gateway = made;
  // As a forward listens.
  listener = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => made.accept(socket));
  await once(listener.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${port()}`;
}

const port = () => (listener.address() as AddressInfo).port;

interface Ask {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

async function begin(target: string, { body, ...options }: Ask = {}): Promise<IncomingMessage> {
  const { pathname } = new URL(target, origin);
  const asked = request(origin, { path: pathname, agent: false, ...options });
  asked.end(body);
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return response;
}

async function ask(target: string, options: Ask = {}) {
  const response = await begin(target, options);
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** Opens a new link as a browser does, and gives the cookie. */
async function logIn(): Promise<string> {
  const answer = await ask(gateway.link(origin));
  expect(answer.status).toBe(200);
  return answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

const refused = (sentence: RegExp) => ({
  status: 403,
  body: expect.stringMatching(sentence),
  headers: expect.objectContaining({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }),
});

describe('without a cookie', () => {
  it.each(['/', '/api/health', '/login', '/odin/login/', '/odin/login/wrong', '/public/build/app.js'])(
    '%s is refused, and Grafana hears nothing of it',
    async (path) => {
      expect(await ask(path)).toMatchObject(refused(/^[^.]+ Grafana.*\.\n$/));
      expect(grafana.seen).toEqual([]);
      expect(grafana.connections.size).toBe(0);
    },
  );

  it('a cookie of another gateway, of another port or made up is none', async () => {
    const other = (await logIn()).replace(/^odin_gateway_\d+/, 'odin_gateway_1');
    const own = `odin_gateway_${port()}`;
    for (const cookie of [other, `${own}=`, `${own}=x`, `x${await logIn()}`]) {
      expect(await ask('/', { headers: { cookie } })).toMatchObject(refused(/^Only ODIN opens this Grafana/));
    }
  });

  it('a signed login of one’s own does not help', async () => {
    await ask('/api/user', { headers: { cookie: await logIn() } });
    const assertion = String(grafana.seen[0]?.['x-jwt-assertion']);
    expect(await ask('/api/user', { headers: { 'x-jwt-assertion': assertion } })).toMatchObject({ status: 403 });
  });
});

describe('the link', () => {
  it('gives a cookie that only this browser’s own pages send, and leads on without telling where from', async () => {
    const link = gateway.link(origin);
    const answer = await ask(link);
    expect(answer.headers).toMatchObject({
      'set-cookie': [expect.stringMatching(`^odin_gateway_${port()}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`)],
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(answer.body).toContain('content="0;url=/"');
    expect(answer.body).not.toContain(link.split('/').at(-1));
    expect(answer.headers['set-cookie']?.[0]).not.toContain(link.split('/').at(-1));
  });

  it('leads to a dashboard, and to no other place', async () => {
    const link = gateway.link(origin, { dashboard: 'odin-gpu' });
    const answer = await ask(link);
    expect(answer.body).toContain('content="0;url=/d/odin-gpu"');
    expect(answer.body).toContain('href="/d/odin-gpu"');
    for (const path of ['/api/admin', '/d/a/b', '/d/"><script>', '//evil.example']) {
      expect(await ask(`${gateway.link(origin)}${path}`), path).toMatchObject(refused(/^Only ODIN opens this Grafana/));
    }
  });

  it('works once', async () => {
    const link = gateway.link(origin);
    const answers = await Promise.all([ask(link), ask(link), ask(link)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
    expect(await ask(link)).toMatchObject(refused(/^This link was used already, or is too old/));
    expect((await ask(link)).headers['set-cookie']).toBeUndefined();
  });

  it('works for 30 s', async () => {
    const [early, late] = [gateway.link(origin), gateway.link(origin)];
    const start = performance.now();
    const clock = vi.spyOn(performance, 'now');
    clock.mockReturnValue(start + LINK_LIFETIME_MS - 1_000);
    expect((await ask(early)).status).toBe(200);
    clock.mockReturnValue(start + LINK_LIFETIME_MS + 1_000);
    expect(await ask(late)).toMatchObject(refused(/too old/));
    expect(LINK_LIFETIME_MS).toBe(30_000);
  });

  it('is not used up by who only looks', async () => {
    const link = gateway.link(origin);
    for (const method of ['HEAD', 'POST', 'OPTIONS']) expect((await ask(link, { method })).status).toBe(403);
    expect((await ask(link)).status).toBe(200);
  });

  it('is worth nothing after the gateway’s end, and neither is a cookie', async () => {
    const [link, cookie] = [gateway.link(origin), await logIn()];
    gateway.dispose();
    expect(await ask(link)).toMatchObject(refused(/too old/));
    expect(await ask('/', { headers: { cookie } })).toMatchObject({ status: 403 });
  });

  it('lets several browsers in, each with a cookie of its own', async () => {
    const cookies = [await logIn(), await logIn()];
    expect(new Set(cookies).size).toBe(2);
    for (const cookie of cookies) expect((await ask('/api/user', { headers: { cookie } })).status).toBe(200);
  });
});

describe('another address', () => {
  it.each(['evil.example', 'evil.example:PORT', '127.0.0.1', '127.0.0.1:1', 'localhost:PORT.evil', '[::1]:PORT'])(
    'Host "%s" is refused, link or cookie or not',
    async (name) => {
      const host = name.replace('PORT', String(port()));
      const link = gateway.link(origin);
      const cookie = await logIn();
      expect(await ask('/', { headers: { cookie, host } })).toMatchObject(refused(/^This is not the address/));
      expect(await ask(link, { headers: { host } })).toMatchObject(refused(/^This is not the address/));
      expect((await ask(link)).status).toBe(200);
    },
  );

  it('localhost is the other name of this one', async () => {
    const headers = { cookie: await logIn(), host: `localhost:${port()}` };
    expect(await ask('/', { headers })).toMatchObject({ status: 200, body: 'dashboards' });
    expect(grafana.seen.at(-1)?.host).toBe(`localhost:${port()}`);
  });

  it.each([
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://127.0.0.1:1' }, 403],
    [{ 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'image' }, 403],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' }, 403],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' }, 200],
    [{ 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' }, 200],
    [{ 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' }, 200],
  ])('a page that sends %j with the cookie gets %i', async (headers, status) => {
    const cookie = await logIn();
    expect((await ask('/', { headers: { ...headers, cookie } })).status).toBe(status);
  });

  it('a form of another site is refused, and Grafana’s own is not', async () => {
    const cookie = await logIn();
    const post = (headers: OutgoingHttpHeaders) =>
      ask('/upload', { method: 'POST', body: 'x', headers: { ...headers, cookie } });
    expect((await post({ 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'document' })).status).toBe(403);
    expect((await post({ origin })).body).toBe('POST 1');
  });
});

describe('with the cookie', () => {
  it('Grafana sees its administrator odin in each request, in a token of its own for a minute', async () => {
    const cookie = await logIn();
    const headers = { cookie: `theme=dark; ${cookie}; odin_gateway_1=other; grafana_session=g` };
    for (let n = 0; n < 2; n += 1) {
      const answer = await ask('/api/user', { headers });
      expect(JSON.parse(answer.body)).toEqual({ login: 'odin', role: 'Admin' });
    }
    const tokens = grafana.seen.map((seen) => String(seen['x-jwt-assertion']));
    const claims = tokens.map((token) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()));
    expect(claims[0]).toMatchObject({ iss: 'odin', aud: 'grafana', sub: 'odin', email: 'odin@localhost' });
    expect(claims[0].exp - claims[0].iat).toBe(60);
    expect(claims[0].nbf).toBe(claims[0].iat);
    expect(claims[0].jti).not.toBe(claims[1].jti);
    expect(grafana.seen[0]?.cookie).toBe('theme=dark; grafana_session=g');
  });

  it('nobody can claim to be somebody else', async () => {
    const spoofed = {
      'X-JWT-Assertion': 'forged',
      Authorization: 'Basic YWRtaW46YWRtaW4=',
      'Proxy-Authorization': 'Basic YWRtaW46YWRtaW4=',
      'X-WEBAUTH-USER': 'admin',
      'X-Grafana-Id': 'forged',
      'X-Forwarded-For': '10.0.0.1',
      'X-DS-Authorization': 'Bearer x',
      'X-Grafana-Org-Id': '1',
    };
    const answer = await ask('/api/user', { headers: { ...spoofed, cookie: await logIn() } });
    expect(JSON.parse(answer.body).login).toBe('odin');
    const names = Object.keys(grafana.seen[0] ?? {});
    expect(names.sort()).toEqual(['connection', 'host', 'x-grafana-org-id', 'x-jwt-assertion']);
  });

  it('headers of one connection stay there, both ways', async () => {
    const headers = { cookie: await logIn(), connection: 'close, x-private', 'x-private': '1', te: 'trailers' };
    const answer = await ask('/api/user', { headers });
    expect(grafana.seen[0]).toMatchObject({ connection: 'keep-alive' });
    expect(grafana.seen[0]).not.toHaveProperty('x-private');
    expect(grafana.seen[0]).not.toHaveProperty('te');
    expect(answer.headers.connection).toBe('close');
    expect(answer.headers['keep-alive']).toBeUndefined();
  });

  it('Grafana’s own cookies and status come back', async () => {
    const answer = await ask('/d/gpu', { headers: { cookie: await logIn() } });
    expect(answer).toMatchObject({ status: 200, headers: { 'set-cookie': ['grafana_session=1; Path=/'] } });
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('a body goes up whole: %s', async (method) => {
    const body = 'x'.repeat(3 << 20);
    const cookie = await logIn();
    for (const framing of [{ 'content-length': body.length }, { 'transfer-encoding': 'chunked' }]) {
      const answer = await ask('/upload', { method, body, headers: { cookie, ...framing } });
      expect(answer.body).toBe(`${method} ${body.length}`);
    }
  });

  it('an event stream is passed on event by event, its head before the first', async () => {
    const response = await begin('/events', { headers: { cookie: await logIn() } });
    expect(response.headers['content-type']).toBe('text/event-stream');
    response.setEncoding('utf8');
    for (const event of ['data: 1\n\n', 'data: 2\n\n']) {
      grafana.events[0]?.write(event);
      expect(await once(response, 'data')).toEqual([event]);
    }
    response.destroy();
  });

  it('who leaves is not waited for: Grafana’s end is cut too', async () => {
    const cookie = await logIn();
    const controller = new AbortController();
    const asked = begin('/hang', { headers: { cookie }, signal: controller.signal });
    await vi.waitUntil(() => grafana.seen.length === 1);
    controller.abort();
    await expect(asked).rejects.toThrow();
    await vi.waitUntil(() => grafana.aborted === 1 && grafana.connections.size === 0);
  });

  it('a connection of a browser keeps one to Grafana, and ends it with its own end', async () => {
    const cookie = await logIn();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let n = 0; n < 3; n += 1) {
      const asked = request(origin, { path: '/', agent, headers: { cookie } }).end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      await text(response);
    }
    expect(grafana.connections.size).toBe(1);
    agent.destroy();
    await vi.waitUntil(() => grafana.connections.size === 0);
  });
});

describe('when Grafana fails', () => {
  it('breaks the connection: 502 with a sentence', async () => {
    const answer = await ask('/break', { headers: { cookie: await logIn() } });
    expect(answer).toMatchObject({ status: 502, body: 'Grafana did not answer: socket hang up.\n' });
  });

  it('breaks it half-way: the answer breaks too, and is not taken for whole', async () => {
    const response = await begin('/break-later', { headers: { cookie: await logIn() } });
    await expect(text(response)).rejects.toThrow('aborted');
  });

  it('cannot be reached: 502 with the reason', async () => {
    listener.close();
    const sentence = 'Service monitoring/grafana has no ready pod: grafana-0: back-off.';
    await startGateway({ open: () => Promise.reject(new AppError('unavailable', sentence)) });
    const cookie = await logIn();
    expect(await ask('/', { headers: { cookie } })).toMatchObject({ status: 502, body: `${sentence}\n` });
    expect(await refusalOf(openSocket({ cookie, origin }))).toEqual([502, `${sentence}\n`]);
  });

  it('does not believe the login: its own answer comes back', async () => {
    listener.close();
    const stranger = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    await startGateway({ privateKey: stranger.privateKey });
    const answer = await ask('/api/user', { headers: { cookie: await logIn() } });
    expect(answer).toMatchObject({ status: 401, body: 'login page' });
  });
});

describe('a WebSocket', () => {
  it('with the cookie carries both ways, logged in', async () => {
    const cookie = await logIn();
    const socket = openSocket({ cookie, origin });
    await once(socket, 'open');
    for (const message of ['one', 'x'.repeat(1 << 20)]) {
      socket.send(message);
      expect(String((await once(socket, 'message'))[0])).toBe(message);
    }
    expect(grafana.seen[0]).toMatchObject({ upgrade: 'websocket', origin });
    expect(grafana.seen[0]).not.toHaveProperty('cookie');
    socket.close();
    await once(socket, 'close');
    await vi.waitUntil(() => grafana.connections.size === 0);
  });

  it('ends when the gateway does, and when the browser is gone', async () => {
    const cookie = await logIn();
    const [kept, gone] = [openSocket({ cookie, origin }), openSocket({ cookie, origin })];
    await Promise.all([once(kept, 'open'), once(gone, 'open')]);
    expect(grafana.connections.size).toBe(2);
    gone.terminate();
    await vi.waitUntil(() => grafana.connections.size === 1);
    gateway.dispose();
    await once(kept, 'close');
    await vi.waitUntil(() => grafana.connections.size === 0);
  });

  it('that breaks half-way ends, without words that are no frame', async () => {
    const socket = openSocket({ cookie: await logIn(), origin });
    await once(socket, 'open');
    const failed = vi.fn();
    socket.on('error', failed);
    for (const connection of grafana.connections) connection.resetAndDestroy();
    expect((await once(socket, 'close'))[0]).toBe(1006);
    expect(failed).not.toHaveBeenCalled();
  });

  it.each([
    ['no cookie', async () => ({ origin }), 403],
    ['a page of another port', async () => ({ cookie: await logIn(), origin: 'http://127.0.0.1:1' }), 403],
    ['no page', async () => ({ cookie: await logIn() }), 403],
    ['a wrong Host', async () => ({ cookie: await logIn(), origin: 'http://evil.example', host: 'evil.example' }), 403],
  ])('with %s is refused, and Grafana hears nothing of it', async (_what, headers, status) => {
    expect((await refusalOf(openSocket(await headers())))[0]).toBe(status);
    expect(grafana.seen).toEqual([]);
  });

  it('that Grafana refuses is refused with its answer', async () => {
    const cookie = await logIn();
    expect((await refusalOf(openSocket({ cookie, origin }, '/nowhere')))[0]).toBe(404);
  });
});

function openSocket(headers: Record<string, string>, path = '/api/live/ws'): WebSocket {
  return new WebSocket(`${origin.replace('http', 'ws')}${path}`, { headers });
}

async function refusalOf(socket: WebSocket): Promise<[number | undefined, string]> {
  socket.on('error', () => {});
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  return [response.statusCode, await text(response)];
}

describe('the judge of these tests', () => {
  const settings = {
    key: KEYS.publicKey,
    headerName: 'x-jwt-assertion',
    usernameClaim: 'sub',
    roleAttributePath: 'role',
    expectClaims: { iss: 'odin', aud: 'grafana' },
  };
  const tokenOf = async () => {
    await ask('/api/user', { headers: { cookie: await logIn() } });
    return String(grafana.seen[0]?.['x-jwt-assertion']);
  };

  it('believes the signature that Node’s own crypto believes', async () => {
    const [head, body, signature = ''] = (await tokenOf()).split('.');
    const key = { key: createPublicKey(KEYS.publicKey), dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
  });

  it('does not believe an old or changed token, or one for others', async () => {
    const token = await tokenOf();
    const now = Date.now() / 1000;
    expect(userOfJwt(token, settings, now)).toEqual({ login: 'odin', role: 'Admin' });
    expect(userOfJwt(token, settings, now + 125)).toBeUndefined();
    expect(userOfJwt(token, settings, now - 125)).toBeUndefined();
    expect(userOfJwt(token, { ...settings, expectClaims: { iss: 'other' } }, now)).toBeUndefined();
    expect(userOfJwt(token, { ...settings, usernameClaim: 'login' }, now)).toBeUndefined();
    const [head, , signature] = token.split('.');
    const claims = Buffer.from(JSON.stringify({ iss: 'odin', aud: 'grafana', sub: 'admin' })).toString('base64url');
    expect(userOfJwt(`${head}.${claims}.${signature}`, settings, now)).toBeUndefined();
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(userOfJwt(`${none}.${claims}.`, settings, now)).toBeUndefined();
  });
});
