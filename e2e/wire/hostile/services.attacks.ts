// Attacks through the tunnel to a service: its frames, and what a Prometheus or an Alertmanager behind it says.
import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { gzipSync } from 'node:zlib';
import type { Attack } from './attack.ts';
import { pour, type Upgrade } from './server.ts';

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

/** The handshake, with more headers. */
function accept({ key, socket }: Upgrade, more = ''): Duplex {
  const answer = createHash('sha1').update(`${key}${MAGIC}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${answer}\r\nSec-WebSocket-Protocol: v4.channel.k8s.io\r\n${more}\r\n`,
  );
  return socket;
}

/** A frame. `first`: its flags and opcode, 0x82 for a whole one of bytes. */
function frame(first: number, payload: Buffer, saidLength = payload.length): Buffer {
  const head = Buffer.alloc(10);
  head[0] = first;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(saidLength), 2);
  return Buffer.concat([head, payload]);
}

const data = (text: string | Buffer, channel = 0) =>
  frame(0x82, Buffer.concat([Buffer.from([channel]), Buffer.from(text)]));

/** The frames that open both channels. */
function open(upgrade: Upgrade): Duplex {
  const socket = accept(upgrade);
  socket.write(Buffer.concat([data('\x82\x23'), data('\x82\x23', 1)]));
  return socket;
}

/** What a service says to each request that comes through the tunnel. */
const answering = (
  name: string,
  says: RegExp,
  args: readonly string[],
  code: number,
  say: (socket: Duplex) => void,
): Attack => ({
  name,
  args,
  code,
  says,
  upgrade: (upgrade) => {
    const socket = open(upgrade);
    let isAnswered = false;
    socket.on('data', () => {
      if (isAnswered) return;
      isAnswered = true;
      say(socket);
    });
  },
});

/** An attack on the WebSocket itself. */
const frames = (name: string, attack: (upgrade: Upgrade) => void): Attack => ({
  name,
  args: ['query', 'up'],
  code: 3,
  says: /^odin: .+\.$|was answered with 500/m,
  upgrade: attack,
});

const TOO_MUCH = /answers with more than/;
const QUERY = ['query', 'up'];
const ALERTS = ['alerts'];
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

function pouring(prefix: string, piece: string): (socket: Duplex) => void {
  return (socket) => {
    socket.write(data(`${HEAD}Transfer-Encoding: chunked\r\n\r\n${chunk(prefix)}`));
    pour(socket, data(chunk(piece)));
  };
}

function whole(text: string | Buffer, more = ''): (socket: Duplex) => void {
  return (socket) =>
    socket.write(
      data(
        Buffer.concat([
          Buffer.from(`${HEAD}${more}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n`),
          Buffer.from(text),
        ]),
      ),
    );
}

const SAMPLES = '{"status":"success","data":{"resultType":"vector","result":[';
const sample = '{"metric":{"a":"b"},"value":[1,"1"]},'.repeat(500);

export const SERVICES: readonly Attack[] = [
  frames('a frame of eight exabytes', (upgrade) => accept(upgrade).write(frame(0x82, Buffer.from('a'), 2 ** 52))),
  frames('a frame of a gigabyte', (upgrade) => pour(accept(upgrade), frame(0x82, Buffer.alloc(65_536), 2 ** 30))),
  frames('a message in frames without an end', (upgrade) => {
    const socket = accept(upgrade);
    socket.write(frame(0x02, Buffer.from([0])));
    pour(socket, frame(0x00, Buffer.alloc(65_536)));
  }),
  frames('empty frames without an end', (upgrade) => {
    const socket = accept(upgrade);
    socket.write(frame(0x02, Buffer.alloc(0)));
    pour(socket, Buffer.concat(Array(1_000).fill(frame(0x00, Buffer.alloc(0)))));
  }),
  frames('compression that nobody asked for', (upgrade) =>
    accept(upgrade, 'Sec-WebSocket-Extensions: permessage-deflate\r\n').write(
      frame(0xc2, gzipSync(Buffer.alloc(10_000_000))),
    ),
  ),
  frames('a compressed frame', (upgrade) => accept(upgrade).write(frame(0xc2, gzipSync(Buffer.alloc(10_000_000))))),
  frames('pings without an end', (upgrade) =>
    pour(accept(upgrade), Buffer.concat(Array(1_000).fill(Buffer.from([0x89, 1, 65])))),
  ),
  frames('a reason for the close that is no text', (upgrade) =>
    accept(upgrade).end(Buffer.from([0x88, 4, 3, 233, 0xff, 0xfe])),
  ),
  frames('a close with a code that is none', (upgrade) => accept(upgrade).end(Buffer.from([0x88, 2, 0, 1]))),
  frames('a failure told without an end', (upgrade) => pour(open(upgrade), data('x'.repeat(65_536), 1))),
  frames('channels that nobody opened', (upgrade) => pour(open(upgrade), data('x'.repeat(1_000), 77))),
  frames('a refusal of the handshake without an end', ({ socket }) => {
    socket.write('HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n');
    pour(socket, chunk('no '.repeat(10_000)));
  }),
  answering('a Prometheus without an end', TOO_MUCH, QUERY, 4, pouring('{"status":"', 'a'.repeat(32_000))),
  answering('ten million samples', TOO_MUCH, QUERY, 4, pouring(SAMPLES, sample)),
  answering(
    'a Prometheus that is a bomb',
    TOO_MUCH,
    QUERY,
    4,
    whole(gzipSync(Buffer.alloc(200_000_000)), 'Content-Encoding: gzip\r\n'),
  ),
  answering('samples in lists in lists', TOO_MUCH, QUERY, 4, whole('['.repeat(200_000))),
  answering(
    'a Prometheus of other types',
    /^odin: .+\.$/m,
    QUERY,
    3,
    whole('{"status":"success","data":{"resultType":"vector","result":5}}'),
  ),
  answering('a Prometheus that says null', /^odin: .+\.$/m, QUERY, 3, whole('null')),
  answering('a head of a service without an end', /^odin: .+\.$/m, QUERY, 3, (socket) => {
    socket.write(data('HTTP/1.1 200 OK\r\n'));
    pour(socket, data('X-A: b\r\n'.repeat(1_000)));
  }),
  answering(
    'a million alerts',
    TOO_MUCH,
    ALERTS,
    3, // Prometheus is asked then, and says the same
    pouring(
      '[',
      '{"fingerprint":"a","labels":{"alertname":"x"},"annotations":{},"startsAt":"never","status":{"state":"active"}},'.repeat(
        200,
      ),
    ),
  ),
];
