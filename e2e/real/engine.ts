// The engine on a real cluster, for suites: it plans and applies, Helm and kubectl stand beside it, and what was made goes afterwards.
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { connect } from '../../electron/kube/connect.ts';
import { Discovery } from '../../electron/kube/discovery.ts';
import { applyPlan } from '../../electron/release/apply/apply-plan.ts';
import type { ReleaseContext, ReleaseTarget } from '../../electron/release/context.ts';
import { planRevision } from '../../electron/release/plan/plan-revision.ts';
import { planRollback } from '../../electron/release/plan/plan-rollback.ts';
import { planUninstall } from '../../electron/release/plan/plan-uninstall.ts';
import type { PreparedPlan, PreparedRevision } from '../../electron/release/plan/prepared.ts';
import { openBook } from '../../electron/release/record/book.ts';
import type { Desired } from '../../electron/release/wanted/desired.ts';
import type { Consent } from '../../shared/model/consent.ts';
import { formatRef, type KubeObject } from '../../shared/model/object.ts';
import type { Operation } from '../../shared/model/operation.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { TestCluster } from '../cluster/cluster.ts';
import { type HelmMajor, oracleTools } from '../cluster/helm.ts';
import { attempt, type Outcome, run } from '../cluster/run.ts';

const never = new AbortController().signal;

/** A live object with its content open to a test. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever field it is about
export type Live = KubeObject & Record<string, any>;

/** What a suite works with. */
export interface Engine extends TestCluster {
  readonly context: ReleaseContext;
  /** A name that nobody else uses; its namespace and what `releaseObjects` puts outside of it go after the test. */
  namespaceFor(what: string): string;
  /** Deletes `kind/name` after the test. */
  cleanUp(...names: readonly string[]): void;
  plan(desired: Desired, consent?: Consent): Promise<PreparedRevision>;
  planRollback(target: ReleaseTarget, revision?: number, consent?: Consent): Promise<PreparedRevision>;
  apply(prepared: PreparedPlan, onProgress?: (operation: Operation) => void, signal?: AbortSignal): Promise<Operation>;
  /** Plans and applies, and is content with nothing but success. */
  installed(desired: Desired, consent?: Consent): Promise<Operation>;
  planUninstall(target: ReleaseTarget, deleteData?: boolean): Promise<PreparedPlan>;
  uninstalled(target: ReleaseTarget, deleteData?: boolean): Promise<Operation>;
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
  let context: ReleaseContext | undefined;
  const ready = (): ReleaseContext => {
    if (context === undefined) throw new Error('the engine is connected by beforeAll');
    return context;
  };
  const { kubeconfig, kubectl, tryKubectl } = cluster;

  beforeAll(async () => {
    const name = (await kubectl(['config', 'current-context'])).trim();
    const client = await connect({ file: kubeconfig, context: name });
    const lockTimes = { durationMs: 2_000, deadlineMs: 1_400, renewMs: 400 };
    context = { client, discovery: new Discovery(client), verifyLimitMs, lockTimes };
    for (const major of [3, 4] as const) programs.set(major, (await oracleTools(major)).helm);
  });
  afterEach(async () => {
    for (const namespace of made.splice(0)) {
      await tryKubectl(['delete', 'namespace', namespace, '--ignore-not-found', '--wait=false']);
      others.push(`customresourcedefinition/gizmos.${namespace}.example`, `storageclass/${namespace}-late`);
    }
    const rest = others.splice(0);
    if (rest.length > 0) await tryKubectl(['delete', ...rest, '--ignore-not-found', '--wait=false']);
  });
  afterAll(() => context?.client.close());

  const helmArgs = (args: readonly string[]) => [...args, `--kubeconfig=${kubeconfig}`];
  const engine: Engine = {
    ...cluster,
    get context() {
      return ready();
    },
    namespaceFor(what) {
      const namespace = `${prefix}-${what}-${Date.now().toString(36)}`;
      made.push(namespace);
      return namespace;
    },
    cleanUp: (...names) => void others.push(...names),
    plan: (desired, consent = []) => planRevision(openBook(ready(), desired, never), { desired, consent }),
    planRollback: ({ release, namespace }, revision, consent = []) =>
      planRollback(openBook(ready(), { release, namespace }, never), { revision, consent }),
    apply: (prepared, onProgress = () => {}, signal = never) => applyPlan(ready(), prepared, onProgress, signal),
    async installed(desired, consent) {
      return succeeded(await engine.apply(await engine.plan(desired, consent)));
    },
    planUninstall: ({ release, namespace }, deleteData = false) =>
      planUninstall(openBook(ready(), { release, namespace }, never), { deleteData, consent: [] }),
    async uninstalled(target, deleteData) {
      return succeeded(await engine.apply(await engine.planUninstall(target, deleteData)));
    },
    helm: (major, ...args) => run(programs.get(major) ?? '', helmArgs(args)),
    tryHelm: (major, ...args) => attempt(programs.get(major) ?? '', helmArgs(args)),
    get: async (namespace, what) =>
      JSON.parse(await kubectl(['get', '-n', namespace, what, '-o', 'json', '--show-managed-fields'])),
    async names(namespace, kinds) {
      const listed = await kubectl(['get', kinds, '-n', namespace, '-o', 'name']);
      return listed.split('\n').filter(Boolean).sort();
    },
  };
  return engine;
}

/** The operation, which must have succeeded. */
export function succeeded(operation: Operation): Operation {
  expect(operation, operation.error).toMatchObject({ phase: 'succeeded' });
  return operation;
}

/** What a plan would change, one line each: `configured ConfigMap/a/b`. */
export function changesIn({ changes }: Plan): readonly string[] {
  return changes
    .filter(({ op }) => op !== 'unchanged' && op !== 'kept')
    .map(({ op, ref }) => `${op} ${formatRef(ref)}`)
    .sort();
}

/** A release called `web` of these objects. */
export function releaseOf(namespace: string, objects: readonly KubeObject[], version = '1.0.0'): Desired {
  return { release: 'web', namespace, version, objects, createOnly: [], skipped: [] };
}

/** A ConfigMap. */
export function configMap(name: string, data: Readonly<Record<string, string>> = {}): KubeObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
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

/** A claim whose volume nobody makes: it is never healthy where its class binds at once, and at rest where that waits for a pod. */
export function claim(name: string, storageClassName = 'none'): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage: '1Gi' } } },
  };
}
