// The worst servers there are: each answers with all that it was sent, and with secrets that it knows from elsewhere.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** How it repeats; what a kubeconfig's address has as its path. */
export const WAYS = ['refuses', 'forbids', 'breaks', 'warns', 'stops', 'lists'] as const;
export type Way = (typeof WAYS)[number];

/** Starts one on a port of its own. As a proxy, and as an issuer of tokens, it does the same. @param knows what it says besides to whoever asks for an address */
export async function repeatingServer(
  knows: (url: string) => string,
): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer((request, response) => {
    void text(request)
      .catch(() => '')
      .then((body) =>
        answer(
          request,
          response,
          `${request.url} ${JSON.stringify(request.headers)} ${body} ${knows(request.url ?? '')}`,
        ),
      );
  });
  server.on('connect', ({ url = '' }, socket) => socket.end(`HTTP/1.1 502 no\r\n\r\n${knows(url)}`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

function answer({ url = '' }: IncomingMessage, response: ServerResponse, all: string): void {
  const send = (status: number, type: string, body: string, headers = {}) =>
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
  const status = (code: number) =>
    send(
      code,
      'application/json',
      JSON.stringify({ kind: 'Status', code, message: all, details: { name: all, causes: [{ message: all }] } }),
    );
  const way = WAYS.find((one) => url.includes(`/${one}/`)) ?? 'refuses';
  switch (way) {
    case 'refuses':
      return void status(422);
    case 'forbids':
      return void status(403);
    case 'breaks':
      return void send(400, 'text/html', `<h1>${all}</h1>`);
    case 'warns':
      // A header has one line of Latin letters.
      return void send(200, 'application/json', JSON.stringify({ kind: all, items: all, gitVersion: all }), {
        warning: `299 - "${all
          .replace(/[\\"]/g, '\\$&')
          .replace(/[^\x20-\x7e]/g, '?')
          .slice(0, 8_000)}"`,
      });
    case 'stops':
      return void send(200, 'application/json', `{"kind":"${all.slice(0, 900)}`);
    default:
      return void send(
        200,
        'application/json',
        JSON.stringify({ kind: 'List', items: [{ metadata: { name: all }, message: all }] }),
      );
  }
}
