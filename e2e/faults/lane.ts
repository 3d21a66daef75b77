// A namespace of its own with a proxy of its own: cases run in it one after the other, each from what the one before left.
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../../electron/kube/api-error.ts';
import type { PreparedPlan } from '../../electron/release/plan/prepared.ts';
import { type FaultingProxy, startFaultingProxy } from '../wire/faulting-proxy.ts';
import { type Engine, LONG, openEngine, SHORT } from './engine.ts';
import type { Ground } from './ground.ts';
import { type Live, type Looks, liveOf, unfinished } from './judge.ts';
import { type Scenario, SOME, turn } from './scenarios.ts';
import { readTruth, STRANGER, type Truth } from './truth.ts';

export class Lane {
  readonly namespace: string;
  readonly proxy: FaultingProxy;
  readonly #ground: Ground;
  readonly #engine: Engine;
  readonly #plans = new Map<string, PreparedPlan>();
  truth: Truth;
  live: Live = 'none';

  private constructor(ground: Ground, namespace: string, proxy: FaultingProxy, engine: Engine, truth: Truth) {
    this.#ground = ground;
    this.namespace = namespace;
    this.proxy = proxy;
    this.#engine = engine;
    this.truth = truth;
  }

  static async open(ground: Ground): Promise<Lane> {
    const { client, kubeconfig, context, discovery, subject } = ground;
    const namespace = ground.nextNamespace();
    const proxy = await startFaultingProxy(kubeconfig);
    await client.request({ method: 'POST', path: '/api/v1/namespaces', body: { metadata: { name: namespace } } });
    const configMap = { metadata: { name: STRANGER }, data: { precious: 'yes' } };
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    await client.request({ method: 'POST', path, body: configMap });
    const engine = await openEngine(kubeconfig, context, { patience: LONG, discovery });
    return new Lane(ground, namespace, proxy, engine, await readTruth(client, namespace, subject.release));
  }

  get name(): { readonly release: string; readonly namespace: string } {
    return { release: this.#ground.subject.release, namespace: this.namespace };
  }

  /** A new ODIN behind the proxy. One that only applies knows the cluster's kinds from its planning. */
  odin(knowsKinds: boolean, delayed?: string): Promise<Engine> {
    return openEngine(this.proxy.kubeconfig, 'wire', {
      patience: { ...SHORT, verifyMs: this.#ground.subject.verifyMs },
      ...(knowsKinds ? { discovery: this.#ground.discovery } : {}),
      ...(delayed === undefined ? {} : { delayed }),
    });
  }

  /** A new ODIN behind the proxy, for a run without faults, which a busy machine must not make give up. */
  patient(): Promise<Engine> {
    return openEngine(this.proxy.kubeconfig, 'wire', {
      patience: { ...LONG, verifyMs: this.#ground.subject.verifyMs },
    });
  }

  /** A new ODIN on a healthy connection. */
  healthy(): Promise<Engine> {
    const { kubeconfig, context, discovery } = this.#ground;
    return openEngine(kubeconfig, context, { patience: LONG, discovery });
  }

  /** Looks at the namespace anew; what was planned before does not count any more. */
  async look(): Promise<Truth> {
    this.#plans.clear();
    this.truth = await readTruth(this.#ground.client, this.namespace, this.name.release);
    return this.truth;
  }

  /** Whether the Lease is free: not there, or its holder dead. A dead holder's goes, so that the next case begins like all others. */
  async freeLease(): Promise<boolean> {
    const path = `/apis/coordination.k8s.io/v1/namespaces/${this.namespace}/leases/odin-lock.${this.name.release}`;
    const { client } = this.#ground;
    const read = () => client.request<Lease>({ path }).catch(absent);
    const before = await read();
    if (before === undefined) return true;
    await sleep(before.body.spec.leaseDurationSeconds * 1_000);
    const after = await read();
    if (after === undefined) return true;
    if (after.body.metadata.resourceVersion !== before.body.metadata.resourceVersion) return false;
    await client.request({ method: 'DELETE', path });
    return true;
  }

  /** The scenario's plan from what is there now, made on a healthy connection; the same one until something changes. */
  async planned(scenario: Scenario): Promise<PreparedPlan> {
    const known = this.#plans.get(scenario.name);
    if (known !== undefined) return known;
    const want = scenario.want(this.live, this.namespace, this.truth);
    if (want === undefined) throw new Error(`${scenario.name} is not possible now.`);
    const prepared = await this.#engine.plan(this.name, want);
    this.#plans.set(scenario.name, prepared);
    return prepared;
  }

  /** Makes the namespace as the scenario needs it. */
  async ready(scenario: Scenario, history = SOME, looks?: Looks): Promise<void> {
    if (!scenario.needsRelease) {
      if (this.live !== 'none') await this.#change({ verb: 'uninstall' }, 'none', looks);
      if (this.truth.claimUids !== undefined) await this.#dropClaim();
      return;
    }
    const isShort = () => this.truth.revisions.length < history;
    while (this.live === 'none' || isShort() || scenario.want(this.live, this.namespace, this.truth) === undefined) {
      const next = this.live === 'a' ? 'b' : 'a';
      await this.#change(turn(this.#ground.subject, this.live, this.namespace), next, looks);
    }
  }

  /** Without faults, behind no proxy. */
  async #change(want: Parameters<Engine['plan']>[1], to: Live, looks: Looks | undefined): Promise<void> {
    const operation = await this.#engine.apply(await this.#engine.plan(this.name, want));
    const truth = await this.look();
    const live = looks === undefined ? to : liveOf(truth, looks);
    const problems = unfinished(truth, live);
    if (operation.phase !== 'succeeded' || live !== to || problems.length > 0) {
      throw new Error(`Without faults: ${operation.phase} ${operation.error ?? ''} ${live} ${problems.join('; ')}`);
    }
    this.live = to;
  }

  async #dropClaim(): Promise<void> {
    const path = `/api/v1/namespaces/${this.namespace}/persistentvolumeclaims/web`;
    const { client } = this.#ground;
    await client.request({ method: 'DELETE', path });
    while ((await client.request({ path }).catch(absent)) !== undefined) await sleep(20);
    await this.look();
  }

  async close(): Promise<void> {
    await this.#engine.close();
    await this.proxy.close();
    await this.#ground.client.request({ method: 'DELETE', path: `/api/v1/namespaces/${this.namespace}` });
  }
}

interface Lease {
  readonly metadata: { readonly resourceVersion: string };
  readonly spec: { readonly leaseDurationSeconds: number };
}

function absent(error: unknown): undefined {
  if (error instanceof ApiError && error.status === 404) return undefined;
  throw error;
}
