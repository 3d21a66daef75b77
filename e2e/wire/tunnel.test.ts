// A port-forward's frames, against a server that says exactly what the test wants.
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { connect } from '../../electron/kube/connect.ts';
import { openTunnel } from '../../electron/kube/port-forward.ts';
import { Tunnel } from '../../electron/kube/tunnel.ts';
import { Folder } from './folder.ts';
import { refuse, scriptedServer } from './scripted-server.ts';

const TARGET = { namespace: 'monitoring', pod: 'grafana-0', port: 3000 };
const OPENING = [Buffer.from([0, 0xb8, 0x0b]), Buffer.from([1, 0xb8, 0x0b])];
const data = (content: string): Buffer => Buffer.concat([Buffer.of(0), Buffer.from(content)]);
const failure = (content: string): Buffer => Buffer.concat([Buffer.of(1), Buffer.from(content)]);

async function open(server: string, signal = new AbortController().signal): Promise<Duplex> {
  const client = await connect(new Folder().kubeconfig({ cluster: { server }, user: { token: 'abc' } }));
  onTestFinished(() => client.close());
  const tunnel = await openTunnel(client, TARGET, signal);
  onTestFinished(() => void tunnel.destroy());
  return tunnel;
}

/** A tunnel to a server that runs `peer` once the ports are told. */
async function tunnelTo(peer: (socket: WebSocket) => void): Promise<Duplex> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'v4.channel.k8s.io' });
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  server.on('connection', (socket, request) => {
    expect(request.url).toBe('/api/v1/namespaces/monitoring/pods/grafana-0/portforward?ports=3000');
    expect(request.headers.authorization).toBe('Bearer abc');
    for (const frame of OPENING) socket.send(frame);
    peer(socket);
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return open(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

it('carries data both ways and ends with the server', async () => {
  const tunnel = await tunnelTo((socket) =>
    socket.on('message', (frame: Buffer) => {
      socket.send(data(`you said ${frame.subarray(1)}`));
      socket.close(1000);
    }),
  );
  tunnel.write('hello');
  expect(await text(tunnel)).toBe('you said hello');
});

it('gives all that came before an error, then the error', async () => {
  const tunnel = await tunnelTo((socket) => {
    socket.send(data('first part'));
    socket.send(failure('error forwarding port 3000: connection reset\n'));
    socket.close(1000);
  });
  await new Promise((resolve) => tunnel.once('readable', resolve));
  await new Promise((resolve) => setImmediate(resolve));
  let read = '';
  const reading = (async () => {
    for await (const chunk of tunnel) read += String(chunk);
  })();
  await expect(reading).rejects.toMatchObject({
    code: 'unreachable',
    message: 'Pod/monitoring/grafana-0:3000 could not be reached: error forwarding port 3000: connection reset.',
  });
  expect(read).toBe('first part');
});

it('fails when the socket is cut: that is no end', async () => {
  const tunnel = await tunnelTo((socket) => socket.send(data('half'), () => socket.terminate()));
  await expect(text(tunnel)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('was cut'),
  });
});

it('sends what was written before it is destroyed', async () => {
  const received: Buffer[] = [];
  let closed: number | undefined;
  const tunnel = await tunnelTo((socket) => {
    socket.on('message', (frame: Buffer) => received.push(frame.subarray(1)));
    socket.on('close', (code) => (closed = code));
  });
  const sent = Buffer.alloc(3 << 20, 'x');
  for (let start = 0; start < sent.length; start += 1 << 18) tunnel.write(sent.subarray(start, start + (1 << 18)));
  await new Promise((resolve) => tunnel.write('', resolve));
  tunnel.destroy();
  await expect.poll(() => closed).toBe(1000);
  expect(Buffer.concat(received).equals(sent)).toBe(true);
});

it('fails writes once the server is gone', async () => {
  const tunnel = await tunnelTo((socket) => socket.terminate());
  const failed = new Promise((resolve) => tunnel.once('error', resolve));
  tunnel.resume();
  await failed;
  await expect(new Promise((_resolve, reject) => tunnel.write('x', reject))).rejects.toThrow();
});

it('lets a pod go that says nothing more after our side has ended', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const socket = new WebSocket(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await new Promise((resolve) => socket.once('open', resolve));
  const tunnel = new Tunnel(socket, 'Pod/a/b:1', 50);
  tunnel.end('all that we say');
  expect(await text(tunnel)).toBe('');
});

it.each([
  [404, 'pods "grafana-0" not found', 'notFound'],
  [403, 'pods "grafana-0" is forbidden', 'forbidden'],
])('throws the server’s own words of a %i', async (code, message, kind) => {
  const { server, url } = await scriptedServer((_request, response) => refuse(response, code, message));
  server.on('upgrade', (_request, socket) => {
    const body = JSON.stringify({ kind: 'Status', code, message });
    socket.end(`HTTP/1.1 ${code} No\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`);
  });
  await expect(open(url)).rejects.toMatchObject({ code: kind, message });
});

it('is unreachable when nothing listens, cancelled when aborted', async () => {
  await expect(open('http://127.0.0.1:1')).rejects.toMatchObject({ code: 'unreachable' });
  const { url, server } = await scriptedServer(() => undefined);
  const stopping = new AbortController();
  server.on('upgrade', () => stopping.abort());
  await expect(open(url, stopping.signal)).rejects.toMatchObject({ code: 'cancelled' });
});
