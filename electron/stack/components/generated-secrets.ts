// The Secrets that the chosen components need and that nobody else makes.
import { randomBytes } from 'node:crypto';
import type { KubeObject } from '../../../shared/model/object.ts';
import { COMPONENTS } from './table.ts';

const PASSWORD_BYTES = 18; // 144 bits; 24 characters without padding

/** A new password of 24 letters, digits, `-` and `_`. */
export function randomPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url');
}

/**
 * New Secrets, to be created where they do not exist and left alone where they do. An uninstall keeps them: Grafana's volume
 * knows no other password.
 *
 * @param components their names
 * @param password gives a new password at every call
 */
export async function generatedSecrets(
  components: ReadonlySet<string>,
  namespace: string,
  password: () => string,
): Promise<readonly KubeObject[]> {
  const chosen = COMPONENTS.filter(({ name }) => components.has(name));
  return (await Promise.all(chosen.map(async ({ secrets }) => secrets?.(namespace, password) ?? []))).flat();
}
