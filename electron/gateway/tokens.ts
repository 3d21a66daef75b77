// Secrets that are given out and come back: only their digests are kept, and they are compared in constant time.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_BYTES = 32;

/** Tokens of one kind, each good until its time is over, it is used up, or all are forgotten. */
export class Tokens {
  /** Digest → the moment on the monotonic clock from which it is worth nothing. */
  readonly #known = new Map<Buffer, number>();

  /** A new token of 43 letters, digits, `-` and `_`. Without a lifetime it lasts until all are forgotten. */
  issue(lifetimeMs = Number.POSITIVE_INFINITY): string {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    this.#dropOld();
    this.#known.set(digestOf(token), performance.now() + lifetimeMs);
    return token;
  }

  /** Whether it is good now. */
  has(token: string): boolean {
    return this.#find(token) !== undefined;
  }

  /** Whether it was good until now; from now on it is not. */
  spend(token: string): boolean {
    const found = this.#find(token);
    return found !== undefined && this.#known.delete(found);
  }

  /** Makes all of them worthless. */
  forget(): void {
    this.#known.clear();
  }

  #find(token: string): Buffer | undefined {
    this.#dropOld();
    const wanted = digestOf(token);
    let found: Buffer | undefined;
    for (const digest of this.#known.keys()) if (timingSafeEqual(digest, wanted)) found = digest;
    return found;
  }

  #dropOld(): void {
    const now = performance.now();
    for (const [digest, endsAt] of this.#known) if (endsAt <= now) this.#known.delete(digest);
  }
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
