// The secrets that ODIN invents for Grafana: its administrator's first password, and the keys by which it knows ODIN's
// gateway. They are made once and never overwritten, since a running Grafana knows no others.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KubeObject } from '../../shared/model/object.ts';

/** Where Grafana's password lives; the manifests name the same. */
export const GRAFANA_ADMIN = { name: 'grafana-admin', userKey: 'admin-user', passwordKey: 'admin-password' } as const;

/**
 * Where the keys live that let ODIN's gateway log in: Grafana mounts the public one, and only ODIN reads the other. The
 * manifests name the same.
 */
export const GRAFANA_GATEWAY = { name: 'grafana-gateway', privateKey: 'private.pem', publicKey: 'public.pem' } as const;

const PASSWORD_BYTES = 18; // 144 bits; 24 characters without padding

/** A new password of 24 letters, digits, `-` and `_`. */
export function randomPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url');
}

/** A new pair of P-256 keys in PEM (PKCS #8 and SPKI), as `auth.jwt` of Grafana and any JWT library read them. */
export function randomKeyPair(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/**
 * The Secret for Grafana's administrator, to be created where it does not exist and left alone where it does.
 * An uninstall keeps it beside Grafana's volume, which knows no other password.
 */
export function grafanaAdminSecret(namespace: string, password: string): KubeObject {
  const { name, userKey, passwordKey } = GRAFANA_ADMIN;
  return secretOf(namespace, name, { [userKey]: 'admin', [passwordKey]: password });
}

/** The Secret for the gateway, likewise; `keys` are a new pair. */
export function grafanaGatewaySecret(namespace: string, keys: ReturnType<typeof randomKeyPair>): KubeObject {
  const { name, privateKey, publicKey } = GRAFANA_GATEWAY;
  return secretOf(namespace, name, { [privateKey]: keys.privateKey, [publicKey]: keys.publicKey });
}

function secretOf(namespace: string, name: string, values: Readonly<Record<string, string>>): KubeObject {
  const encoded = Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      labels: {
        'app.kubernetes.io/name': 'grafana',
        'app.kubernetes.io/component': 'dashboards',
        'app.kubernetes.io/part-of': 'odin',
      },
      annotations: { 'helm.sh/resource-policy': 'keep' },
    },
    type: 'Opaque',
    data: Object.fromEntries(encoded),
  };
}
