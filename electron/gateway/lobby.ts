// Connections that were taken: how many at once, and how long each may need to say what it wants.
import type { Socket } from 'node:net';

/** A browser has six, and one for each open page's events. */
export const MOST_CONNECTIONS = 256;

/** Those of whom it is not known yet whose they are, which takes milliseconds. */
export const MOST_UNKNOWN = 1_024;

/** From the connection to the end of its first head: a browser sends it at once. */
export const HEAD_MS = 10_000;

/** Those of one address: unknown, then silent, then heard. */
export class Lobby {
  readonly #timers = new Map<Socket, NodeJS.Timeout>();
  readonly #unknown = new Set<Socket>();
  /** The oldest first. */
  readonly #silent = new Set<Socket>();
  readonly #heard = new Set<Socket>();

  /** Takes one in; false, and it is gone, where too many came at once. */
  enter(socket: Socket): boolean {
    if (this.#unknown.size >= MOST_UNKNOWN) {
      socket.destroy();
      return false;
    }
    this.#unknown.add(socket);
    this.#timers.set(socket, setTimeout(() => socket.destroy(), HEAD_MS).unref());
    socket.once('close', () => this.#leave(socket));
    return true;
  }

  /**
   * It is known whose it is. Who says nothing leaves for it where there are too many, the first who came; false, and it is
   * gone itself, where all are of callers who were heard.
   */
  seat(socket: Socket): boolean {
    this.#unknown.delete(socket);
    if (this.#silent.size + this.#heard.size >= MOST_CONNECTIONS) {
      const [leaving = socket] = this.#silent;
      this.#leave(leaving);
      leaving.destroy();
      if (leaving === socket) return false;
    }
    this.#silent.add(socket);
    return true;
  }

  /** Its first head is there. */
  hear(socket: Socket): void {
    if (!this.#silent.delete(socket)) return;
    clearTimeout(this.#timers.get(socket));
    this.#heard.add(socket);
  }

  /** Ends them all. */
  dispose(): void {
    for (const socket of [...this.#unknown, ...this.#silent, ...this.#heard]) socket.destroy();
  }

  #leave(socket: Socket): void {
    clearTimeout(this.#timers.get(socket));
    this.#timers.delete(socket);
    for (const those of [this.#unknown, this.#silent, this.#heard]) those.delete(socket);
  }
}
