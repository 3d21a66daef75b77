// The engine on a real cluster, for suites: it plans and applies, Helm and kubectl stand beside it, and what was made goes afterwards.
import { afterEach, beforeAll } from 'vitest';
import type { KubeObject } from '../../shared/model/object.ts';
import type { TestCluster } from '../cluster/cluster.ts';
import { type HelmMajor, oracleTools } from '../cluster/helm.ts';
import { attempt, type Outcome, run } from '../cluster/run.ts';
import { connected, type Ground, type Live } from '../engine/ground.ts';
import { contextOf, type Odin, type OdinOptions, odinOn } from '../engine/odin.ts';
import { kubectlPerson } from './kubectl-person.ts';
import { imitateKubelet } from './kubelet.ts';

/** What a suite works with: ODIN's verbs, and the ground of the scenarios that it shares with the demo cluster. */
export interface Engine extends TestCluster, Ground, Odin {
  readonly context: ReturnType<typeof contextOf>;
  /** A name that nobody else uses; its namespace and what `releaseObjects` puts outside of it go after the test. */
  namespaceFor(what: string): string;
  /** Deletes `kind/name` after the test. */
  cleanUp(...names: readonly string[]): void;
  helm(major: HelmMajor, ...args: readonly string[]): Promise<string>;
  tryHelm(major: HelmMajor, ...args: readonly string[]): Promise<Outcome>;
  get(namespace: string, what: string): Promise<Live>;
  /** `kind/name` of what there is of these kinds, sorted. */
  names(namespace: string, kinds: string): Promise<readonly string[]>;
}

/** Connects for the tests of a file. `prefix` begins the names of their namespaces. */
export function engineOn(prefix: string, cluster: TestCluster, verifyLimitMs = 60_000): Engine {
  const made: string[] = [];
  const others: string[] = [];
  const programs = new Map<HelmMajor, string>();
  const { kubeconfig, kubectl, tryKubectl } = cluster;
  const options: OdinOptions = { verifyLimitMs };
  let context: Engine['context'] | undefined;
  let hasNode = false;

  const client = connected(async () => ({
    kubeconfig,
    context: (await kubectl(['config', 'current-context'])).trim(),
  }));
  beforeAll(async () => {
    for (const major of [3, 4] as const) programs.set(major, (await oracleTools(major)).helm);
    hasNode = (await kubectl(['get', 'nodes', '-o', 'name'])).trim() !== '';
  });
  afterEach(async () => {
    for (const namespace of made.splice(0)) {
      await tryKubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--wait=false']);
      others.push(`customresourcedefinition/gizmos.${namespace}.example`, `storageclass/${namespace}-late`);
    }
    const rest = others.splice(0);
    if (rest.length > 0) await tryKubectl(['delete', ...rest, '--ignore-not-found', '--wait=false']);
  });

  const helmArgs = (args: readonly string[]) => [...args, `--kubeconfig=${kubeconfig}`];
  const helm: Engine['helm'] = (major, ...args) => run(programs.get(major) ?? '', helmArgs(args));
  const { person, judge, waysToApply } = kubectlPerson(cluster, (...args) => helm(4, ...args));
  const odin = odinOn(client, options);
  return {
    ...cluster,
    ...odin,
    odin,
    person,
    judge,
    waysToApply,
    get client() {
      return client();
    },
    get context() {
      context ??= contextOf(client(), options);
      return context;
    },
    namespaceFor(what) {
      const namespace = `${prefix}-${what}-${Date.now().toString(36)}`;
      made.push(namespace);
      return namespace;
    },
    cleanUp: (...names) => void others.push(...names),
    helm,
    tryHelm: (major, ...args) => attempt(programs.get(major) ?? '', helmArgs(args)),
    get: person.get,
    names: person.names,
    serves: () => true,
    hopeless: hopelessJob,
    hopelessReason: 'deadline',
    runPods: (namespace) => (hasNode ? undefined : imitateKubelet(client(), namespace, (image) => image !== 'web:bad')),
  };
}

/** Fails for certain after a second, without any node. */
export function hopelessJob(name: string): KubeObject {
  const container = { name: 'a', image: 'busybox:1.37' };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name },
    spec: {
      backoffLimit: 0,
      activeDeadlineSeconds: 1,
      template: { spec: { restartPolicy: 'Never', containers: [container] } },
    },
  };
}
