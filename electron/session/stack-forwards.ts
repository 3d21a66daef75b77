// The stack's two forwards, Grafana's and Prometheus': started when first needed, kept until the session ends.
import { FORWARD_TARGETS, type Forward, type ForwardTarget } from '../../shared/model/forward.ts';
import { type ForwardHandle, startForward } from '../cluster/forward.ts';
import type { PortMemory } from '../cluster/forward-port.ts';
import type { ServiceAddress } from '../cluster/ready-pod.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import { DisposalStack } from '../disposal.ts';
import type { LinkOptions } from '../gateway/gateway.ts';
import type { KubeClient } from '../kube/client.ts';
import { Deadline } from '../kube/deadline.ts';
import { PrometheusClient } from '../metrics/prometheus.ts';
import { GrafanaDoor } from './grafana-door.ts';

/** How long somebody who clicked waits for a service that is about to be ready. */
const PATIENCE_MS = 30_000;

/** What is behind each: its Service's port, which is also the local port that people expect, and its readiness page. */
const TARGETS: Readonly<Record<ForwardTarget, { readonly port: number; readonly probePath: string }>> = {
  grafana: { port: 3000, probePath: '/api/health' },
  prometheus: { port: 9090, probePath: '/-/ready' },
};

/** What the forwards need. `onChange` hears all of them with each change. */
export interface StackForwardsOptions {
  readonly client: KubeClient;
  readonly namespace: string;
  readonly ports: PortMemory;
  /** A Prometheus that the settings name instead of the stack's own. */
  readonly existingPrometheus: (signal: AbortSignal) => Promise<ServiceAddress | undefined>;
  readonly onChange: (forwards: readonly Forward[]) => void;
}

/** A forward that is ready, and what a browser has to open. */
export interface Visit {
  readonly forward: Forward;
  /** May be a login: it belongs into a browser, not into a log or the page. */
  readonly address: string;
}

/** Grafana's and Prometheus' forwards of one cluster. */
export class StackForwards {
  readonly #options: StackForwardsOptions;
  readonly #handles = new Map<ForwardTarget, ForwardHandle>();
  readonly #undos = new DisposalStack();
  readonly #door: GrafanaDoor;
  #prometheus: PrometheusClient | null = null;
  /** The endpoints' versions that were last seen, so that only their changes ask for another look. */
  #endpoints: string | null = null;

  constructor(options: StackForwardsOptions) {
    this.#options = options;
    const { client, namespace } = options;
    this.#door = new GrafanaDoor({ client, namespace, open: (signal) => this.#handleOf('grafana').open(signal) });
    this.#undos.defer(() => this.#door.dispose());
  }

  /** Those that were started. */
  list(): readonly Forward[] {
    return FORWARD_TARGETS.flatMap((target) => this.#handles.get(target)?.current() ?? []);
  }

  /** Starts it where it is not, and resolves once an HTTP probe through it was answered. Throws as `ForwardHandle.ready`. */
  async open(target: ForwardTarget, signal: AbortSignal, patienceMs: number = PATIENCE_MS): Promise<Forward> {
    const deadline = new Deadline(patienceMs, signal);
    try {
      // Before Grafana's address exists: nobody may come in beside the gateway.
      if (target === 'grafana') await this.#door.unlock(deadline.signal);
      return await this.#handleOf(target).ready(deadline.signal);
    } finally {
      deadline.dispose();
    }
  }

  /** As {@link StackForwards.open}, for a browser; a link into Grafana is good for one, once, and only there are `options` heard. */
  async visit(target: ForwardTarget, signal: AbortSignal, options: LinkOptions = {}): Promise<Visit> {
    const forward = await this.open(target, signal);
    if (forward.url === undefined) throw new Error('a ready forward has an address');
    return {
      forward,
      address: target === 'grafana' ? this.#door.addressOf(forward.url, options) : forward.url,
    };
  }

  /** A client of the cluster's Prometheus, through its forward. Throws as {@link StackForwards.open}. */
  async prometheus(signal: AbortSignal, patienceMs: number = PATIENCE_MS): Promise<PrometheusClient> {
    // A forward that is ready stays in use without a new probe each 5 s: a broken one shows in the request itself.
    const current = this.#handleOf('prometheus').current();
    const { url } = current.state === 'ready' ? current : await this.open('prometheus', signal, patienceMs);
    if (this.#prometheus === null && url !== undefined) {
      const client = new PrometheusClient(url);
      this.#prometheus = client;
      this.#undos.defer(() => client.close());
    }
    if (this.#prometheus === null) throw new Error('a ready forward has an address');
    return this.#prometheus;
  }

  /** Looks again when the endpoints behind the services have changed. While the cluster is silent nothing is ready. */
  noteSnapshot({ objects, isAnswering, staleReason = '' }: Snapshot): void {
    for (const handle of this.#handles.values()) {
      if (isAnswering) handle.resume();
      else handle.suspend(staleReason);
    }
    const versions = objects.EndpointSlice.map(({ metadata }) => `${metadata.uid}:${metadata.resourceVersion}`).join(
      ' ',
    );
    if (versions === this.#endpoints) return;
    this.#endpoints = versions;
    for (const handle of this.#handles.values()) handle.check();
  }

  /** Ends the forwards and their connections. */
  dispose(): Promise<void> {
    return this.#undos.dispose();
  }

  #handleOf(target: ForwardTarget): ForwardHandle {
    const known = this.#handles.get(target);
    if (known !== undefined) return known;
    const { client, namespace, ports, existingPrometheus, onChange } = this.#options;
    const { port, probePath } = TARGETS[target];
    const handle = startForward({
      client,
      target,
      service: { namespace, name: target, port },
      preferredPort: port,
      probePath,
      ports,
      onChange: () => onChange(this.list()),
      ...(target === 'grafana' ? { gatekeeper: () => this.#door.gatekeeper } : { elsewhere: existingPrometheus }),
    });
    this.#handles.set(target, handle);
    this.#undos.defer(handle.dispose);
    return handle;
  }
}
