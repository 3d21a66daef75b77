// The files of a list as one kubeconfig, with kubectl's meaning: what the first file says under a name counts.
import { dirname, resolve } from 'node:path';
import type { AppError } from '../../shared/errors.ts';
import {
  type Entry,
  type Kubeconfig,
  type KubeconfigCluster,
  type KubeconfigUser,
  UNKNOWN,
} from './kubeconfig-file.ts';
import { checkCluster, userProblem } from './kubeconfig-rules.ts';

/** A file that was looked at: what is in it, or why that is not known. One that is not there says nothing about the others. */
export type ListedFile =
  | { readonly path: string; readonly config: Kubeconfig }
  | { readonly path: string; readonly error: AppError; readonly isMissing: boolean };

/** A context with what it leads to. The server's address has no password in it: that is the user's then. */
export interface UsableContext {
  readonly cluster: KubeconfigCluster;
  readonly user: KubeconfigUser;
  /** The file that the cluster, the user is from: paths in them start there. */
  readonly clusterFile: string;
  readonly userFile: string;
  /** A sentence, where the list has two things of a name and somebody may think of the other one. */
  readonly remark: string | undefined;
}

/** A context that can be used, or a sentence why not; `server` where that much is known. */
export type Resolution =
  | (UsableContext & { readonly problem?: never })
  | { readonly problem: string; readonly server?: string; readonly remark?: never };

/** Where a context stands. */
export interface ContextPlace {
  readonly file: string;
  readonly name: string;
}

/**
 * The current context of a list: the first that is set, wherever that context is. None where a file that might have set
 * it cannot be read: rather none than another cluster.
 */
export function currentOf(files: readonly ListedFile[]): ContextPlace | undefined {
  for (const file of files) {
    if ('error' in file && file.isMissing) continue;
    if ('error' in file || file.config.currentContext === UNKNOWN) return undefined;
    const name = file.config.currentContext;
    if (name === undefined) continue;
    const home = configsOf(files).find(({ contexts }) => contexts.has(name));
    return home === undefined ? undefined : { file: home.path, name };
  }
  return undefined;
}

/** The files of a list that could be read. */
export function configsOf(files: readonly ListedFile[]): readonly Kubeconfig[] {
  return files.flatMap((file) => ('config' in file ? [file.config] : []));
}

/**
 * What the context leads to. kubectl knows one context of a name, the first file's, and looks for its cluster and its
 * user from the first file on. A later file's, which kubectl does not see, has those of its own file.
 */
export function resolveContext(configs: readonly Kubeconfig[], { file, name }: ContextPlace): Resolution {
  const own = configs.find(({ path }) => path === file);
  const context = own?.contexts.get(name);
  if (own === undefined || context === undefined) return { problem: `${file} has no context ${name}.` };
  if (context.problem !== undefined) {
    return { problem: `Context ${name} of ${file} cannot be used: ${context.problem}.` };
  }
  const first = configs.find(({ contexts }) => contexts.has(name)) ?? own;
  const order = first === own ? configs : [own, ...configs.filter((config) => config !== own)];
  const subject = `Context ${name} of ${file}`;
  const cluster = find('cluster', context.value.cluster, order, subject, ({ clusters }) => clusters);
  if (cluster.problem !== undefined) return cluster;
  const server = checkCluster(cluster.value);
  if (server.problem !== undefined)
    return unusable(subject, 'cluster', context.value.cluster, cluster.file, server.problem);
  const user = find('user', context.value.user, order, subject, ({ users }) => users);
  const fault = user.problem === undefined ? userProblem(user.value) : undefined;
  if (user.problem !== undefined) return { ...user, server: server.address };
  if (fault !== undefined) {
    return { ...unusable(subject, 'user', context.value.user, user.file, fault), server: server.address };
  }
  const others = [
    ...(first === own ? [] : [`kubectl takes the context ${name} from ${first.path}, not from ${file}`]),
    ...doubled('cluster', context.value.cluster, cluster.file, own, own.clusters),
    ...doubled('user', context.value.user, user.file, own, own.users),
  ];
  return {
    cluster: { ...cluster.value, server: server.address },
    user: server.login === undefined ? user.value : asLogin(user.value, server.login),
    clusterFile: cluster.file,
    userFile: user.file,
    remark: others.length === 0 ? undefined : sentenceOf(others),
  };
}

function sentenceOf(parts: readonly string[]): string {
  const text = parts.join('; ');
  return `${text.startsWith('the ') ? `The ${text.slice(4)}` : text}.`;
}

/** A path of an entry of `origin`, as it reads from `file`. */
export function pathFrom(file: string, origin: string, path: string): string {
  return dirname(file) === dirname(origin) ? path : resolve(dirname(origin), path);
}

type Found<T> = { readonly value: T; readonly file: string; readonly problem?: never } | { readonly problem: string };

function unusable(
  subject: string,
  what: string,
  name = '',
  file: string,
  problem: string,
): { readonly problem: string } {
  return { problem: `${subject} leads to the ${what} ${name} of ${file}, which cannot be used: ${problem}.` };
}

/** A context may have no user; kubectl then goes without credentials. */
function find<T>(
  what: 'cluster' | 'user',
  name: string | undefined,
  order: readonly Kubeconfig[],
  subject: string,
  entriesOf: (config: Kubeconfig) => ReadonlyMap<string, Entry<T>>,
): Found<T> {
  if (name === undefined) {
    const [own] = order;
    if (what === 'user' && own !== undefined) return { value: {} as T, file: own.path };
    return { problem: `${subject} names no ${what}.` };
  }
  const home = order.find((config) => entriesOf(config).has(name));
  const entry = home === undefined ? undefined : entriesOf(home).get(name);
  if (home === undefined || entry === undefined) {
    const where = order.length === 1 ? 'it' : `any of ${order.map(({ path }) => path).join(', ')}`;
    return { problem: `${subject} names the ${what} ${name}, which is not in ${where}.` };
  }
  if (entry.problem !== undefined) return unusable(subject, what, name, home.path, entry.problem);
  return { value: entry.value, file: home.path };
}

function doubled(
  what: string,
  name: string | undefined,
  file: string,
  own: Kubeconfig,
  entries: ReadonlyMap<string, unknown>,
): readonly string[] {
  if (name === undefined || file === own.path || !entries.has(name)) return [];
  return [`the ${what} ${name} is in ${file} and in ${own.path}: as for kubectl, the first counts`];
}

/** A password in the address is shown before any token, as Go's HTTP client does; a certificate is shown besides. */
function asLogin(user: KubeconfigUser, login: { username: string; password: string }): KubeconfigUser {
  return { ...user, ...login, token: undefined, tokenFile: undefined, exec: undefined, 'auth-provider': undefined };
}
