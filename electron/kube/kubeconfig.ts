// The kubeconfig files of this machine, and the contexts in them. Each file counts by itself: K3s, like many, calls its cluster `default`.
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { ClusterContext, ContextId, KubeconfigFile } from '../../shared/model/cluster.ts';
import { readTextFile, TextFileError } from '../text-file.ts';
import { type Kubeconfig, parseKubeconfig } from './kubeconfig-file.ts';

/** Where K3s writes its kubeconfig: readable by root alone unless it was told otherwise. */
export const K3S_KUBECONFIG = '/etc/rancher/k3s/k3s.yaml';

/** Five hundred contexts with certificates of their own are some 3 MB. */
const KUBECONFIG_FILE = { what: 'a kubeconfig', limit: 4 * 1024 * 1024 };

/** The variables that are looked at. */
export type KubeconfigEnvironment = Readonly<Record<string, string | undefined>>;

/** The id of a context: names alone repeat between files. */
export function contextIdOf(file: string, context: string): ContextId {
  return `${file}#${context}`;
}

/**
 * Finds and reads the kubeconfig files: those of `KUBECONFIG`, else `~/.kube/config`, then a private copy of K3s' own
 * (`~/.kube/k3s.yaml`) and K3s' own. A file that can't be used is listed with its problem. Never writes, never throws.
 */
export function loadClusterList(
  environment: KubeconfigEnvironment,
  k3sPath: string = K3S_KUBECONFIG,
): { readonly files: KubeconfigFile[]; readonly contexts: ClusterContext[] } {
  const files: KubeconfigFile[] = [];
  const contexts: ClusterContext[] = [];
  for (const path of findKubeconfigs(environment, k3sPath)) {
    try {
      contexts.push(...contextsOf(readKubeconfig(path, privateCopy(environment)), path));
      files.push({ path });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const remedy = error.remedy === undefined ? {} : { remedy: error.remedy };
      files.push({ path, problem: error.message, ...remedy });
    }
  }
  return { files, contexts };
}

/**
 * Reads one kubeconfig file. `copyTo` is what the remedy for a file of root's names as the private copy's place.
 *
 * Throws `AppError` `badInput`: missing, not readable, or what `parseKubeconfig` says.
 */
export function readKubeconfig(path: string, copyTo: string = privateCopy(process.env)): Kubeconfig {
  return parseKubeconfig(readText(path, copyTo), path);
}

function findKubeconfigs(environment: KubeconfigEnvironment, k3sPath: string): readonly string[] {
  const listed = (environment.KUBECONFIG ?? '').split(delimiter).filter((path) => path !== '');
  const usual = join(homeOf(environment), '.kube', 'config');
  const copy = privateCopy(environment);
  const own = existsSync(copy) ? [copy] : existsSync(k3sPath) ? [k3sPath] : [];
  const asked = listed.length > 0 ? listed : [usual];
  const paths = new Set([...asked, ...own].map((path) => resolve(path)));
  // A machine with K3s alone has no ~/.kube/config, and nobody misses it.
  if (listed.length === 0 && own.length > 0 && !existsSync(usual)) paths.delete(resolve(usual));
  return [...paths];
}

function contextsOf(kubeconfig: Kubeconfig, path: string): ClusterContext[] {
  return [...kubeconfig.contexts].map(([name, context]) => {
    const server = kubeconfig.clusters.get(context.cluster)?.server;
    return {
      id: contextIdOf(path, name),
      kind: 'kubeconfig',
      name,
      file: path,
      ...(server === undefined ? {} : { server }),
      ...(context.namespace ? { namespace: context.namespace } : {}),
      isCurrent: name === kubeconfig.currentContext,
    };
  });
}

function readText(path: string, copyTo: string): string {
  try {
    return readTextFile(path, KUBECONFIG_FILE);
  } catch (error) {
    if (!(error instanceof TextFileError)) throw error;
    switch (error.systemCode) {
      case 'ENOENT': {
        const sentence = `There is no kubeconfig at ${path}: put one there, or name one in KUBECONFIG.`;
        throw new AppError('badInput', sentence, { subject: path });
      }
      case 'EACCES':
      case 'EPERM': {
        const sentence = `${path} may not be read by you; make a private copy of it.`;
        const remedy = `sudo install -D -m 600 -o "$USER" ${path} ${copyTo}`;
        throw new AppError('badInput', sentence, { subject: path, remedy });
      }
      default:
        throw error;
    }
  }
}

function privateCopy(environment: KubeconfigEnvironment): string {
  return join(homeOf(environment), '.kube', 'k3s.yaml');
}

function homeOf(environment: KubeconfigEnvironment): string {
  return environment.HOME ?? environment.USERPROFILE ?? homedir();
}
