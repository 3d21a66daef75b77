// The access to a demo cluster: its address, its token and its certificate.
import { randomBytes } from 'node:crypto';
import { type Certificate, makeCertificate } from './api/certificate.ts';

/** How to reach a demo cluster: `https://127.0.0.1:port`, with its own certificate and a bearer token. */
export interface DemoAccess extends Certificate {
  readonly port: number;
  readonly token: string;
}

/** A new token and certificate. The port is to be found. */
export function makeAccess(): DemoAccess {
  return { port: 0, token: randomBytes(24).toString('base64url'), ...makeCertificate('ODIN demo cluster') };
}
