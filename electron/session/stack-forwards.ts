// The stack's two forwards, Grafana's and Prometheus': started when first needed, kept until the session ends. Each gets a
// local address only when a person opens it, and a door before that.
import { FORWARD_TARGETS, type Forward, type ForwardTarget } from '../../shared/model/forward.ts';
import { type ForwardHandle, startForward } from '../cluster/forward.ts';
import type { PortMemory } from '../cluster/forward-port.ts';
import type { ServiceAddress } from '../cluster/ready-pod.ts';
import { secured } from '../cluster/secured.ts';
import type { ServiceAccess } from '../cluster/service-access.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import { tunnelPool } from '../cluster/tunnel-pool.ts';
import { DisposalStack } from '../disposal.ts';
import type { LinkOptions } from '../gateway/invitations.ts';
import type { KubeClient } from '../kube/client.ts';
import { Deadline } from '../kube/deadline.ts';
import type { openTunnel } from '../kube/port-forward.ts';
import { CONNECTIONS, PrometheusClient } from '../metrics/prometheus.ts';
import type { Door } from './door.ts';
import { prometheusName } from './existing-access.ts';
import { GrafanaDoor } from './grafana-door.ts';
import { PrometheusDoor } from './prometheus-door.ts';

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
  /** A Prometheus that the settings name instead of the stack's own, and how it is spoken to. */
  readonly existingPrometheus: (signal: AbortSignal) => Promise<(ServiceAddress & Partial<ServiceAccess>) | undefined>;
  readonly onChange: (forwards: readonly Forward[]) => void;
  /** Replaced in tests. */
  readonly open?: typeof openTunnel;
}

/** A forward that is ready, and what a browser has to open. */
export interface Visit {
  readonly forward: Forward;
  /** Lets one browser in, once: it belongs there, not into a log or the page. */
  readonly address: string;
}

/** Who opens the address. */
export interface VisitOptions extends LinkOptions {
  /** A person reads it and opens it where they want: it then is a secret. Default: the system's browser gets it now. */
  readonly isRead?: boolean;
}

/** Grafana's and Prometheus' forwards of one cluster. */
export class StackForwards {
  readonly #options: StackForwardsOptions;
  readonly #handles = new Map<ForwardTarget, ForwardHandle>();
  readonly #undos = new DisposalStack();
  readonly #doors: Readonly<Record<ForwardTarget, Door>>;
  readonly #ended = new AbortController();
  #prometheus: { readonly client: PrometheusClient; readonly access: ServiceAccess } | null = null;
  /** The endpoints' versions that were last seen, so that only their changes ask for another look. */
  #endpoints: string | null = null;

  constructor(options: StackForwardsOptions) {
    this.#options = options;
    const { client, namespace } = options;
    this.#doors = {
      grafana: new GrafanaDoor({ client, namespace, open: (signal) => this.#handleOf('grafana').open(signal) }),
      prometheus: new PrometheusDoor(() => this.#handleOf('prometheus')),
    };
    for (const door of Object.values(this.#doors)) this.#undos.defer(() => door.dispose());
    this.#undos.defer(async () => {
      this.#ended.abort();
      await this.#prometheus?.client.close();
    });
  }

  /** Those that have an address, or will have one. */
  list(): readonly Forward[] {
    return FORWARD_TARGETS.flatMap((target) => {
      const handle = this.#handles.get(target);
      return handle?.isExposed === true ? [handle.current()] : [];
    });
  }

  /** Starts it where it is not, and resolves once an HTTP probe through it was answered. Throws as `ForwardHandle.ready`. */
  async open(target: ForwardTarget, signal: AbortSignal): Promise<Forward> {
    const deadline = new Deadline(PATIENCE_MS, signal);
    try {
      // Before the address exists: nobody may come in beside the gateway.
      await this.#doors[target].unlock(deadline.signal);
      const handle = this.#handleOf(target);
      handle.expose();
      return await handle.ready(deadline.signal);
    } finally {
      deadline.dispose();
    }
  }

  /** As {@link StackForwards.open}, for a browser; its address is good for one, once. Throws as `Gateway.invitation` too. */
  async visit(target: ForwardTarget, signal: AbortSignal, options: VisitOptions = {}): Promise<Visit> {
    const forward = await this.open(target, signal);
    const { gateway } = this.#doors[target];
    if (forward.url === undefined || gateway === undefined)
      throw new Error('a ready forward has an address and a door');
    const port = Number(new URL(forward.url).port);
    const address = options.isRead === true ? gateway.link(port, options) : gateway.invitation(port, options);
    return { forward, address };
  }

  /**
   * A client of the cluster's Prometheus. Its connections are tunnels, and it needs no local port: TLS and a login are this
   * process' own, and nobody comes between. Throws as `ForwardHandle.ready`.
   */
  async prometheus(signal: AbortSignal, patienceMs: number = PATIENCE_MS): Promise<PrometheusClient> {
    const handle = this.#handleOf('prometheus');
    // A forward that is ready stays in use without a new probe each 5 s: a broken one shows in the request itself.
    if (handle.current().state !== 'ready') await this.#ready(handle, signal, patienceMs);
    const access = handle.access();
    const known = this.#prometheus;
    if (known !== null && isSameWay(known.access, access)) return known.client;
    void known?.client.close();
    const open = async (ended: AbortSignal) => secured(await handle.open(ended), handle.access());
    const pool = tunnelPool(open, this.#ended.signal, CONNECTIONS);
    const { basePath, headers } = access;
    const client = new PrometheusClient({ service: prometheusName(access), pool, basePath, headers });
    this.#prometheus = { client, access };
    return client;
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

  async #ready(handle: ForwardHandle, signal: AbortSignal, patienceMs: number): Promise<void> {
    const deadline = new Deadline(patienceMs, signal);
    try {
      await handle.ready(deadline.signal);
    } finally {
      deadline.dispose();
    }
  }

  #handleOf(target: ForwardTarget): ForwardHandle {
    const known = this.#handles.get(target);
    if (known !== undefined) return known;
    const { client, namespace, ports, existingPrometheus, onChange, open } = this.#options;
    const { port, probePath } = TARGETS[target];
    const handle = startForward({
      client,
      target,
      service: { namespace, name: target, port },
      preferredPort: port,
      probePath,
      ports,
      onChange: () => onChange(this.list()),
      ...(open === undefined ? {} : { open }),
      isHidden: true,
      gatekeeper: () => this.#doors[target].gateway,
      ...(target === 'prometheus' ? { elsewhere: existingPrometheus } : {}),
    });
    this.#handles.set(target, handle);
    this.#undos.defer(handle.dispose);
    return handle;
  }
}

/** Whether both lead to the same place with the same login. */
function isSameWay(one: ServiceAccess, other: ServiceAccess): boolean {
  const wayOf = ({ namespace, name, port, basePath, tls, headers }: ServiceAccess) =>
    JSON.stringify([namespace, name, port, basePath, tls, headers]);
  return wayOf(one) === wayOf(other);
}
