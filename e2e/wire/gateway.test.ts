// The gateway before Grafana, over real sockets: who is let in, who is not, and that what passes is passed on whole.
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userOfJwt } from '../../electron/demo/grafana/jwt.ts';
import { LINK_LIFETIME_MS } from '../../electron/gateway/invitations.ts';
import { AppError } from '../../shared/errors.ts';
import { type Grafana, startGrafana } from './grafana.ts';
import { type Ask, refusalOf, type StandingGateway, standGateway } from './standing-gateway.ts';

const KEYS = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

let grafana: Grafana;
let standing: StandingGateway;
let origin: string;

beforeEach(async () => {
  grafana = await startGrafana(KEYS.publicKey);
  await startGateway();
});
afterEach(() => {
  vi.restoreAllMocks();
  standing.close();
  grafana.close();
});

async function startGateway(options: Partial<Parameters<typeof standGateway>[0]> = {}): Promise<void> {
  standing = await standGateway({ open: grafana.open, privateKey: KEYS.privateKey, ...options });
  origin = standing.origin;
}

const port = () => standing.port;
const link = (options?: { readonly dashboard?: string; readonly rangeSeconds?: number }) =>
  standing.gateway.link(port(), options);
const begin = (path: string, options?: Ask) => standing.begin(path, options);
const ask = (path: string, options?: Ask) => standing.ask(path, options);
const logIn = () => standing.logIn();
const openSocket = (...args: Parameters<StandingGateway['openSocket']>) => standing.openSocket(...args);

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
    const one = link();
    const answer = await ask(one);
    expect(answer.headers).toMatchObject({
      'set-cookie': [expect.stringMatching(`^odin_gateway_${port()}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`)],
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(answer.body).toContain(`content="0;url=${origin}/"`);
    expect(answer.body).not.toContain(one.split('/').at(-1));
    expect(answer.headers['set-cookie']?.[0]).not.toContain(one.split('/').at(-1));
  });

  it('leads to a dashboard, and to no other place', async () => {
    const one = link({ dashboard: 'odin-gpu' });
    const answer = await ask(one);
    expect(answer.body).toContain(`content="0;url=${origin}/d/odin-gpu"`);
    expect(answer.body).toContain(`href="${origin}/d/odin-gpu"`);
    const ranged = await ask(link({ dashboard: 'odin-gpu', rangeSeconds: 3_600 }));
    expect(ranged.body).toContain(`href="${origin}/d/odin-gpu&#63;from&#61;now-3600s&#38;to&#61;now"`);
    const queries = ['?from=now-1s&to=now&var-x=1', '?from=now-99999999s&to=now', '?to=now', '?from=1&to=2'];
    const paths = [
      '/api/admin',
      '/d/a/b',
      '/d/"><script>',
      '//evil.example',
      ...queries.map((query) => `/d/a${query}`),
    ];
    for (const path of paths) {
      expect(await ask(`${link()}${path}`), path).toMatchObject(refused(/^Only ODIN opens this Grafana/));
    }
  });

  it('works once', async () => {
    const one = link();
    const answers = await Promise.all([ask(one), ask(one), ask(one)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
    expect(await ask(one)).toMatchObject(refused(/^This link was used already, or is too old/));
    expect((await ask(one)).headers['set-cookie']).toBeUndefined();
  });

  it('works for 30 s', async () => {
    const [early, late] = [link(), link()];
    const start = performance.now();
    const clock = vi.spyOn(performance, 'now');
    clock.mockReturnValue(start + LINK_LIFETIME_MS - 1_000);
    expect((await ask(early)).status).toBe(200);
    clock.mockReturnValue(start + LINK_LIFETIME_MS + 1_000);
    expect(await ask(late)).toMatchObject(refused(/too old/));
    expect(LINK_LIFETIME_MS).toBe(30_000);
  });

  it('is not used up by who only looks', async () => {
    const one = link();
    for (const method of ['HEAD', 'POST', 'OPTIONS']) expect((await ask(one, { method })).status).toBe(403);
    expect((await ask(one)).status).toBe(200);
  });

  it('is worth nothing after the gateway’s end, and neither is a cookie', async () => {
    const [one, cookie] = [link(), await logIn()];
    standing.gateway.dispose();
    expect(await ask(one)).toMatchObject(refused(/too old/));
    expect(await ask('/', { headers: { cookie } })).toMatchObject({ status: 403 });
  });

  it('lets several browsers in, each with a cookie of its own', async () => {
    const cookies = [await logIn(), await logIn()];
    expect(new Set(cookies).size).toBe(2);
    for (const cookie of cookies) expect((await ask('/api/user', { headers: { cookie } })).status).toBe(200);
  });
});

describe('another address', () => {
  it.each([
    ...['evil.example', 'evil.example:PORT', '127.0.0.1', '127.0.0.1:1', 'localhost:PORT.evil', '[::1]', '[::1]:1'],
    ...['OWN', 'OWN:1', 'OWN.:PORT', 'x.OWN:PORT', 'OWN.evil.example:PORT', 'user@OWN:PORT', 'evil.localhost:PORT'],
    ...['127.0.0.1.:PORT', '127.1:PORT', '2130706433:PORT', '0.0.0.0:PORT', '127.0.0.1.nip.io:PORT', 'localhost.:PORT'],
    ...['grafana-.localhost:PORT', 'prometheus-00112233445566778899.localhost:PORT'],
  ])('Host "%s" is refused, link or cookie or not', async (name) => {
    const host = name.replace('PORT', String(port())).replace('OWN', new URL(origin).hostname);
    const one = link();
    const cookie = await logIn();
    expect(await ask('/', { headers: { cookie, host } })).toMatchObject(refused(/^This is not the address/));
    expect(await ask(one, { headers: { host } })).toMatchObject(refused(/^This is not the address/));
    expect((await ask(one)).status).toBe(200);
  });

  it.each(['127.0.0.1', 'localhost', '[::1]', 'grafana-00112233445566778899.localhost'])(
    '%s, as a bookmark may have it, leads a visitor on to its own name, and nobody further',
    async (known) => {
      const cookie = await logIn();
      const host = `${known}:${port()}`;
      const visit = { host, cookie, 'sec-fetch-site': 'none', 'sec-fetch-dest': 'document' };
      const answer = await ask('/d/odin-gpu', { headers: visit });
      expect(answer).toMatchObject({ status: 302, headers: { location: `${origin}/d/odin-gpu` }, body: '' });
      for (const [method, headers] of [
        ['POST', { host, cookie }],
        ['GET', { ...visit, 'sec-fetch-dest': 'image' }],
        ['GET', { ...visit, 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe' }],
      ] as const) {
        expect((await ask('/', { method, headers })).status).toBe(403);
      }
      expect((await ask(link(), { headers: { host } })).headers['set-cookie']).toBeUndefined();
      expect(grafana.seen).toEqual([]);
    },
  );

  it.each([
    [{ origin: 'http://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://127.0.0.1:1' }, 403],
    [{ origin: 'http://evil.localhost' }, 403],
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

  it('who reads slowly slows Grafana down, and its last words arrive though it hangs up first', async () => {
    const response = await begin('/endless', { headers: { cookie: await logIn() } });
    response.pause();
    let before = -1;
    const isStill = () => {
      const still = grafana.sent > 0 && grafana.sent === before;
      before = grafana.sent;
      return still;
    };
    await vi.waitUntil(isStill, { interval: 300, timeout: 8_000 });
    expect(grafana.sent).toBeLessThan(64 << 20);
    response.destroy();
    const answer = await ask('/large', { headers: { cookie: await logIn(), connection: 'close' } });
    expect(answer.body.length).toBe(4 << 20);
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
      const asked = request({
        host: '127.0.0.1',
        port: port(),
        path: '/',
        agent,
        headers: { cookie, host: new URL(origin).host },
      }).end();
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
    standing.close();
    const sentence = 'Service monitoring/grafana has no ready pod: grafana-0: back-off.';
    await startGateway({ open: () => Promise.reject(new AppError('unavailable', sentence)) });
    const cookie = await logIn();
    expect(await ask('/', { headers: { cookie } })).toMatchObject({ status: 502, body: `${sentence}\n` });
    expect(await refusalOf(openSocket({ cookie, origin }))).toEqual([502, `${sentence}\n`]);
  });

  it('does not believe the login: its own answer comes back', async () => {
    standing.close();
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
    standing.gateway.dispose();
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
