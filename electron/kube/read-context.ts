// One context of a kubeconfig as one value, with all that it names read into it.
import { statSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { inlineCa, inlineCertificate } from './inline-files.ts';
import type { KubeconfigCluster, KubeconfigUser } from './kubeconfig-file.ts';
import { configsOf, pathFrom, resolveContext } from './kubeconfig-list.ts';
import { learnContext } from './learn-secrets.ts';
import { readKubeconfigs } from './read-kubeconfigs.ts';

/** Names a context of a kubeconfig file. `files` are those that are read as one with it, in their order; its own alone by default. */
export interface ContextSource {
  readonly file: string;
  readonly context: string;
  readonly files?: readonly string[];
}

/**
 * `server` has no slash at its end and no password in it, certificates are data, other paths start at `file`, and `stamp`
 * tells one state of the files from another.
 */
export interface ResolvedContext extends ContextSource {
  readonly cluster: KubeconfigCluster;
  readonly user: KubeconfigUser;
  readonly stamp: string;
}

/** Reads it now; `asNobody` without its user, and no file of theirs. Throws `AppError` `badInput` for what is wrong or missing. */
export function readContext(source: ContextSource, asNobody = false): ResolvedContext {
  const { file, context: name } = source;
  const stamp = stampOf(source); // before reading: a change in between is then seen later, never missed
  const listed = readKubeconfigs(source.files ?? [file]);
  const own = listed.find(({ path }) => path === file);
  if (own !== undefined && 'error' in own) throw own.error;
  const found = resolveContext(configsOf(listed), { file, name });
  if (found.problem !== undefined) throw new AppError('badInput', found.problem, { subject: file });
  const { clusterFile, userFile } = found;
  learnContext(found);
  const cluster = inlineCa(found.cluster, clusterFile);
  const user = asNobody ? {} : inlineCertificate(withPaths(found.user, userFile, file), userFile);
  learnContext({ user, cluster });
  return { ...source, cluster, user, stamp };
}

/** Whether a file has changed since. */
export function isOutdated(context: ResolvedContext): boolean {
  return stampOf(context) !== context.stamp;
}

/** A user of another folder's file, whose token and plugin are looked for from there. A plugin without a slash is on PATH. */
function withPaths(user: KubeconfigUser, origin: string, file: string): KubeconfigUser {
  const { tokenFile, exec } = user;
  return {
    ...user,
    tokenFile: tokenFile && pathFrom(file, origin, tokenFile),
    exec: exec && /[/\\]/.test(exec.command) ? { ...exec, command: pathFrom(file, origin, exec.command) } : exec,
  };
}

function stampOf({ file, files = [file] }: ContextSource): string {
  return files.map((path) => stampOfFile(path)).join(' ');
}

function stampOfFile(path: string): string {
  try {
    const stats = statSync(path);
    return `${stats.mtimeMs}/${stats.size}/${stats.ino}`;
  } catch {
    return ''; // not there, or not to be seen
  }
}
