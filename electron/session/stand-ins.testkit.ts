// Stand-ins for what people run where a Prometheus is expected: each answers as the program was heard to.
import { readFileSync } from 'node:fs';
import type { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** Certificates of the wire tests: `server` and `misnamed` are for api.wire.test, `expired` was. */
export function certificate(name: 'ca' | 'server' | 'stranger' | 'expired', part: 'crt' | 'key' = 'crt'): string {
  return readFileSync(new URL(`../../e2e/wire/tls/${name}.${part}`, import.meta.url), 'utf8');
}

const SCALAR = { status: 'success', data: { resultType: 'scalar', result: [1_795_435_960, '1'] } };

function send(response: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(body);
}

/** Answers each query with 1, below a path. Others get Go's 404. */
export function prometheusAt(basePath = ''): RequestListener {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://prometheus');
    if (basePath !== '' && pathname === '/') send(response, 302, '', { location: `${basePath}/` });
    else if (pathname === `${basePath}/api/v1/query`) {
      send(response, 200, JSON.stringify(SCALAR), { 'content-type': 'application/json' });
    } else send(response, 404, '404 page not found\n');
  };
}

/** Only who sends this header with this value is let in; else `refusal` is what is said. */
export function guarded(
  header: string,
  value: string,
  refusal: (response: ServerResponse) => void,
  inner: RequestListener = prometheusAt(),
): RequestListener {
  return (request, response) => {
    if (request.headers[header] === value) inner(request, response);
    else refusal(response);
  };
}

/** What refuses, by the words of the program that does. */
export const REFUSALS = {
  prometheus: (response: ServerResponse) => send(response, 401, 'Unauthorized\n', { 'www-authenticate': 'Basic' }),
  vmauth: (response: ServerResponse) => send(response, 401, 'missing `Authorization` request header\n'),
  mimir: (response: ServerResponse) => send(response, 401, 'no org id\n'),
  cortexJson: (response: ServerResponse) =>
    send(response, 401, '{"status":"error","errorType":"bad_data","error":"no org id"}', {
      'content-type': 'application/json',
    }),
  nginx: (response: ServerResponse) =>
    send(response, 403, '<html><head><title>403 Forbidden</title></head></html>', { 'content-type': 'text/html' }),
  rbacProxy: (response: ServerResponse) => send(response, 403, 'Forbidden (user=system:anonymous, verb=get)\n'),
} as const;

/** Always the same. */
export function answering(status: number, body: string, headers?: Readonly<Record<string, string>>): RequestListener {
  return (_, response) => send(response, status, body, headers);
}

/** What answers in other ways than was asked for, or than a Prometheus does. */
export const ODD = {
  loginPage: answering(200, '<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' }),
  oauthProxy: answering(302, '<a href="/oauth2/start?rd=secret">Found</a>', { location: '/oauth2/start?rd=secret' }),
  ssoElsewhere: answering(302, '', { location: 'https://sso.example.org/login?token=hunter2' }),
  vmselect: answering(400, 'unsupported path requested: "/api/v1/query"'),
  thanosUi: answering(404, '404 page not found\n'),
  goTls: answering(400, 'Client sent an HTTP request to an HTTPS server.\n'),
  nginxTls: answering(400, '<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>', {
    'content-type': 'text/html',
  }),
  walReplay: answering(503, 'Service Unavailable'),
  busyboxHttpd: answering(404, '<HTML><HEAD><TITLE>404 Not Found</TITLE></HEAD></HTML>', {
    'content-type': 'text/html',
  }),
  escapes: answering(418, '\u001b]0;owned\u0007\u202ereversed'),
  gzip: ((_, response) =>
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      .end(gzipSync(JSON.stringify(SCALAR)))) as RequestListener,
  otherEncoding: answering(200, 'zzz', { 'content-encoding': 'br' }),
} as const;
