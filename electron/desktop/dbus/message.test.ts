// Encoding and decoding against each other and against broken input; session-bus.test.ts has a real bus judge both.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage } from './decode-message.ts';
import { encodeCall } from './encode-call.ts';

const METHOD = { destination: 'org.example.A', path: '/a/b', interface: 'org.example.I', member: 'Do' };
/** D-Bus forbids NUL in strings. */
const argument = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));

/** What a bus sends in big-endian order: the return of call 7 with the list `["x"]`. */
const BIG_ENDIAN_RETURN = Buffer.concat([
  Buffer.from('B\x02\x00\x01', 'latin1'),
  Buffer.from([0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0, 16]),
  Buffer.from([5, 1]),
  Buffer.from('u\0', 'latin1'),
  Buffer.from([0, 0, 0, 7, 8, 1]),
  Buffer.from('g\0\x02as\0', 'latin1'),
  Buffer.from([0, 0, 0, 6, 0, 0, 0, 1]),
  Buffer.from('x\0', 'latin1'),
]);

describe('decodeMessage', () => {
  it('reads what was encoded, and leaves what follows', () => {
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 4 }), fc.uint8Array({ maxLength: 20 }), (args, rest) => {
        const bytes = encodeCall(1, METHOD, args);
        const decoded = decodeMessage(Buffer.concat([bytes, rest]));
        expect(decoded?.size).toBe(bytes.length);
        expect(decoded?.message).toMatchObject({ type: 'call', body: args });
      }),
    );
  });

  it('waits for the rest of a message', () => {
    const bytes = encodeCall(1, METHOD, ['one', 'two']);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeMessage(bytes.subarray(0, length))).toBeUndefined();
    }
  });

  it('reads the other byte order', () => {
    expect(decodeMessage(BIG_ENDIAN_RETURN)).toEqual({
      size: BIG_ENDIAN_RETURN.length,
      message: { type: 'return', replySerial: 7, errorName: undefined, body: [['x']] },
    });
  });

  it('ends on any bytes, with a message, a wait or an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, isFramed) => {
        // Framed: a header whose lengths fit, so that the fields themselves are random.
        const input = isFramed ? framed(Buffer.from(bytes)) : Buffer.from(bytes);
        try {
          const decoded = decodeMessage(input);
          if (decoded !== undefined) expect(decoded.size).toBeLessThanOrEqual(input.length);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('refuses a message that would fill the memory', () => {
    const header = framed(Buffer.alloc(0));
    header.writeUInt32LE(2 ** 27, 4);
    expect(() => decodeMessage(header)).toThrow('134217744 bytes');
  });
});

function framed(fields: Buffer): Buffer {
  const header = Buffer.alloc(16);
  header.write('l\x02\x00\x01', 'latin1');
  header.writeUInt32LE(fields.length, 12);
  return Buffer.concat([header, fields, Buffer.alloc((8 - (fields.length % 8)) % 8)]);
}
