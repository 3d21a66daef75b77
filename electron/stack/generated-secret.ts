// The passwords that ODIN invents. Each is made once and never overwritten: Grafana reads its own only when it makes its
// database, and the two halves of node-exporter's have to fit each other.
import { randomBytes } from 'node:crypto';
import { hash } from 'bcryptjs';
import { stringify } from 'yaml';
import type { KubeObject } from '../../shared/model/object.ts';

/** Where Grafana's password lives; the manifests name the same. */
export const GRAFANA_ADMIN = { name: 'grafana-admin', userKey: 'admin-user', passwordKey: 'admin-password' } as const;

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
    ...(components.has('grafana') ? [grafanaAdminSecret(namespace, password())] : []),
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
