// A port-forward's WebSocket as a stream: what is written reaches the pod's port, what the pod sends is read.
//
// Frames start with a channel byte: 0 data, 1 error text; the first frame of each is the port's number alone, low byte first.
// Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/cri/streaming/portforward/websocket.go
import { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { AppError } from '../../shared/errors.ts';

const DATA = 0;
const ERROR = 1;

/** What may lie in the socket before a write waits for it. */
const MAX_UNSENT_BYTES = 1 << 20;

/** What may come that nobody reads: words of a failure, other channels, pings, and what was under way when the stream ended. */
const MAX_UNWANTED_BYTES = 4 << 20;

/** What a frame costs besides its bytes. */
const FRAME_BYTES = 64;

/** Of what a server says of its failure. */
const MAX_WORDS = 1_000;

/** The protocol has no half-close: the pod can't be told that we have sent all, so after that it has this long to say more. */
const LINGER_MS = 30_000;

/**
 * Ends when the pod's side ended and all was read. Fails with an `AppError` `unreachable` when the server says that the
 * forward failed, or the socket breaks, but only once what came before has been read.
 */
export class Tunnel extends Duplex {
  readonly #socket: WebSocket;
  readonly #subject: string;
  readonly #lingerMs: number;
  readonly #opened = new Set<number>();
  #failure: AppError | undefined;
  #lastWords = '';
  #unwanted = 0;
  #linger: NodeJS.Timeout | undefined;

  /** `socket` is open and paused, so that nothing was missed. `subject`: `Pod/monitoring/grafana-0:3000`. */
  constructor(socket: WebSocket, subject: string, lingerMs = LINGER_MS) {
    super({ allowHalfOpen: false });
    this.#socket = socket;
    this.#subject = subject;
    this.#lingerMs = lingerMs;
    socket.on('message', (data: RawData) => this.#receive(toBuffer(data)));
    socket.on('ping', (data: Buffer) => this.#countUnwanted(data));
    socket.on('error', (error) => this.#fail(`The connection to ${subject} broke: ${error.message}.`, error));
    socket.on('close', (code: number) => this.#onClose(code));
    socket.resume();
  }

  override _read(): void {
    if (this.#socket.isPaused) this.#socket.resume();
  }

  override read(size?: number): unknown {
    const chunk: unknown = super.read(size);
    if (this.#failure !== undefined && this.readableLength === 0) this.destroy(this.#failure);
    return chunk;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    if (this.#socket.readyState !== this.#socket.OPEN) {
      done(this.#failure ?? this.#error(`The connection to ${this.#subject} is closed.`));
      return;
    }
    const frame = Buffer.allocUnsafe(chunk.length + 1);
    frame[0] = DATA;
    chunk.copy(frame, 1);
    if (this.#socket.bufferedAmount < MAX_UNSENT_BYTES) {
      this.#socket.send(frame);
      done();
    } else {
      this.#socket.send(frame, (error) => done(error ?? null));
    }
  }

  override _final(done: () => void): void {
    this.#restartLinger();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#linger);
    // A close frame waits behind what is still unsent; on an error there is nothing to wait for.
    if (error === null) this.#socket.close(1000);
    else this.#socket.terminate();
    if (this.#socket.isPaused) this.#socket.resume(); // else its close is never seen
    done(error);
  }

  #receive(frame: Buffer): void {
    const channel = frame[0] ?? ERROR;
    const isRead = !this.destroyed && channel === DATA && frame.length > 1;
    if (!isRead) this.#countUnwanted(frame);
    if (this.destroyed) return;
    if (!this.#opened.has(channel)) {
      this.#opened.add(channel);
      return;
    }
    if (this.#linger !== undefined) this.#restartLinger();
    if (channel === ERROR) this.#lastWords = (this.#lastWords + frame.toString('utf8', 1)).slice(0, MAX_WORDS);
    else if (isRead && !this.push(frame.subarray(1))) this.#socket.pause();
  }

  /** Who goes on all the same is not waited for until the close is agreed on. */
  #countUnwanted(frame: Buffer): void {
    this.#unwanted += frame.length + FRAME_BYTES;
    if (this.#unwanted > MAX_UNWANTED_BYTES) this.#socket.terminate();
  }

  #onClose(code: number): void {
    if (this.destroyed) return;
    const words = this.#lastWords.trim().replace(/\.$/, '');
    if (words !== '') this.#fail(`${this.#subject} could not be reached: ${words}.`);
    else if (code !== 1000) this.#fail(`The connection to ${this.#subject} was cut (${code}).`);
    else this.push(null);
  }

  #fail(message: string, cause?: Error): void {
    this.#failure ??= this.#error(message, cause);
    if (this.readableLength === 0) this.destroy(this.#failure);
  }

  #error(message: string, cause?: Error): AppError {
    return new AppError('unreachable', message, { subject: this.#subject, cause });
  }

  #restartLinger(): void {
    clearTimeout(this.#linger);
    this.#linger = setTimeout(() => this.#socket.close(1000), this.#lingerMs);
  }
}

function toBuffer(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
