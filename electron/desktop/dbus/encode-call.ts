// A D-Bus method call as bytes. Its arguments are strings: reading properties and adding match rules needs no more.
// Source: https://dbus.freedesktop.org/doc/dbus-specification.html#message-protocol-messages

/** A method and the object that has it. */
export interface BusMethod {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
}

const METHOD_CALL = 1;
const NO_AUTO_START = 0x2;
const PROTOCOL_VERSION = 1;
/** Header fields, by the specification's numbers. */
const PATH = 1;
const INTERFACE = 2;
const MEMBER = 3;
const DESTINATION = 6;
const SIGNATURE = 8;

/** The message's bytes. A service that does not run is not started by it. `serial` is above zero and new for each call. */
export function encodeCall(serial: number, method: BusMethod, args: readonly string[]): Buffer {
  const body = new Writer();
  for (const arg of args) body.string(arg);

  const fields = new Writer();
  fields.field(PATH, 'o', method.path);
  fields.field(INTERFACE, 's', method.interface);
  fields.field(MEMBER, 's', method.member);
  fields.field(DESTINATION, 's', method.destination);
  if (args.length > 0) fields.field(SIGNATURE, 'g', 's'.repeat(args.length));

  const header = new Writer();
  header.bytes(Buffer.from('l')); // little-endian
  header.bytes([METHOD_CALL, NO_AUTO_START, PROTOCOL_VERSION]);
  header.uint32(body.length);
  header.uint32(serial);
  header.uint32(fields.length);
  header.bytes(fields.toBuffer());
  header.pad(8);
  return Buffer.concat([header.toBuffer(), body.toBuffer()]);
}

/** Bytes in a row, each value at a multiple of its own size. */
class Writer {
  readonly #bytes: number[] = [];

  get length(): number {
    return this.#bytes.length;
  }

  toBuffer(): Buffer {
    return Buffer.from(this.#bytes);
  }

  pad(alignment: number): void {
    while (this.#bytes.length % alignment !== 0) this.#bytes.push(0);
  }

  bytes(values: Iterable<number>): void {
    this.#bytes.push(...values);
  }

  uint32(value: number): void {
    this.pad(4);
    this.bytes([value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24]);
  }

  string(value: string): void {
    this.uint32(Buffer.byteLength(value));
    this.bytes(Buffer.from(`${value}\0`));
  }

  signature(value: string): void {
    this.bytes(Buffer.from([value.length]));
    this.bytes(Buffer.from(`${value}\0`));
  }

  /** One header field: its number and a variant. */
  field(code: number, type: 's' | 'o' | 'g', value: string): void {
    this.pad(8);
    this.bytes([code]);
    this.signature(type);
    if (type === 'g') this.signature(value);
    else this.string(value);
  }
}
