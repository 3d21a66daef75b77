// The answer of a credential plugin. Source: https://kubernetes.io/docs/reference/config-api/client-authentication.v1/
import { z } from 'zod';
import { readYaml } from '../yaml/read.ts';
import { parseBounded } from './bounded-json.ts';

/** What a plugin gave; certificate and key in PEM. `expiresAt` is in milliseconds since the epoch. */
export interface ExecCredential {
  readonly token?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly expiresAt?: number;
}

/** A credential has some ten values. */
const LIMITS = { values: 10_000, depth: 50 };

const text = z.string().nullish();
const schema = z.object({
  kind: text,
  apiVersion: text,
  status: z
    .object({
      token: text,
      clientCertificateData: text,
      clientKeyData: text,
      expirationTimestamp: text,
    })
    .nullish(),
});

/**
 * Reads it as kubectl does: JSON or YAML, of the version that the kubeconfig names.
 *
 * Throws an `Error` whose message ends the sentence "the plugin …"; nothing of the answer is in it.
 */
export function parseExecCredential(stdout: string, apiVersion: string | null | undefined): ExecCredential {
  const parsed = schema.safeParse(document(stdout));
  if (!parsed.success) throw new Error('gave no ExecCredential');
  const { kind, apiVersion: answered, status } = parsed.data;
  if (kind && kind !== 'ExecCredential') throw new Error('gave another kind of object than an ExecCredential');
  if (apiVersion && answered && answered !== apiVersion) {
    throw new Error(`answered in another version than ${apiVersion}, which the kubeconfig names`);
  }
  if (!status) throw new Error('gave an ExecCredential without a status');
  const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = status;
  if (!token && !cert && !key) throw new Error('gave neither a token nor a certificate');
  if (!cert !== !key) throw new Error('gave a certificate without its key, or a key alone');
  const expiresAt = Date.parse(expirationTimestamp ?? '');
  return {
    ...(token ? { token } : {}),
    ...(cert && key ? { cert, key } : {}),
    ...(Number.isNaN(expiresAt) ? {} : { expiresAt }),
  };
}

function document(stdout: string): unknown {
  if (stdout.trim() === '') throw new Error('wrote nothing on its standard output');
  const begins = stdout.trimStart()[0];
  try {
    return begins === '{' ? parseBounded(stdout, LIMITS).value : readYaml(stdout);
  } catch {
    throw new Error('wrote something else than JSON on its standard output');
  }
}
