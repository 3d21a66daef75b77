// Opens a WebSocket to a streaming sub-resource.
import type { IncomingMessage } from 'node:http';
import type { buildConnector } from 'undici';
import { type ClientOptions, WebSocket } from 'ws';
import { readStart } from './bounded-body.ts';
import { REFUSAL_BYTES } from './limits.ts';
import type { Passage } from './login.ts';
import { refusal } from './refusal.ts';

/** Of one message, however many frames it comes in. A kubelet sends 32 KiB at a time; an API server of another make may send more. */
const MAX_FRAME_BYTES = 4 * 2 ** 20;

/** How long the other side may take to agree to a close, behind what was still unsent: nothing ends before that. */
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Resolves when it is open; it is paused then: listen, then `resume()`. `what` is for the messages.
 *
 * Throws `ApiError` when the server answers the handshake with no, what `ws` threw when there is no answer, and the
 * signal's reason when it aborts first. Not compressed: the data often is, and it costs the server memory.
 */
export function openWebSocket(
  url: string,
  protocols: readonly string[],
  { headers, connector }: Pick<Passage, 'headers' | 'connector'>,
  what: string,
  signal: AbortSignal,
): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const options: ClientOptions & { readonly closeTimeout: number } = {
      // Node sends several values of one name; the types of `ws` know of one.
      headers: { ...headers } as Record<string, string>,
      createConnection: by(connector, url.startsWith('wss:') ? 'https:' : 'http:'),
      perMessageDeflate: false,
      maxPayload: MAX_FRAME_BYTES,
      closeTimeout: CLOSE_TIMEOUT_MS, // the types do not know of it
    };
    const socket = new WebSocket(url, [...protocols], options);
    const settle = (outcome: () => void): void => {
      signal.removeEventListener('abort', onAbort);
      socket.off('unexpected-response', onResponse);
      outcome();
    };
    const fail = (error: unknown): void => settle(() => reject(error));
    const onAbort = (): void => {
      fail(signal.reason);
      socket.terminate();
    };
    const onResponse = (_request: unknown, response: IncomingMessage): void => {
      const { statusCode = 0, headers: answered } = response;
      void readStart(response, REFUSAL_BYTES)
        .then((body) => fail(refusal({ status: statusCode, text: body, retryAfter: answered['retry-after'], what })))
        .finally(() => socket.terminate());
    };
    // Terminating a socket that is not open yet makes it emit an error: this listener stays, so that it has somewhere to go.
    socket.on('error', fail);
    socket.on('unexpected-response', onResponse);
    socket.once('open', () => {
      socket.pause(); // frames may follow before the promise's receiver listens
      settle(() => resolve(socket));
    });
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}

/** Node waits for the callback; the types of `ws` do not know of it. */
function by(connector: buildConnector.connector, protocol: string): NonNullable<ClientOptions['createConnection']> {
  type Options = { readonly host: string; readonly port: number | string; readonly secureEndpoint?: boolean };
  const open = ({ host, port }: Options, done: buildConnector.Callback): void => {
    connector({ hostname: host, host: `${host}:${port}`, protocol, port: String(port) }, done);
  };
  return open as never;
}
