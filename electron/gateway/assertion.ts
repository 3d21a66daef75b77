// The signed login that Grafana trusts: who it is, in a token that is worthless a minute later.
// Source: https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/jwt/
import { randomUUID } from 'node:crypto';
import { importPKCS8, SignJWT } from 'jose';

const ALGORITHM = 'ES256';
const LIFETIME = '60s';

/** A user of its own, which Grafana makes at the first login: `admin` keeps its password, and changes show who made them. */
const USER = { login: 'odin', email: 'odin@localhost', name: 'ODIN Control Panel', role: 'Admin' } as const;

/** Makes a new token at each call. */
export type Signer = () => Promise<string>;

/** Throws where `privateKey` is not the PKCS #8 PEM of a P-256 key. */
export async function createSigner(privateKey: string): Promise<Signer> {
  const key = await importPKCS8(privateKey, ALGORITHM);
  const { login, ...claims } = USER;
  return () =>
    new SignJWT(claims)
      // No `kid`: Grafana's key from a file has none, and it would look for that one.
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setIssuer('odin')
      .setAudience('grafana')
      .setSubject(login)
      .setIssuedAt()
      .setNotBefore('0s')
      .setExpirationTime(LIFETIME)
      .setJti(randomUUID())
      .sign(key);
}
