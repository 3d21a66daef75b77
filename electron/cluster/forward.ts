// A local address that leads to a Service and outlives its pods: it is ready when an HTTP probe through it was answered,
// and when that ends it goes on trying until it is ready again.
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AppError, type ErrorCode, toAppError } from '../../shared/errors.ts';
import type { Forward, ForwardTarget } from '../../shared/model/forward.ts';
import { DisposalStack, type Dispose } from '../disposal.ts';
import { Backoff } from '../kube/backoff.ts';
import type { KubeClient } from '../kube/client.ts';
import type { openTunnel } from '../kube/port-forward.ts';
import { Alarm } from './alarm.ts';
import { watchClock } from './clock-jump.ts';
import { LOOPBACK, type LocalListener, listenLocally, type PortMemory } from './forward-port.ts';
import { cancelled, ForwardWaiters } from './forward-waiters.ts';
import { openPatiently, PATIENCE_MS } from './open-patiently.ts';
import { probe, type TunnelOpener } from './probe.ts';
import type { ServiceAddress } from './ready-pod.ts';
import { type ServiceAccess, serviceSubject } from './service-access.ts';
import { tunnelsTo } from './service-tunnel.ts';

/** A forward that nobody uses is looked at this often, in case the pod hangs without anybody saying so. */
const HEARTBEAT_MS = 30_000;

/** Calls for another look come in bursts, as when a pod is replaced. */
const REST_MS = 250;

/** A probe so young is as good as a new one. */
const FRESH_MS = 1_000;

/** With these, waiting does not help: somebody has to do something first. */
const LASTING: ReadonlySet<ErrorCode> = new Set(['notFound', 'unsupported', 'unauthorized', 'forbidden', 'badInput']);

/** What a forward needs. */
export interface ForwardOptions {
  readonly client: KubeClient;
  readonly target: ForwardTarget;
  readonly service: ServiceAddress;
  /** Asked at each look for a pod: another service instead, where there is one, and how that is spoken to if not as `service`. */
  readonly elsewhere?: (signal: AbortSignal) => Promise<(ServiceAddress & Partial<ServiceAccess>) | undefined>;
  /** The port that people expect, such as 3000. */
  readonly preferredPort: number;
  /** A path of `service` that answers 2xx when it is well, such as `/-/ready`. */
  readonly probePath: string;
  readonly ports: PortMemory;
  /** Called with each new state. */
  readonly onChange: (forward: Forward) => void;
  /** Asked at each connection: who answers it. Nothing but this leads from the address to the service. */
  readonly gatekeeper: () => Gatekeeper | undefined;
  /** It has no address before {@link ForwardHandle.expose}: only this process uses it. */
  readonly isHidden?: boolean;
  /** Replaced in tests. */
  readonly open?: typeof openTunnel;
}

/** Serves connections that were made to a forward's address. */
export interface Gatekeeper {
  accept(socket: Socket): void;
}

/** A forward under way. */
export interface ForwardHandle {
  /** Its state as last proved. */
  current(): Forward;
  /** Whether it has a local address, or will have one. */
  readonly isExposed: boolean;
  /** Gives it a local address, where it has none. */
  expose(): void;
  /**
   * Proves it anew unless that was done in the last second, and resolves once it is ready.
   *
   * @throws AppError with the reason: at once when waiting would not help (no such Service), else when `signal` times
   * out (`unavailable`); `cancelled` when it aborts otherwise or the forward is stopped.
   */
  ready(signal: AbortSignal): Promise<Forward>;
  /**
   * Opens a connection to the service, as patiently as for a caller of its address. It lives until `signal` aborts.
   *
   * @throws AppError with the reason why no pod could be reached.
   */
  open(signal: AbortSignal): Promise<Duplex>;
  /** How whoever was last looked for is spoken to. */
  access(): ServiceAccess;
  /** Looks again soon: to be called when its endpoints changed, so that the state is true without asking all the time. */
  check(): void;
  /** The cluster has fallen silent: whatever was proved holds no longer, for this reason, and nothing is tried meanwhile. */
  suspend(reason: string): void;
  /** It answers again: proves it at once. */
  resume(): void;
  /** Ends it and all its connections. */
  readonly dispose: Dispose;
}

/** Starts to listen and to probe at once. */
export function startForward(options: ForwardOptions): ForwardHandle {
  return new RunningForward(options);
}

class RunningForward implements ForwardHandle {
  readonly #options: ForwardOptions;
  readonly #stopped = new AbortController();
  readonly #undos = new DisposalStack();
  readonly #alarm = new Alarm();
  readonly #waiters = new ForwardWaiters();
  readonly #sockets = new Set<Socket>();
  #state: Forward;
  #listener: LocalListener | undefined;
  #isExposed: boolean;
  #provenAtMs = Number.NEGATIVE_INFINITY;
  #isProving = true;
  #isSuspended = false;
  /** The probe under way. */
  #attempt = new AbortController();
  #open: TunnelOpener;
  #access: ServiceAccess;

  constructor(options: ForwardOptions) {
    this.#options = options;
    this.#state = { target: options.target, state: 'starting' };
    this.#isExposed = options.isHidden !== true;
    this.#access = this.#spoken(options.service);
    this.#open = this.#makeOpener();
    this.#undos.defer(watchClock(() => this.#alarm.ring()));
    void this.#run();
  }

  current(): Forward {
    return this.#state;
  }

  get isExposed(): boolean {
    return this.#isExposed;
  }

  expose(): void {
    if (this.#isExposed) return;
    this.#isExposed = true;
    this.#provenAtMs = Number.NEGATIVE_INFINITY;
    this.#alarm.ring();
  }

  access(): ServiceAccess {
    return this.#access;
  }

  check(): void {
    this.#alarm.ring();
  }

  suspend(reason: string): void {
    if (this.#isSuspended || this.#stopped.signal.aborted) return;
    this.#isSuspended = true;
    this.#attempt.abort();
    this.#lose(reason);
  }

  resume(): void {
    if (!this.#isSuspended) return;
    this.#isSuspended = false;
    // A look-up of before may hang for a while yet.
    this.#open = this.#makeOpener();
    this.#alarm.ring();
  }

  async open(signal: AbortSignal): Promise<Duplex> {
    const onTrouble = () => this.#alarm.ring();
    const tunnel = await openPatiently(this.#open, onTrouble, PATIENCE_MS, signal);
    return tunnel.on('error', onTrouble);
  }

  async ready(signal: AbortSignal): Promise<Forward> {
    if (this.#state.state === 'ready' && performance.now() - this.#provenAtMs < FRESH_MS) return this.#state;
    if (this.#stopped.signal.aborted) throw cancelled();
    if (!this.#isProving) this.#alarm.ring();
    return this.#waiters.wait(signal, () => this.#state.reason ?? `${this.#subject} did not answer in time.`);
  }

  readonly dispose = async (): Promise<void> => {
    if (this.#stopped.signal.aborted) return;
    this.#stopped.abort();
    this.#attempt.abort();
    this.#alarm.ring();
    this.#listener?.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#tell({ target: this.#options.target, state: 'stopped' });
    this.#waiters.reject(cancelled());
    await this.#undos.dispose();
  };

  async #run(): Promise<void> {
    const backoff = new Backoff({ baseMs: 500, maxMs: 10_000, random: Math.random });
    while (!this.#stopped.signal.aborted) {
      const startedAt = performance.now();
      try {
        if (!this.#isSuspended) await this.#prove();
        backoff.reset();
        await this.#alarm.wait(HEARTBEAT_MS);
      } catch (error) {
        if (this.#stopped.signal.aborted) return;
        if (this.#attempt.signal.aborted) continue;
        this.#onFailure(toAppError(error));
        await this.#alarm.wait(backoff.nextMs());
      }
      await sleep(Math.max(0, REST_MS - (performance.now() - startedAt)));
    }
  }

  /** Listens if it does not yet and is to, and probes once. */
  async #prove(): Promise<void> {
    this.#attempt = new AbortController();
    const { signal } = this.#attempt;
    this.#isProving = true;
    this.#alarm.clear();
    try {
      await this.#listen();
      await probe(this.#open, () => this.#access, signal);
      // It may have been exposed meanwhile, and who waits for it wants an address.
      await this.#listen();
    } finally {
      this.#isProving = false;
    }
    signal.throwIfAborted();
    this.#provenAtMs = performance.now();
    const { reason: _, ...rest } = this.#state;
    const url = this.#listener === undefined ? {} : { url: this.#urlAt(this.#listener.port) };
    this.#tell({ ...rest, state: 'ready', ...url });
    this.#waiters.resolve(this.#state);
  }

  async #listen(): Promise<void> {
    if (!this.#isExposed || this.#listener !== undefined) return;
    const { target, preferredPort, ports } = this.#options;
    const wish = { name: target, preferred: preferredPort };
    this.#listener = await listenLocally(wish, ports, (socket) => this.#serve(socket));
    if (this.#stopped.signal.aborted) this.#listener.close();
    else this.#tell({ ...this.#state, url: this.#urlAt(this.#listener.port) });
  }

  #urlAt(port: number): string {
    return `http://${LOOPBACK}:${port}${this.#access.basePath}`;
  }

  /** As plain HTTP, where it is not said otherwise. */
  #spoken(service: ServiceAddress & Partial<ServiceAccess>): ServiceAccess {
    return { probePath: this.#options.probePath, basePath: '', headers: {}, ...service };
  }

  #makeOpener(): TunnelOpener {
    const { client, service, elsewhere, open } = this.#options;
    const find = async (signal: AbortSignal) => {
      this.#access = this.#spoken((await elsewhere?.(signal)) ?? service);
      return this.#access;
    };
    return tunnelsTo(client, find, this.#stopped.signal, open);
  }

  #onFailure(error: AppError): void {
    this.#lose(error.message);
    if (LASTING.has(error.code)) this.#waiters.reject(error);
  }

  #lose(reason: string): void {
    const state = this.#state.state === 'starting' ? 'starting' : 'recovering';
    this.#tell({ ...this.#state, state, reason });
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    const keeper = this.#options.gatekeeper();
    if (keeper === undefined) socket.destroy();
    else keeper.accept(socket);
  }

  #tell(state: Forward): void {
    const before = this.#state;
    this.#state = state;
    if (before.state === state.state && before.url === state.url && before.reason === state.reason) return;
    this.#options.onChange(state);
  }

  get #subject(): string {
    return serviceSubject(this.#access);
  }
}
