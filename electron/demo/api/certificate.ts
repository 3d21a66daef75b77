// Makes a self-signed certificate for 127.0.0.1, so that the demo cluster is reached over TLS like every other one
// (kubectl sends no token without it).
// Source of the format: RFC 5280, DER by hand: Node can sign, but makes no certificates.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** PEM texts. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const OID = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  altName: '2.5.29.17',
};
const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
};
/** Context-specific tags: the version, the extensions, a DNS name, an address. */
const CONTEXT = { version: 0xa0, extensions: 0xa3, dnsName: 0x82, ipAddress: 0x87 };
const LIFE_YEARS = 10;

/** A new key and a certificate of it, valid from yesterday on for ten years. */
export function makeCertificate(commonName: string): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(OID.ecdsaWithSha256));
  const name = sequence(der(TAG.set, sequence(oid(OID.commonName), der(TAG.utf8, Buffer.from(commonName)))));
  const from = new Date(Date.now() - 86_400_000);
  const to = new Date(from);
  to.setFullYear(to.getFullYear() + LIFE_YEARS);
  const altNames = sequence(
    der(CONTEXT.ipAddress, Buffer.from([127, 0, 0, 1])),
    der(CONTEXT.dnsName, Buffer.from('localhost')),
  );
  const yes = der(TAG.boolean, Buffer.from([0xff]));
  const extensions = sequence(
    sequence(oid(OID.basicConstraints), yes, der(TAG.octets, sequence(yes))),
    sequence(oid(OID.altName), der(TAG.octets, altNames)),
  );
  const body = sequence(
    der(CONTEXT.version, der(TAG.integer, Buffer.from([2]))),
    // A positive number: the first bit is off.
    der(TAG.integer, Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    algorithm,
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(CONTEXT.extensions, extensions),
  );
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(body, algorithm, der(TAG.bits, Buffer.concat([Buffer.from([0]), signature])));
  return {
    cert: pem('CERTIFICATE', certificate),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(TAG.sequence, Buffer.concat(parts));
}

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = rest.flatMap((part) => {
    const groups = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    return groups;
  });
  return der(TAG.oid, Buffer.from([first * 40 + second, ...bytes]));
}

function time(date: Date): Buffer {
  return der(TAG.time, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
