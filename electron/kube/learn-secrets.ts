// Tells the secrets of a kubeconfig's context, and of the Secrets that are read and written, to whoever masks texts.
import { isRecord } from '../../shared/json.ts';
import { knownSecrets } from '../log/known-secrets.ts';
import { isSecretName } from '../log/mask-text.ts';
import type { KubeconfigCluster, KubeconfigExec, KubeconfigUser } from './kubeconfig-file.ts';

/** Records of releases are Secrets, and are no secrets by themselves: each is one text of names and kinds. What is secret in them stands in other Secrets too. */
const RECORDS: ReadonlySet<unknown> = new Set(['helm.sh/release.v1', 'odin-control-panel/state.v1']);
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const DEEPEST = 4;

/** What a context's user proves itself by, and what leads through its proxy. */
export function learnContext({
  user,
  cluster,
}: {
  readonly user: KubeconfigUser;
  readonly cluster: KubeconfigCluster;
}): void {
  for (const secret of [user.token, user.password, decoded(user['client-key-data']), cluster['proxy-url']])
    knownSecrets.learn(secret);
  // Not every user is a name: some services want a token there.
  if (user.username && !user.password) knownSecrets.learn(user.username);
  if (user.exec) learnPlugin(user.exec);
  const provider = user['auth-provider'];
  learnNamed(isRecord(provider) ? provider.config : undefined);
}

/** Of an OIDC login, whose tokens are renewed in place. */
export function learnNamed(values: unknown): void {
  for (const [name, value] of Object.entries(isRecord(values) ? values : {}))
    if (typeof value === 'string' && isSecretName(name)) knownSecrets.learn(value);
}

/** Of a request or an answer: the values of the Secrets in it. */
export function learnObject(value: unknown, isSecret = false, depth = 0): void {
  if (depth > DEEPEST || !isRecord(value)) return;
  const kind = typeof value.kind === 'string' ? value.kind : '';
  if (Array.isArray(value.items)) {
    if (kind === 'SecretList' || kind === 'List')
      for (const item of value.items) learnObject(item, kind === 'SecretList', depth + 1);
    return;
  }
  if ((kind !== 'Secret' && !isSecret) || RECORDS.has(value.type)) return;
  for (const text of textsOf(value.data)) knownSecrets.learn(decoded(text));
  for (const text of textsOf(value.stringData)) knownSecrets.learn(text);
  const annotations = isRecord(value.metadata) ? value.metadata.annotations : undefined;
  const applied = isRecord(annotations) ? annotations[LAST_APPLIED] : undefined;
  if (typeof applied === 'string') learnObject(parsed(applied), true, depth + 1);
}

function learnPlugin({ env, args }: KubeconfigExec): void {
  for (const { name, value } of env ?? []) if (isSecretName(name) || value.includes('://')) knownSecrets.learn(value);
  const words = args ?? [];
  for (const [index, word] of words.entries()) {
    const [option = '', value] = word.split(/=(.*)/s, 2);
    if (option.startsWith('-') && isSecretName(option.replace(/^-+/, '')))
      knownSecrets.learn(value ?? words[index + 1]);
    else if (word.includes('://')) knownSecrets.learn(word);
  }
}

function textsOf(values: unknown): readonly string[] {
  return Object.values(isRecord(values) ? values : {}).filter((value) => typeof value === 'string');
}

function decoded(base64: string | undefined): string | undefined {
  return base64 && Buffer.from(base64, 'base64').toString('utf8');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
