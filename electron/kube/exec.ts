// A program in a container, with a terminal: what is typed goes in, what it shows comes out, and how it ended is told once.
//
// The first byte of a message says which channel it is of. Version 5 of the protocol closes channels, which a terminal does not need.
// Source: https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/remotecommand/constants.go
import type { RawData, WebSocket } from 'ws';
import { AppError } from '../../shared/errors.ts';
import { record, records, text } from '../../shared/json.ts';
import { parseBounded } from './bounded-json.ts';
import type { KubeClient } from './client.ts';

const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const ERROR = 3;
const RESIZE = 4;
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** What may lie in the socket of what was typed; a program that reads nothing is told apart from a slow network by it. */
const MAX_UNSENT_BYTES = 1 << 20;
/** Of the status at the end. */
const STATUS = { values: 1_000, depth: 10 };

/** What runs where, and how large its terminal is at first. */
export interface ExecTarget {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly command: readonly string[];
}

/** How it ended: by itself, never begun or cut off by the cluster in its own words, or with the connection. */
export type ExecEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'broken'; readonly message: string };

/** Who hears of it. */
export interface ExecListener {
  readonly onOutput: (bytes: Buffer) => void;
  /** Once; nothing is told after it. */
  readonly onEnd: (end: ExecEnd) => void;
}

/** A program that runs. */
export class Exec {
  readonly #socket: WebSocket;
  readonly #listener: ExecListener;
  #end: ExecEnd | undefined;
  #hasEnded = false;

  /** `socket` is open and paused, so that nothing was missed. */
  constructor(socket: WebSocket, listener: ExecListener) {
    this.#socket = socket;
    this.#listener = listener;
    socket.on('message', (data: RawData) => this.#receive(toBuffer(data)));
    socket.on('error', (error) => {
      this.#end ??= { kind: 'broken', message: `The connection broke: ${error.message}.` };
    });
    socket.on('close', (code: number) => this.#tellEnd(code));
    socket.resume();
  }

  /** What is typed. Throws `unavailable` where the program has not read for long what was typed before. */
  write(bytes: Buffer): void {
    if (this.#socket.bufferedAmount > MAX_UNSENT_BYTES) {
      throw new AppError('unavailable', 'The program does not read what is typed: wait, or close the shell.');
    }
    this.#send(STDIN, bytes);
  }

  resize(columns: number, rows: number): void {
    this.#send(RESIZE, Buffer.from(JSON.stringify({ Width: columns, Height: rows })));
  }

  /** Takes nothing more from the network until {@link Exec.resume}: the program waits then. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Hangs up: the program loses its terminal. Nothing is told of it. */
  close(): void {
    this.#hasEnded = true;
    this.#socket.close(1000);
    this.#socket.resume(); // else its close is never seen
  }

  #send(channel: number, bytes: Buffer): void {
    if (this.#socket.readyState === this.#socket.OPEN)
      this.#socket.send(Buffer.concat([Buffer.from([channel]), bytes]));
  }

  #receive(message: Buffer): void {
    const channel = message[0];
    if (this.#hasEnded) return;
    if ((channel === STDOUT || channel === STDERR) && message.length > 1) this.#listener.onOutput(message.subarray(1));
    if (channel !== ERROR || message.length === 1) return;
    this.#end ??= endIn(message.toString('utf8', 1));
    // Some servers leave the socket open after the last word.
    this.#socket.close(1000);
  }

  #tellEnd(code: number): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#listener.onEnd(this.#end ?? { kind: 'broken', message: `The connection was cut (${code}).` });
  }
}

/**
 * Runs a program with a terminal in a container.
 *
 * Throws as `KubeClient.websocket` does: `ApiError` where the API server refuses it before it begins.
 */
export async function openExec(
  client: KubeClient,
  target: ExecTarget,
  listener: ExecListener,
  signal: AbortSignal,
): Promise<Exec> {
  const { namespace, pod, container, command } = target;
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/exec`;
  const query = { container, command, stdin: true, stdout: true, tty: true };
  return new Exec(await client.websocket({ path, query, signal }, PROTOCOLS), listener);
}

/** A `meta/v1.Status`, or whatever else a server says there. */
function endIn(said: string): ExecEnd {
  const status = statusIn(said);
  if (status.status === 'Success') return { kind: 'exited', code: 0 };
  const cause = records(record(status.details).causes).find(({ reason }) => reason === 'ExitCode');
  const code = Number.parseInt(text(cause?.message), 10);
  if (Number.isSafeInteger(code)) return { kind: 'exited', code };
  return { kind: 'failed', message: text(status.message) || said };
}

function statusIn(said: string): ReturnType<typeof record> {
  try {
    return record(parseBounded(said, STATUS).value);
  } catch {
    return {};
  }
}

function toBuffer(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
