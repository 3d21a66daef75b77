// A connection to the desktop's session bus that calls methods and hears signals. It offers nothing to others.
import { connect, type Socket } from 'node:net';
import { AppError } from '../../../shared/errors.ts';
import type { Dispose } from '../../disposal.ts';
import { type BusMessage, type BusValue, decodeMessage } from './decode-message.ts';
import { type BusMethod, encodeCall } from './encode-call.ts';

/** A method of the bus itself. */
export function busMethod(member: string): BusMethod {
  return {
    destination: 'org.freedesktop.DBus',
    path: '/org/freedesktop/DBus',
    interface: 'org.freedesktop.DBus',
    member,
  };
}

interface PendingCall {
  readonly resolve: (body: readonly BusValue[]) => void;
  readonly reject: (error: Error) => void;
}

/** What a connection tells unasked. */
export interface BusListeners {
  /** A signal that one of the match rules lets through. */
  readonly onSignal: () => void;
  /** The connection ended, by itself or by `dispose`; told once. */
  readonly onClosed: () => void;
}

/** See {@link openSessionBus}. */
export class SessionBus {
  readonly #socket: Socket;
  readonly #listeners: BusListeners;
  readonly #pending = new Map<BusValue, PendingCall>();
  #serial = 0;
  #received: Buffer;
  #uniqueName = '';

  constructor(socket: Socket, alreadyReceived: Buffer, listeners: BusListeners) {
    this.#socket = socket;
    this.#received = alreadyReceived;
    this.#listeners = listeners;
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.once('close', () => this.#close());
  }

  /**
   * Calls a method with strings as arguments; resolves with what it returns.
   * @throws AppError `unavailable` with the error's D-Bus name, or `unreachable` when the connection ends
   */
  call(method: BusMethod, ...args: string[]): Promise<readonly BusValue[]> {
    if (this.#socket.destroyed) return Promise.reject(gone());
    this.#serial += 1;
    const serial = this.#serial;
    this.#socket.write(encodeCall(serial, method, args));
    return new Promise((resolve, reject) => this.#pending.set(serial, { resolve, reject }));
  }

  /** Our name on the bus, such as `:1.42`. */
  get uniqueName(): string {
    return this.#uniqueName;
  }

  /** The bus answers nothing before this. */
  async hello(): Promise<void> {
    const [name] = await this.call(busMethod('Hello'));
    this.#uniqueName = String(name);
  }

  readonly dispose: Dispose = () => {
    this.#socket.destroy();
  };

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    try {
      for (let next = decodeMessage(this.#received); next !== undefined; next = decodeMessage(this.#received)) {
        this.#received = this.#received.subarray(next.size);
        this.#handle(next.message);
      }
    } catch {
      // Whatever these bytes are, nothing after them can be trusted to begin where a message begins.
      this.#socket.destroy();
    }
  }

  #handle(message: BusMessage): void {
    if (message.type === 'signal') {
      this.#listeners.onSignal();
      return;
    }
    if (message.replySerial === undefined) return;
    const call = this.#pending.get(message.replySerial);
    this.#pending.delete(message.replySerial);
    if (message.type === 'return') call?.resolve(message.body);
    else call?.reject(new AppError('unavailable', `${message.body[0] ?? 'no reason given'} (${message.errorName})`));
  }

  #close(): void {
    for (const call of this.#pending.values()) call.reject(gone());
    this.#pending.clear();
    this.#listeners.onClosed();
  }
}

/**
 * Connects to the bus at `socketPath` as the user that this process runs as.
 * @throws AppError `unreachable` when nothing answers there, it refuses us, or `signal` is aborted
 */
export async function openSessionBus(
  socketPath: string,
  listeners: BusListeners,
  signal: AbortSignal,
): Promise<SessionBus> {
  const socket = connect({ path: socketPath });
  const giveUp = () => socket.destroy();
  signal.addEventListener('abort', giveUp, { once: true });
  // Errors end in 'close', which everything here listens to.
  socket.on('error', () => {});
  try {
    if (signal.aborted) giveUp();
    const rest = await authenticate(socket);
    const bus = new SessionBus(socket, rest, listeners);
    await bus.hello();
    return bus;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** Proves who we are by the socket's own credentials; resolves with what arrived after the server's line. */
async function authenticate(socket: Socket): Promise<Buffer> {
  const uid = Buffer.from(String(process.getuid?.() ?? '')).toString('hex');
  socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);
  const { line, rest } = await readLine(socket);
  if (!line.startsWith('OK ')) throw new AppError('unreachable', `The session bus refused this user: ${line}`);
  socket.write('BEGIN\r\n');
  return rest;
}

function readLine(socket: Socket): Promise<{ line: string; rest: Buffer }> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const settle = () => socket.off('data', take).off('close', fail);
    const fail = () => {
      settle();
      reject(gone());
    };
    const take = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf('\r\n');
      if (end < 0) return;
      settle();
      resolve({ line: received.toString('latin1', 0, end), rest: received.subarray(end + 2) });
    };
    socket.on('data', take).on('close', fail);
  });
}

function gone(): AppError {
  return new AppError('unreachable', 'The session bus does not answer.');
}
