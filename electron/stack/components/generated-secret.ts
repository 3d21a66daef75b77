// The secrets that ODIN invents. Each is made once and never overwritten: Grafana reads its password only when it makes its
// database, and what is shared between two has to fit both.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { hash } from 'bcryptjs';
import { stringify } from 'yaml';
import type { KubeObject } from '../../../shared/model/object.ts';

/** Where Grafana's password lives; the manifests name the same. */
export const GRAFANA_ADMIN = { name: 'grafana-admin', userKey: 'admin-user', passwordKey: 'admin-password' } as const;

/**
 * Where the keys live that let ODIN's gateway log in: Grafana mounts the public one, and only ODIN reads the other. The
 * manifests name the same.
 */
export const GRAFANA_GATEWAY = { name: 'grafana-gateway', privateKey: 'private.pem', publicKey: 'public.pem' } as const;

/** Where node-exporter's lives: the password for Prometheus, and a web configuration with its hash for node-exporter. */
export const NODE_EXPORTER_AUTH = {
  name: 'node-exporter-auth',
  user: 'prometheus',
  passwordKey: 'password',
  configKey: 'web.yml',
} as const;

const PASSWORD_BYTES = 18; // 144 bits; 24 characters without padding

/** Nobody can guess 144 bits, so that a dearer hash would only cost node-exporter its time: it checks at every scrape. */
const BCRYPT_ROUNDS = 10;

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
 * The Secrets that the chosen components need, to be created where they do not exist and left alone where they do. An
 * uninstall keeps them: Grafana's volume knows no other password.
 *
 * @param components their names
 * @param password gives a new password at every call
 */
export async function generatedSecrets(
  components: ReadonlySet<string>,
  namespace: string,
  password: () => string,
): Promise<readonly KubeObject[]> {
  return [
    ...(components.has('grafana')
      ? [grafanaAdminSecret(namespace, password()), grafanaGatewaySecret(namespace, randomKeyPair())]
      : []),
    ...(components.has('node-exporter') ? [await nodeExporterAuthSecret(namespace, password())] : []),
  ];
}

/** The Secret for Grafana's administrator. */
function grafanaAdminSecret(namespace: string, password: string): KubeObject {
  const { name, userKey, passwordKey } = GRAFANA_ADMIN;
  return secret(
    { namespace, name, app: 'grafana', component: 'dashboards' },
    { [userKey]: 'admin', [passwordKey]: password },
  );
}

/** The Secret for the gateway; `keys` are a new pair. */
export function grafanaGatewaySecret(namespace: string, keys: ReturnType<typeof randomKeyPair>): KubeObject {
  const { name, privateKey, publicKey } = GRAFANA_GATEWAY;
  return secret(
    { namespace, name, app: 'grafana', component: 'dashboards' },
    { [privateKey]: keys.privateKey, [publicKey]: keys.publicKey },
  );
}

/** The Secret between Prometheus and node-exporter. */
export async function nodeExporterAuthSecret(namespace: string, password: string): Promise<KubeObject> {
  const { name, user, passwordKey, configKey } = NODE_EXPORTER_AUTH;
  const config = stringify({ basic_auth_users: { [user]: await hash(password, BCRYPT_ROUNDS) } });
  return secret(
    { namespace, name, app: 'node-exporter', component: 'exporter' },
    { [passwordKey]: password, [configKey]: config },
  );
}

interface SecretIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly app: string;
  readonly component: string;
}

function secret(identity: SecretIdentity, texts: Readonly<Record<string, string>>): KubeObject {
  const { namespace, name, app, component } = identity;
  const encoded = Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      namespace,
      labels: {
        'app.kubernetes.io/name': app,
        'app.kubernetes.io/component': component,
        'app.kubernetes.io/part-of': 'odin',
      },
      annotations: { 'helm.sh/resource-policy': 'keep' },
    },
    type: 'Opaque',
    data: Object.fromEntries(encoded),
  };
}
