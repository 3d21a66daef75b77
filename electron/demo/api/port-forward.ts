// Port-forwards over WebSocket (`v4.channel.k8s.io`): two channels a port, one for bytes and one for errors.
// Source: https://github.com/kubernetes/kubelet/blob/master/pkg/cri/streaming/portforward/websocket.go
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { badRequest } from '../store/failure.ts';
import { type JsonObject, stringAt } from '../store/json.ts';
import type { Store } from '../store/store.ts';
import { assertOffers, refuse } from './handshake.ts';
import { getObject } from './read.ts';
import type { Target } from './request.ts';

/** Opens a connection to a port of a pod; undefined when nobody listens there. */
export type PortDialer = (pod: JsonObject, port: number) => Duplex | undefined;

const PROTOCOL = 'v4.channel.k8s.io';
/** Unsent bytes above this make the other side wait. */
const MAX_BUFFERED_BYTES = 1 << 20;

const sockets = new WebSocketServer({
  noServer: true,
  perMessageDeflate: false,
  handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
});

/** Answers the handshake, refused in HTTP where it must be, and carries bytes both ways until one side ends. */
export function acceptPortForward(
  store: Store,
  target: Target,
  query: URLSearchParams,
  dial: PortDialer,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  let pod: JsonObject;
  let ports: readonly number[];
  try {
    pod = forwardedPod(store, target);
    ports = parsePorts(query);
    assertOffers(request, [PROTOCOL]);
  } catch (error) {
    refuse(socket, error);
    return;
  }
  sockets.handleUpgrade(request, socket, head, (webSocket) => carry(webSocket, pod, ports, dial));
}

/** The pod that a forward leads to; refused while it has no node. */
export function forwardedPod(store: Store, target: Target): JsonObject {
  const pod = getObject(store, target);
  if (stringAt(pod, 'spec.nodeName') === '') throw badRequest(`pod ${target.name} does not have a host assigned`);
  return pod;
}

function parsePorts(query: URLSearchParams): readonly number[] {
  return query
    .getAll('ports')
    .flatMap((text) => text.split(','))
    .map((text) => {
      if (!/^\d+$/.test(text)) {
        throw badRequest(`cannot convert to []int32: strconv.ParseUint: parsing "${text}": invalid syntax`);
      }
      return Number(text);
    });
}

function carry(webSocket: WebSocket, pod: JsonObject, ports: readonly number[], dial: PortDialer): void {
  const streams = ports.map((port) => dial(pod, port));
  const send = (channel: number, bytes: Buffer) => webSocket.send(Buffer.concat([Buffer.from([channel]), bytes]));
  let open = 0;
  const closeWhenDone = () => {
    if (--open <= 0) webSocket.close(1000);
  };
  ports.forEach((port, index) => {
    const number = Buffer.alloc(2);
    number.writeUInt16LE(port);
    send(index * 2, number);
    send(index * 2 + 1, number);
  });
  ports.forEach((port, index) => {
    open++;
    const stream = streams[index];
    if (stream === undefined) {
      send(index * 2 + 1, Buffer.from(refusedMessage(pod, port)));
      closeWhenDone();
      return;
    }
    stream.on('data', (bytes: Buffer) => {
      send(index * 2, bytes);
      if (webSocket.bufferedAmount < MAX_BUFFERED_BYTES) return;
      stream.pause();
      const timer = setInterval(() => {
        if (webSocket.bufferedAmount >= MAX_BUFFERED_BYTES) return;
        clearInterval(timer);
        stream.resume();
      }, 5);
    });
    stream.once('end', closeWhenDone);
    stream.on('error', () => webSocket.close(1000));
  });
  webSocket.on('message', (message: Buffer) => {
    const stream = message[0] === undefined || message[0] % 2 === 1 ? undefined : streams[message[0] / 2];
    stream?.write(message.subarray(1));
  });
  webSocket.on('error', () => webSocket.terminate());
  webSocket.on('close', () => {
    for (const stream of streams) stream?.destroy();
  });
}

function refusedMessage(pod: JsonObject, port: number): string {
  const id = stringAt(pod, 'metadata.uid').replaceAll('-', '').repeat(2);
  const inside = `failed to connect to localhost:${port} inside namespace "${id}"`;
  const refused = `IPv4: dial tcp4 127.0.0.1:${port}: connect: connection refused IPv6 dial tcp6: address localhost: no suitable address found`;
  return `error forwarding port ${port} to pod ${id}, uid : failed to execute portforward in network namespace: ${inside}, ${refused}`;
}
