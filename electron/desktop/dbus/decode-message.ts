// Messages of a D-Bus from bytes: the types that answers to our questions have, no others.
// Source: https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-marshaling
import { AppError } from '../../../shared/errors.ts';

/** A string, a number, a truth, or a list of them; a variant is what is in it. */
export type BusValue = string | number | boolean | readonly BusValue[];

/** A message. `replySerial` names the call that a return or an error answers. A signal's body is left unread. */
export interface BusMessage {
  readonly type: 'call' | 'return' | 'error' | 'signal';
  readonly replySerial: BusValue | undefined;
  readonly errorName: BusValue | undefined;
  readonly body: readonly BusValue[];
}

const TYPES = ['call', 'return', 'error', 'signal'] as const;
const LITTLE_ENDIAN = 'l'.charCodeAt(0);
const FIELDS_OFFSET = 16;
/** Header fields, by the specification's numbers. */
const ERROR_NAME = 4;
const REPLY_SERIAL = 5;
const SIGNATURE = 8;
/** The specification allows 128 MiB; no answer to what we ask comes near this. */
const MAX_MESSAGE_BYTES = 1 << 20;

/**
 * The first message in `bytes` and how many it took; undefined while it has not arrived as a whole.
 * @throws Error when these are not a message's bytes, or hold types that are not read here
 */
export function decodeMessage(bytes: Buffer): { message: BusMessage; size: number } | undefined {
  if (bytes.length < FIELDS_OFFSET) return undefined;
  const reader = new Reader(bytes, bytes.readUInt8(0) === LITTLE_ENDIAN);
  const bodyBytes = reader.uint32At(4);
  const fieldsEnd = FIELDS_OFFSET + reader.uint32At(12);
  const bodyStart = align(fieldsEnd, 8);
  const size = bodyStart + bodyBytes;
  if (size > MAX_MESSAGE_BYTES) throw new AppError('unsupported', `The D-Bus sent a message of ${size} bytes.`);
  if (bytes.length < size) return undefined;
  const type = TYPES[bytes.readUInt8(1) - 1];
  if (type === undefined) throw new AppError('unsupported', 'The D-Bus sent a message of an unknown type.');

  const fields = new Map<number, BusValue>();
  for (reader.offset = FIELDS_OFFSET; reader.offset < fieldsEnd; ) {
    reader.offset = align(reader.offset, 8);
    const code = reader.byte();
    fields.set(code, reader.value('v'));
  }
  reader.offset = bodyStart;
  const body = type === 'signal' ? [] : reader.values(String(fields.get(SIGNATURE) ?? ''));
  const message = { type, replySerial: fields.get(REPLY_SERIAL), errorName: fields.get(ERROR_NAME), body };
  return { message, size };
}

/** Reads one value after the other, each at a multiple of its own size. */
class Reader {
  offset = 0;
  readonly #bytes: Buffer;
  readonly #isLittle: boolean;

  constructor(bytes: Buffer, isLittle: boolean) {
    this.#bytes = bytes;
    this.#isLittle = isLittle;
  }

  uint32At(offset: number): number {
    return this.#isLittle ? this.#bytes.readUInt32LE(offset) : this.#bytes.readUInt32BE(offset);
  }

  byte(): number {
    this.offset += 1;
    return this.#bytes.readUInt8(this.offset - 1);
  }

  /** All values of a signature, such as `sas`. */
  values(signature: string): BusValue[] {
    return (signature.match(/a*./g) ?? []).map((type) => this.value(type));
  }

  /** One value of a complete type. */
  value(type: string): BusValue {
    switch (type[0]) {
      case 'y':
        return this.byte();
      case 'u':
        return this.#uint32();
      case 'b':
        return this.#uint32() === 1;
      case 's':
      case 'o':
        return this.#text(this.#uint32());
      case 'g':
        return this.#text(this.byte());
      case 'v':
        return this.value(this.#text(this.byte()));
      case 'a':
        return this.#list(type.slice(1));
      default:
        throw new AppError('unsupported', `The D-Bus sent a value of the type "${type}".`);
    }
  }

  #list(itemType: string): BusValue[] {
    const length = this.#uint32();
    const end = this.offset + length;
    const items: BusValue[] = [];
    while (this.offset < end) items.push(this.value(itemType));
    return items;
  }

  #uint32(): number {
    const start = align(this.offset, 4);
    this.offset = start + 4;
    return this.uint32At(start);
  }

  #text(length: number): string {
    const start = this.offset;
    this.offset += length + 1; // a NUL follows
    if (this.offset > this.#bytes.length) throw new RangeError('a string ends after its message');
    return this.#bytes.toString('utf8', start, start + length);
  }
}

function align(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}
