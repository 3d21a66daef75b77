// Bytes as they come, as lines.
import { AppError } from '../../shared/errors.ts';

const NEWLINE = 0x0a;

/**
 * The lines of a UTF-8 byte stream, without their ends; a last line without an end counts too. `what` is for the message.
 *
 * Throws `AppError` `invalid` for a line of more than `most` bytes.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
  what: string,
): AsyncGenerator<string, void, undefined> {
  let begun = new Begun();
  for await (const bytes of chunks) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const last = chunk.subarray(start, end);
      yield begun.length === 0 ? last.toString('utf8') : begun.add(last).toString();
      if (begun.length > 0) begun = new Begun();
      start = end + 1;
    }
    if (start < chunk.length) begun.add(chunk.subarray(start));
    if (begun.length > most) {
      const mib = Math.round(most / 2 ** 20);
      throw new AppError('invalid', `${what} was answered with a line of more than ${mib} MiB, which is not read.`);
    }
  }
  if (begun.length > 0) yield begun.toString();
}

/** A line that is not whole yet. It grows by doubling: a few bytes at a time cost no more than many. */
class Begun {
  #bytes = Buffer.alloc(0);
  length = 0;

  add(more: Buffer): this {
    const length = this.length + more.length;
    if (length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.#bytes.length));
      this.#bytes.copy(larger, 0, 0, this.length);
      this.#bytes = larger;
    }
    more.copy(this.#bytes, this.length);
    this.length = length;
    return this;
  }

  toString(): string {
    return this.#bytes.toString('utf8', 0, this.length);
  }
}
