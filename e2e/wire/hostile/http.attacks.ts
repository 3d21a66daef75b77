// Attacks below the answer: on HTTP, on TLS, on time.
import type { Socket } from 'node:net';
import type { Attack } from './attack.ts';
import { pour } from './server.ts';

const BODY = '{"kind":"Status"}';

const bytes = (name: string, says: RegExp, answer: (socket: Socket) => void): Attack => ({
  name,
  code: 3,
  says,
  socket: (socket) => socket.once('data', () => answer(socket)),
});

const head = (lines: readonly string[]) => `HTTP/1.1 200 OK\r\n${lines.join('\r\n')}\r\n\r\n`;

/** A byte each second, for ever. */
function drip(socket: Socket, text: string): void {
  socket.write(text);
  const timer = setInterval(() => socket.write('a'), 1_000);
  socket.on('close', () => clearInterval(timer));
}

export const HTTP: readonly Attack[] = [
  bytes('a header of a megabyte', /^odin: .+\.$/m, (socket) => socket.write(head([`X-A: ${'a'.repeat(1_000_000)}`]))),
  bytes('headers without an end', /^odin: .+\.$/m, (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    pour(socket, 'X-A: b\r\n'.repeat(1_000));
  }),
  bytes('a status line without an end', /^odin: .+\.$/m, (socket) => pour(socket, 'HTTP/1.1 200 OK'.repeat(1_000))),
  bytes('100 Continue for ever', /^odin: .+\.$/m, (socket) =>
    pour(socket, 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100)),
  ),
  bytes('103 Early Hints for ever', /^odin: .+\.$/m, (socket) =>
    pour(socket, 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(100)),
  ),
  bytes('something else than HTTP', /^odin: .+\.$/m, (socket) => socket.write('220 mail.example ESMTP\r\n')),
  bytes('nothing but zeros', /^odin: .+\.$/m, (socket) => pour(socket, Buffer.alloc(65_536))),
  bytes('a body that is longer than it says', /^odin: .+\.$/m, (socket) =>
    socket.write(`${head(['Content-Type: application/json', 'Content-Length: 5'])}${BODY}`),
  ),
  bytes('a body that is shorter than it says', /^odin: .+\.$/m, (socket) =>
    socket.end(`${head(['Content-Type: application/json', 'Content-Length: 5000'])}${BODY}`),
  ),
  bytes('a length that is negative', /^odin: .+\.$/m, (socket) => socket.end(`${head(['Content-Length: -1'])}${BODY}`)),
  bytes('a length beyond all numbers', /^odin: .+\.$/m, (socket) =>
    socket.end(`${head([`Content-Length: ${'9'.repeat(400)}`])}${BODY}`),
  ),
  bytes('a chunk that is larger than memory', /^odin: .+\.$/m, (socket) => {
    socket.write(`${head(['Content-Type: application/json', 'Transfer-Encoding: chunked'])}7fffffffffffffff\r\n`);
    socket.end(BODY);
  }),
  bytes('trailers without an end', /^odin: .+\.$/m, (socket) => {
    socket.write(
      `${head(['Content-Type: application/json', 'Transfer-Encoding: chunked', 'Trailer: X-A'])}2\r\n{}\r\n0\r\n`,
    );
    pour(socket, `X-A: ${'b'.repeat(1_000)}\r\n`);
  }),
  bytes('a byte each second, for ever', /has not answered .+ within \d+ s/, (socket) =>
    drip(socket, head(['Content-Type: application/json'])),
  ),
  bytes('a header a byte at a time', /has not answered .+ within \d+ s/, (socket) =>
    drip(socket, 'HTTP/1.1 200 OK\r\nX-A: '),
  ),
  {
    name: 'a handshake of TLS that never ends',
    code: 3,
    says: /^odin: .+[.?]$/m,
    socket: (socket) => drip(socket, '\u0016\u0003\u0003'),
    files: () => ({ cluster: { server: 'https' } }),
  },
  {
    name: 'TLS that is poured',
    code: 3,
    says: /^odin: .+[.?]$/m,
    socket: (socket) => pour(socket, Buffer.alloc(16_389, Buffer.from([0x16, 3, 3, 0x40, 0]))),
    files: () => ({ cluster: { server: 'https' } }),
  },
];
