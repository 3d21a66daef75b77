// The one password that ODIN invents: Grafana's administrator. It is made once and never overwritten, since Grafana reads
// it only when it makes its database.
import { randomBytes } from 'node:crypto';
import type { KubeObject } from '../../shared/model/object.ts';

/** Where Grafana's password lives; the manifests name the same. */
export const GRAFANA_ADMIN = { name: 'grafana-admin', userKey: 'admin-user', passwordKey: 'admin-password' } as const;

const PASSWORD_BYTES = 18; // 144 bits; 24 characters without padding

/** A new password of 24 letters, digits, `-` and `_`. */
export function randomPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url');
}

/**
 * The Secret for Grafana's administrator, to be created where it does not exist and left alone where it does.
 * An uninstall keeps it beside Grafana's volume, which knows no other password.
 */
export function grafanaAdminSecret(namespace: string, password: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: GRAFANA_ADMIN.name,
      namespace,
      labels: {
        'app.kubernetes.io/name': 'grafana',
        'app.kubernetes.io/component': 'dashboards',
        'app.kubernetes.io/part-of': 'odin',
      },
      annotations: { 'helm.sh/resource-policy': 'keep' },
    },
    type: 'Opaque',
    data: {
      [GRAFANA_ADMIN.userKey]: Buffer.from('admin').toString('base64'),
      [GRAFANA_ADMIN.passwordKey]: Buffer.from(password).toString('base64'),
    },
  };
}
