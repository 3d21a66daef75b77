// The output of a program in pieces that a page can draw: bundled, bounded, and held back where more comes than is drawn.

/** One piece: base64 makes 64 kB of it. */
const PIECE_BYTES = 48_000;
/** A frame of a screen: 3 MB a second at most. */
const PACE_MS = 16;
/** What waits before the program is held back, and from when on it may go on. */
const MOST_BYTES = 256 << 10;
const FEW_BYTES = 64 << 10;

/** Where it comes from: it stops sending when it is told to. */
export interface Source {
  pause(): void;
  resume(): void;
}

/** Hands on bytes in their order. */
export class Paced {
  readonly #hand: (bytes: Buffer) => void;
  readonly #source: () => Source | undefined;
  #waiting: Buffer[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #isHeld = false;
  #whenEmpty: (() => void) | undefined;

  constructor(hand: (bytes: Buffer) => void, source: () => Source | undefined) {
    this.#hand = hand;
    this.#source = source;
  }

  add(bytes: Buffer): void {
    this.#waiting.push(bytes);
    this.#bytes += bytes.length;
    this.#timer ??= setTimeout(() => this.#step(), PACE_MS);
    if (this.#isHeld || this.#bytes < MOST_BYTES) return;
    this.#isHeld = true;
    this.#source()?.pause();
  }

  /** Calls back when all was handed on: at once where nothing waits. */
  finish(then: () => void): void {
    if (this.#bytes === 0) then();
    else this.#whenEmpty = then;
  }

  /** Hands on nothing more. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.#bytes = 0;
    this.#whenEmpty = undefined;
  }

  #step(): void {
    const all = this.#waiting.length === 1 ? (this.#waiting[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#waiting);
    const rest = all.subarray(PIECE_BYTES);
    this.#waiting = rest.length === 0 ? [] : [rest];
    this.#bytes = rest.length;
    this.#timer = rest.length === 0 ? undefined : setTimeout(() => this.#step(), PACE_MS);
    this.#hand(all.subarray(0, PIECE_BYTES));
    if (this.#isHeld && this.#bytes <= FEW_BYTES) {
      this.#isHeld = false;
      this.#source()?.resume();
    }
    if (this.#bytes === 0) this.#whenEmpty?.();
  }
}
