// The Secret between Prometheus and node-exporter, which has to fit both.
import type { KubeObject } from '../../../../shared/model/object.ts';
import { writeYaml } from '../../../yaml/write.ts';
import { keptSecret } from './kept-secret.ts';

/** The Secret with a password for Prometheus, and for node-exporter a web configuration with its hash. */
export const NODE_EXPORTER_AUTH = {
  name: 'node-exporter-auth',
  user: 'prometheus',
  passwordKey: 'password',
  configKey: 'web.yml',
} as const;

/** Nobody can guess 144 bits, so that a dearer hash would only cost node-exporter its time: it checks at every scrape. */
const BCRYPT_ROUNDS = 10;

/** The Secret with that password. */
export async function nodeExporterAuthSecret(namespace: string, password: string): Promise<KubeObject> {
  const { name, user, passwordKey, configKey } = NODE_EXPORTER_AUTH;
  // An install alone needs it.
  const { hash } = await import('bcryptjs');
  const config = writeYaml({ basic_auth_users: { [user]: await hash(password, BCRYPT_ROUNDS) } });
  return keptSecret(
    { namespace, name, app: 'node-exporter', component: 'exporter' },
    { [passwordKey]: password, [configKey]: config },
  );
}
