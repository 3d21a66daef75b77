// One kubeconfig file as data: what kubectl would read in it, or one sentence on why it can't be read.
import { AppError } from '../../shared/errors.ts';
import { isRecord } from '../../shared/json.ts';
import {
  type Entry,
  type KubeconfigCluster,
  type KubeconfigContext,
  type KubeconfigUser,
  readClusters,
  readContexts,
  readUsers,
} from './kubeconfig-entry.ts';
import { readFirstDocument, UnreadableYaml } from './kubeconfig-yaml.ts';

export type {
  Entry,
  KubeconfigCluster,
  KubeconfigContext,
  KubeconfigExec,
  KubeconfigUser,
} from './kubeconfig-entry.ts';

/** A kubeconfig by name. */
export interface Kubeconfig {
  readonly path: string;
  /** `unknown` where the file sets one that cannot be told. */
  readonly currentContext: string | undefined | typeof UNKNOWN;
  readonly contexts: ReadonlyMap<string, Entry<KubeconfigContext>>;
  readonly clusters: ReadonlyMap<string, Entry<KubeconfigCluster>>;
  readonly users: ReadonlyMap<string, Entry<KubeconfigUser>>;
  /** What is wrong where no name can say it: sentences' ends. */
  readonly problems: readonly string[];
}

/** In the place of a current context that a file sets, but not as text. */
export const UNKNOWN = Symbol('unknown');

/**
 * Reads a kubeconfig's text. `path` is for the messages. What is half written in it spoils its own entry alone. A text
 * without anything is a kubeconfig without anything, as for kubectl.
 *
 * Throws `AppError` `badInput`, with nothing of the content in it: not YAML (with the line), not a kubeconfig.
 */
export function parseKubeconfig(content: string, path: string): Kubeconfig {
  const config = readDocument(content, path) ?? {};
  if (!isRecord(config)) throw new AppError('badInput', `${path} is not a kubeconfig.`, { subject: path });
  const isForeign = (config.kind ?? '') !== '' && config.kind !== 'Config';
  const isOther = (config.apiVersion ?? '') !== '' && config.apiVersion !== 'v1';
  if (isForeign || isOther) {
    const sentence = `${path} is not a kubeconfig: its ${isForeign ? 'kind is not Config' : 'apiVersion is not v1'}.`;
    throw new AppError('badInput', sentence, { subject: path });
  }
  const [contexts, clusters, users] = [
    readContexts(config.contexts),
    readClusters(config.clusters),
    readUsers(config.users),
  ];
  const current = config['current-context'];
  const isKnown = typeof current === 'string' || current === undefined || current === null;
  return {
    path,
    currentContext: isKnown ? current || undefined : UNKNOWN,
    contexts: contexts.byName,
    clusters: clusters.byName,
    users: users.byName,
    problems: [
      ...(isKnown ? [] : ['current-context is not text: put it in quotes']),
      ...[contexts, clusters, users].flatMap(({ problems }) => problems),
    ],
  };
}

function readDocument(content: string, path: string): unknown {
  try {
    return readFirstDocument(content);
  } catch (error) {
    const reason = error instanceof UnreadableYaml ? error.message : 'it cannot be parsed';
    throw new AppError('badInput', `${path} is not valid YAML: ${reason}.`, { subject: path });
  }
}
