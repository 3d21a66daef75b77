// The person that a signed login names, by the rules that Grafana documents for `[auth.jwt]` with a `key_file`.
// Source: https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/jwt/
import { createPublicKey, verify } from 'node:crypto';
import { isObject, type JsonObject } from '../store/json.ts';

/** The settings of `[auth.jwt]` that are understood here. */
export interface JwtSettings {
  /** The contents of `key_file`: PEM. */
  readonly key: string;
  /** In small letters. */
  readonly headerName: string;
  readonly usernameClaim: string;
  /** A claim's name, the simplest JMESPath. */
  readonly roleAttributePath: string;
  readonly expectClaims: JsonObject;
}

/** Grafana's login and organisation role. */
export interface GrafanaUser {
  readonly login: string;
  readonly role: string;
}

/** Clocks may differ by this much (go-jose's default). */
const LEEWAY_SECONDS = 60;

/** The user, or undefined where the token is not to be believed. */
export function userOfJwt(token: string, settings: JwtSettings, nowSeconds: number): GrafanaUser | undefined {
  const parts = token.split('.');
  const [header, claims] = parts.slice(0, 2).map(decode);
  const [head = '', body = '', signature = ''] = parts;
  if (parts.length !== 3 || header === undefined || claims === undefined) return undefined;
  // The key of a file has no id, so a token that asks for one finds none.
  if (header.alg !== 'ES256' || header.kid !== undefined) return undefined;
  const key = { key: createPublicKey(settings.key), dsaEncoding: 'ieee-p1363' } as const;
  if (!verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))) return undefined;
  if (!isTimely(claims, nowSeconds)) return undefined;
  const isExpected = Object.entries(settings.expectClaims).every(([name, value]) => meets(claims[name], value));
  const login = claims[settings.usernameClaim];
  if (!isExpected || typeof claims.sub !== 'string' || claims.sub === '' || typeof login !== 'string') return undefined;
  const role = claims[settings.roleAttributePath];
  return { login, role: typeof role === 'string' ? role : 'Viewer' };
}

function decode(part: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isTimely({ exp, nbf, iat }: JsonObject, now: number): boolean {
  const isAfter = (start: unknown) =>
    start === undefined || (typeof start === 'number' && start <= now + LEEWAY_SECONDS);
  const isBefore = exp === undefined || (typeof exp === 'number' && now - LEEWAY_SECONDS <= exp);
  return isBefore && isAfter(nbf) && isAfter(iat);
}

/** An audience may be one of several. */
function meets(claim: unknown, expected: unknown): boolean {
  return claim === expected || (Array.isArray(claim) && claim.includes(expected));
}
