// The secrets that a program's environment holds: by the names of variables, and in the addresses of proxies and services.
import { knownSecrets } from './known-secrets.ts';
import { isSecretName } from './mask-text.ts';

/** Masks them from now on. */
export function learnEnvironment(environment: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value = ''] of Object.entries(environment)) {
    if (isSecretName(name) || value.includes('://')) knownSecrets.learn(value);
    // `user:password@host:port`, as proxies are named too.
    else if (/proxy$/i.test(name) && value.includes('@')) knownSecrets.learn(`http://${value}`);
  }
}
