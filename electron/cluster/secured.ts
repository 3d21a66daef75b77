// TLS over a tunnel: the tunnel leads to a pod, and the certificate has to be that of its Service.
import type { Duplex } from 'node:stream';
import { connect, type TLSSocket } from 'node:tls';
import { AppError } from '../../shared/errors.ts';
import { type ServiceAccess, serviceSubject } from './service-access.ts';
import { type Trouble, withAdvice } from './service-advice.ts';

/** Both ends are awake: longer is a server that does not speak TLS, and waits for more. */
const HANDSHAKE_MS = 5_000;

/** OpenSSL's and Node's codes for a certificate that nobody trusts. */
const UNTRUSTED = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
]);

/** OpenSSL's for an answer that is no TLS at all. */
const PLAIN = new Set(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO']);

/**
 * The tunnel itself for plain HTTP, else TLS in it. What comes back ends with the tunnel, and the tunnel with it.
 *
 * Throws `AppError` `badInput` where the certificate is not what the access asks for, or no TLS is spoken there;
 * `unavailable` where the other end says nothing.
 */
export async function secured(tunnel: Duplex, access: ServiceAccess): Promise<Duplex> {
  const { tls } = access;
  if (tls === undefined) return tunnel;
  const socket = connect({
    socket: tunnel,
    servername: tls.serverName,
    rejectUnauthorized: !tls.skipVerify,
    ALPNProtocols: ['http/1.1'],
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
  });
  // The tunnel's own errors are those of whoever opened it.
  tunnel.on('error', () => {});
  try {
    await handshake(socket);
  } catch (error) {
    socket.destroy();
    tunnel.destroy();
    throw refusal(error, access);
  }
  return socket;
}

function handshake(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timeout')), HANDSHAKE_MS);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    socket.once('secureConnect', () => end(resolve));
    socket.once('close', () => end(() => reject(new Error('the connection was closed'))));
    // Stays: an error after the handshake is told to whoever reads, and must not end the process.
    socket.on('error', (error) => end(() => reject(error)));
  });
}

function refusal(error: unknown, access: ServiceAccess): AppError {
  const subject = serviceSubject(access);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [kind, sentence] = troubleOf(code, subject, access);
  const message = kind === undefined ? `${sentence}.` : withAdvice(sentence, access.advice, kind);
  return new AppError(code === '' ? 'unavailable' : 'badInput', message, { subject, cause: error });
}

function troubleOf(code: string, subject: string, { port, tls }: ServiceAccess): [Trouble | undefined, string] {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return ['serverName', `The certificate of ${subject} is not for ${tls?.serverName}`];
  }
  if (code === 'CERT_HAS_EXPIRED') return [undefined, `The certificate of ${subject} has expired: renew it`];
  if (code === 'CERT_NOT_YET_VALID') {
    return [undefined, `The certificate of ${subject} is not valid yet: compare its clock with that of this machine`];
  }
  if (UNTRUSTED.has(code)) {
    return ['trust', `The certificate of ${subject} is of an authority that this machine does not trust`];
  }
  if (PLAIN.has(code)) return ['plain', `${subject} speaks no TLS at port ${port}`];
  if (code === '' || code === 'ECONNRESET') return ['plain', `${subject} does not answer TLS at port ${port}`];
  return [
    undefined,
    `${subject} refuses TLS at port ${port} (${code}); it may ask for a certificate, and ODIN has none`,
  ];
}
