// One context of a kubeconfig file as one value, with all that it names read into it.
import { statSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { inlineCa, inlineCertificate } from './inline-files.ts';
import { readKubeconfig } from './kubeconfig.ts';
import type { KubeconfigCluster, KubeconfigUser } from './kubeconfig-file.ts';

/** Names a context of a kubeconfig file. */
export interface ContextSource {
  readonly file: string;
  readonly context: string;
}

/** `server` has no slash at its end, certificates are data, and `stamp` tells one state of the file from another. */
export interface ResolvedContext extends ContextSource {
  readonly cluster: KubeconfigCluster;
  readonly user: KubeconfigUser;
  readonly stamp: string;
}

/** Reads it now. Throws `AppError` `badInput` for what is wrong or missing. */
export function readContext(source: ContextSource): ResolvedContext {
  const { file, context } = source;
  const stamp = stampOf(file); // before reading: a change in between is then seen later, never missed
  const kubeconfig = readKubeconfig(file);
  const entry = kubeconfig.contexts.get(context);
  if (entry === undefined) throw new AppError('badInput', `${file} has no context ${context}.`, { subject: file });
  const cluster = kubeconfig.clusters.get(entry.cluster);
  if (cluster === undefined) throw dangling(source, 'cluster', entry.cluster);
  const user = entry.user === undefined ? {} : kubeconfig.users.get(entry.user);
  if (user === undefined) throw dangling(source, 'user', entry.user ?? '');
  if (!/^https?:\/\//.test(cluster.server) || !URL.canParse(cluster.server)) {
    const message = `The server of cluster ${entry.cluster} in ${file} is not an http(s) address: ${cluster.server}.`;
    throw new AppError('badInput', message, { subject: file });
  }
  const server = cluster.server.replace(/\/+$/, '');
  return { file, context, cluster: inlineCa({ ...cluster, server }, file), user: inlineCertificate(user, file), stamp };
}

/** Whether the file has changed since. */
export function isOutdated({ file, stamp }: ResolvedContext): boolean {
  return stampOf(file) !== stamp;
}

function dangling({ file, context }: ContextSource, what: string, name: string): AppError {
  const message = `Context ${context} of ${file} names the ${what} ${name}, which is not in it.`;
  return new AppError('badInput', message, { subject: file });
}

function stampOf(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.mtimeMs}/${stats.size}/${stats.ino}`;
}
