// One kubeconfig file as data: what kubectl would read in it, or one sentence on why it can't be read.
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';

const text = z.string().nullish();

const clusterSchema = z.object({
  server: z.string(),
  'certificate-authority': text,
  'certificate-authority-data': text,
  'insecure-skip-tls-verify': z.boolean().nullish(),
  'tls-server-name': text,
  'proxy-url': text,
});

const execSchema = z.object({
  apiVersion: text,
  command: z.string(),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
  installHint: text,
  interactiveMode: text,
  provideClusterInfo: z.boolean().nullish(),
});

const userSchema = z.object({
  token: text,
  tokenFile: text,
  username: text,
  password: text,
  'client-certificate': text,
  'client-certificate-data': text,
  'client-key': text,
  'client-key-data': text,
  exec: execSchema.nullish(),
  'auth-provider': z.unknown().optional(),
  as: text,
  'as-uid': text,
  'as-groups': z.array(z.string()).nullish(),
});

const kubeconfigSchema = z.object({
  'current-context': text,
  clusters: z.array(z.object({ name: z.string(), cluster: clusterSchema })).nullish(),
  users: z.array(z.object({ name: z.string(), user: userSchema.nullish() })).nullish(),
  contexts: z
    .array(z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: text, namespace: text }) }))
    .nullish(),
});

/** `clusters[].cluster`. Source: https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ */
export type KubeconfigCluster = z.infer<typeof clusterSchema>;
/** `users[].user`. */
export type KubeconfigUser = z.infer<typeof userSchema>;
/** `users[].user.exec`. */
export type KubeconfigExec = z.infer<typeof execSchema>;

/** `contexts[].context`. */
export interface KubeconfigContext {
  readonly cluster: string;
  readonly user: string | undefined;
  readonly namespace: string | undefined;
}

/** A kubeconfig by name. Of entries with equal names the first counts, as for kubectl. */
export interface Kubeconfig {
  readonly currentContext: string | undefined;
  readonly contexts: ReadonlyMap<string, KubeconfigContext>;
  readonly clusters: ReadonlyMap<string, KubeconfigCluster>;
  readonly users: ReadonlyMap<string, KubeconfigUser>;
}

/**
 * Reads a kubeconfig's text. `path` is for the messages alone.
 *
 * Throws `AppError` `badInput`: empty, not YAML (with the line), not a kubeconfig (with the field), no contexts.
 */
export function parseKubeconfig(content: string, path: string): Kubeconfig {
  if (content.trim() === '') throw new AppError('badInput', `${path} is empty.`, { subject: path });
  const document = parseDocument(content);
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    const line = mistake.linePos?.[0].line;
    const [what] = mistake.message.split(/ at line |\n/, 1);
    throw new AppError('badInput', `${path} is not valid YAML: line ${line ?? '?'}: ${what}.`, { subject: path });
  }
  const parsed = kubeconfigSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue === undefined || issue.path.length === 0 ? 'the document' : formatPath(issue.path);
    throw new AppError('badInput', `${path} is not a kubeconfig: ${field}: ${issue?.message}.`, { subject: path });
  }
  const { clusters, users, contexts } = parsed.data;
  if (contexts === null || contexts === undefined || contexts.length === 0) {
    throw new AppError('badInput', `${path} has no contexts, so it leads to no cluster.`, { subject: path });
  }
  return {
    currentContext: parsed.data['current-context'] ?? undefined,
    contexts: byName(contexts, ({ context: { cluster, user, namespace } }) => {
      return { cluster, user: user ?? undefined, namespace: namespace ?? undefined };
    }),
    clusters: byName(clusters ?? [], ({ cluster }) => cluster),
    users: byName(users ?? [], ({ user }) => user ?? {}),
  };
}

function byName<T extends { readonly name: string }, V>(entries: readonly T[], value: (entry: T) => V): Map<string, V> {
  const map = new Map<string, V>();
  for (const entry of entries) if (!map.has(entry.name)) map.set(entry.name, value(entry));
  return map;
}

function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((head, key) => {
    if (typeof key === 'number') return `${head}[${key}]`;
    return head === '' ? String(key) : `${head}.${String(key)}`;
  }, '');
}
