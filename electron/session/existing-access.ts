// The way to the Prometheus that the settings name: its Service, its path, its certificate, its login.
import { X509Certificate } from 'node:crypto';
import { AppError, toAppError } from '../../shared/errors.ts';
import {
  type ExistingPrometheus,
  pathOf,
  type SecretKey,
  secretKeysOf,
} from '../../shared/model/settings/existing-prometheus.ts';
import { STACK_NAMESPACE } from '../../shared/model/stack.ts';
import type { ServiceAccess } from '../cluster/service-access.ts';
import type { Advice } from '../cluster/service-advice.ts';
import type { ServiceName } from '../cluster/service-answer.ts';
import type { KubeClient } from '../kube/client.ts';
import { toldBy } from '../metrics/refusal.ts';
import { existingHost } from '../stack/settings/existing-host.ts';
import { readSecretData } from './read-secret.ts';

/** The cheapest question that only Prometheus' API answers; its health pages are elsewhere, or missing, in what speaks its API. */
const PROBE = '/api/v1/query?query=1';

/** The Secret's values by their keys. */
type Values = Partial<Readonly<Record<SecretKey, string>>>;

/**
 * Reads the Secret, where the settings ask for something in it.
 *
 * Throws `AppError` `notFound` where there is no such Secret, `badInput` where a value of it cannot be used, and what the
 * client throws.
 */
export async function existingAccess(
  client: KubeClient,
  existing: ExistingPrometheus,
  signal: AbortSignal,
): Promise<ServiceAccess> {
  const { namespace, service, port, scheme, trust, serverName, tenant } = existing;
  const values = await valuesFor(client, existing, signal);
  const host = existingHost(existing);
  const ca = values['ca.crt'];
  const address = { namespace, name: service, port, basePath: pathOf(existing) };
  const advice = adviceOn(existing);
  const tls = {
    serverName: serverName ?? host,
    skipVerify: trust === 'skipVerify',
    ...(ca === undefined ? {} : { ca }),
  };
  return {
    ...address,
    ...(scheme === 'https' ? { tls } : {}),
    headers: {
      host: `${host}:${port}`,
      ...loginOf(existing, values),
      ...(tenant === undefined ? {} : { 'x-scope-orgid': tenant }),
    },
    probePath: PROBE,
    judge: (answer) => void toldBy(prometheusName({ ...address, advice }), answer),
    advice,
  };
}

/**
 * What there is to say of its Secret before there is a plan: that it is not there yet. Whoever may not read it hears nothing.
 *
 * Throws `badInput` where a value of it cannot be used.
 */
export async function existingNotes(
  client: KubeClient,
  existing: ExistingPrometheus,
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    await valuesFor(client, existing, signal);
    return [];
  } catch (error) {
    const { code, message } = toAppError(error);
    if (code === 'forbidden') return [];
    if (code === 'notFound') return [message];
    throw error;
  }
}

/** For sentences: `Prometheus at lab/kps:9090/prometheus`. */
export function prometheusName(
  access: Pick<ServiceAccess, 'namespace' | 'name' | 'port' | 'basePath' | 'advice'>,
): ServiceName {
  const { namespace, name, port, basePath, advice } = access;
  const place = `${namespace}/${name}:${port}${basePath}`;
  return { program: 'Prometheus', place, ...(advice === undefined ? {} : { advice }) };
}

/** Throws `badInput` for what is no value for its key: the sentence holds none of it. */
export function assertUsable(secret: string, key: SecretKey, value: string | undefined): asserts value is string {
  const subject = `Secret/${STACK_NAMESPACE}/${secret}`;
  const refused = (reason: string) => new AppError('badInput', `${subject} ${reason}.`, { subject });
  if (value === undefined) throw refused(`has no ${key}, which prometheus.existing of the settings asks for: add it`);
  if (key === 'ca.crt') {
    if (!isCertificate(value)) throw refused('has no certificate in PEM in ca.crt: put that of the authority there');
  } else if (value === '') {
    throw refused(`has nothing in ${key}: put a value there`);
  } else if (/[\0\r\n]/.test(value)) {
    throw refused(`has a line break in ${key}, which no login has: make it without, as by --from-literal`);
  } else if (key === 'username' && value.includes(':')) {
    throw refused('has a colon in username, where basic auth would end it: choose another user');
  } else if (key === 'token' && !/^[\x21-\x7e]+$/.test(value)) {
    throw refused('has a character in token that no header can have: make it anew');
  }
}

async function valuesFor(client: KubeClient, existing: ExistingPrometheus, signal: AbortSignal): Promise<Values> {
  const keys = secretKeysOf(existing);
  const { secret } = existing;
  if (keys.length === 0 || secret === undefined) return {};
  const data = await readSecretData(client, { namespace: STACK_NAMESPACE, name: secret }, signal);
  if (data === undefined) {
    const subject = `Secret/${STACK_NAMESPACE}/${secret}`;
    const message = `${subject} does not exist, and prometheus.existing of the settings asks for ${keys.join(' and ')} in it: make it.`;
    throw new AppError('notFound', message, { subject });
  }
  return Object.fromEntries(
    keys.map((key) => {
      const value = Object.hasOwn(data, key) ? data[key] : undefined;
      assertUsable(secret, key, value);
      return [key, value];
    }),
  );
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).subject !== undefined;
  } catch {
    return false;
  }
}

function loginOf({ auth }: ExistingPrometheus, { username, password, token }: Values): Record<string, string> {
  if (auth === 'basic') {
    return { authorization: `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}` };
  }
  return auth === 'bearer' ? { authorization: `Bearer ${token}` } : {};
}

function adviceOn({ auth, secret, trust, tenant }: ExistingPrometheus): Advice {
  const set = (key: string, value: string) => `set prometheus.existing.${key} of the settings to ${value}`;
  return {
    missing: 'prometheus.existing of the settings names it, so put it back or name another',
    path: set('path', 'what stands before /api/v1 in its addresses'),
    tls: set('scheme', 'https'),
    plain: set('scheme', 'http'),
    trust:
      trust === 'secret'
        ? `ca.crt in Secret ${STACK_NAMESPACE}/${secret} is not that of its authority`
        : set('trust', 'secret, and put the certificate of its authority into the Secret'),
    serverName: set('serverName', 'the name that is in it'),
    login:
      auth === 'none'
        ? set('auth', 'basic or bearer')
        : `it does not take what Secret ${STACK_NAMESPACE}/${secret} has for prometheus.existing.auth ${auth}`,
    tenant:
      tenant === undefined ? set('tenant', 'its name') : `it does not take tenant ${tenant} of prometheus.existing`,
  };
}
