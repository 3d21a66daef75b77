// The kubeconfig files of this machine, and the contexts in them.
import type { ClusterContext, ContextId, KubeconfigFile } from '../../shared/model/cluster.ts';
import { likenessOf } from '../distribution/by-kubeconfig.ts';
import { cautionsOf, modeOf } from './cautions.ts';
import { needsOf } from './context-needs.ts';
import type { Kubeconfig } from './kubeconfig-file.ts';
import {
  type ContextPlace,
  configsOf,
  currentOf,
  type ListedFile,
  type Resolution,
  resolveContext,
} from './kubeconfig-list.ts';
import { findKubeconfigs, type Machine } from './kubeconfig-places.ts';
import type { ContextSource } from './read-context.ts';
import { readKubeconfigs } from './read-kubeconfigs.ts';
import { serverPlace } from './server-place.ts';

/** The files that were looked at, and the contexts that can be chosen. */
export interface KubeconfigList {
  readonly files: KubeconfigFile[];
  readonly contexts: ClusterContext[];
}

/** The id of a context: names alone repeat between files. */
export function contextIdOf(file: string, context: string): ContextId {
  return `${file}#${context}`;
}

/**
 * Finds and reads the kubeconfig files: those of `KUBECONFIG`, else `~/.kube/config`, as the one that kubectl makes of
 * them; then a private copy of K3s' own (`~/.kube/k3s.yaml`) or K3s' own, by itself; then
 * each of `chosenFiles`, by itself. What can't be used is listed with its
 * problem, and one context at most is current. Never writes, never throws, starts nothing.
 */
export function loadClusterList(machine: Machine, chosenFiles: readonly string[] = []): KubeconfigList {
  const places = findKubeconfigs(machine);
  const { platform } = machine;
  const copyTo = platform === 'linux' ? places.copy : undefined;
  const apart = (path: string) => listOf(readKubeconfigs([path], copyTo), platform);
  const list = listOf(readKubeconfigs(places.list, copyTo), platform);
  // What was chosen by hand is nobody's current one.
  const chosen = chosenFiles
    .filter((path) => path !== places.own && !places.list.includes(path))
    .map((path) => withoutCurrent(apart(path)));
  if (places.own === undefined) return joined(list, ...chosen);
  const own = apart(places.own);
  // K3s' cluster is nobody's current one where others are listed, or where nobody knows.
  return joined(list, list.files.length === 0 ? own : withoutCurrent(own), ...chosen);
}

function withoutCurrent({ files, contexts }: KubeconfigList): KubeconfigList {
  return { files, contexts: contexts.map((context) => ({ ...context, isCurrent: false })) };
}

function joined(...lists: readonly KubeconfigList[]): KubeconfigList {
  return { files: lists.flatMap(({ files }) => files), contexts: lists.flatMap(({ contexts }) => contexts) };
}

/** How to connect to a context that {@link loadClusterList} gave: with the files that are read as one with its own. */
export function sourceOf({ file, name }: ContextPlace, machine: Machine): ContextSource {
  const { list } = findKubeconfigs(machine);
  return { file, context: name, files: list.includes(file) ? list : [file] };
}

function listOf(listed: readonly ListedFile[], platform: NodeJS.Platform): KubeconfigList {
  const configs = configsOf(listed);
  const current = currentOf(listed);
  const contexts = configs.flatMap((config) =>
    [...config.contexts].map(([name, { value }]) => {
      const place = { file: config.path, name };
      const isCurrent = current?.file === place.file && current.name === name;
      const namespace = value?.namespace === undefined ? {} : { namespace: value.namespace };
      return { ...contextOf(resolveContext(configs, place), place, platform), ...namespace, isCurrent };
    }),
  );
  return { files: listed.map((file) => fileOf(file, configs)), contexts };
}

function contextOf(
  found: Resolution,
  place: ContextPlace,
  platform: NodeJS.Platform,
): Omit<ClusterContext, 'isCurrent'> {
  const facts = { id: contextIdOf(place.file, place.name), kind: 'kubeconfig', ...place } as const;
  if (found.problem !== undefined) {
    const { problem, server } = found;
    return { ...facts, problem, ...(server === undefined ? {} : { server }) };
  }
  const { cluster, user, userFile, remark } = found;
  const cautions = [
    ...cautionsOf(cluster, userFile, modeOf(userFile, platform)),
    ...(remark === undefined ? [] : [{ kind: 'shared' as const, sentence: remark }]),
  ];
  const { host, isLocal } = serverPlace(cluster.server);
  const like = likenessOf({ context: place.name, host, file: place.file, isLocal });
  return {
    ...facts,
    server: cluster.server,
    ...(like === undefined ? {} : { looksLike: like.distribution.name }),
    ...needsOf(cluster, user),
    ...(cautions.length === 0 ? {} : { cautions }),
  };
}

function fileOf(file: ListedFile, configs: readonly Kubeconfig[]): KubeconfigFile {
  const { path } = file;
  if ('error' in file) {
    const { message, remedy } = file.error;
    return { path, problem: message, ...(remedy === undefined ? {} : { remedy }) };
  }
  const problem = problemOf(file.config, configs);
  return problem === undefined ? { path } : { path, problem };
}

/** What is wrong with a file and no context of the list tells. */
function problemOf(config: Kubeconfig, configs: readonly Kubeconfig[]): string | undefined {
  const { path, currentContext: current } = config;
  const [problem, ...more] = [...config.problems, ...unusedProblems(config, configs)];
  if (problem !== undefined) {
    return `${path}: ${problem}${more.length === 0 ? '' : `, and ${more.length} more like it`}.`;
  }
  if (configs.every(({ contexts }) => contexts.size === 0))
    return `${path} has no contexts, so it leads to no cluster.`;
  if (typeof current === 'string' && !configs.some(({ contexts }) => contexts.has(current))) {
    return `${path} names the current context ${current}, which is not there: choose another, or correct the name.`;
  }
  return undefined;
}

function unusedProblems(config: Kubeconfig, configs: readonly Kubeconfig[]): readonly string[] {
  const contexts = configs.flatMap((one) => [...one.contexts.values()].flatMap(({ value }) => value ?? []));
  const used = {
    clusters: new Set(contexts.map(({ cluster }) => cluster)),
    users: new Set(contexts.map(({ user }) => user)),
  };
  return (['clusters', 'users'] as const).flatMap((list) =>
    [...config[list]].flatMap(([name, { problem }]) =>
      problem === undefined || used[list].has(name) ? [] : [problem],
    ),
  );
}
