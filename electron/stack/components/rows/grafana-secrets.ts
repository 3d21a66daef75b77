// Grafana's Secrets: the administrator's password, which Grafana reads only when it makes its database, and the gateway's keys.
import { generateKeyPairSync } from 'node:crypto';
import type { KubeObject } from '../../../../shared/model/object.ts';
import { keptSecret } from './kept-secret.ts';

/** The Secret with Grafana's password; the manifests name the same. */
export const GRAFANA_ADMIN = { name: 'grafana-admin', userKey: 'admin-user', passwordKey: 'admin-password' } as const;

/**
 * The Secret with the keys that let ODIN's gateway log in: Grafana mounts the public one, and only ODIN reads the other.
 * The manifests name the same.
 */
export const GRAFANA_GATEWAY = { name: 'grafana-gateway', privateKey: 'private.pem', publicKey: 'public.pem' } as const;

/** A new pair of P-256 keys in PEM (PKCS #8 and SPKI), as `auth.jwt` of Grafana and any JWT library read them. */
export function randomKeyPair(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** Both, new. */
export async function grafanaSecrets(namespace: string, password: () => string): Promise<readonly KubeObject[]> {
  return [adminSecret(namespace, password()), grafanaGatewaySecret(namespace, randomKeyPair())];
}

function adminSecret(namespace: string, password: string): KubeObject {
  const { name, userKey, passwordKey } = GRAFANA_ADMIN;
  return keptSecret(
    { namespace, name, app: 'grafana', component: 'dashboards' },
    { [userKey]: 'admin', [passwordKey]: password },
  );
}

/** The Secret for the gateway; `keys` are a new pair. */
export function grafanaGatewaySecret(namespace: string, keys: ReturnType<typeof randomKeyPair>): KubeObject {
  const { name, privateKey, publicKey } = GRAFANA_GATEWAY;
  return keptSecret(
    { namespace, name, app: 'grafana', component: 'dashboards' },
    { [privateKey]: keys.privateKey, [publicKey]: keys.publicKey },
  );
}
