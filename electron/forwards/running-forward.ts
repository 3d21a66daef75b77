// One plain forward that is kept: proves itself, says how it is, and heals after pod, network and standby.
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, toAppError } from '../../shared/errors.ts';
import type { KeptForward } from '../../shared/model/kept-forward.ts';
import { formatRef } from '../../shared/model/object.ts';
import { Alarm } from '../cluster/alarm.ts';
import { watchClock } from '../cluster/clock-jump.ts';
import type { PortMemory } from '../cluster/forward-port.ts';
import { servePlainPort } from '../cluster/plain-port.ts';
import type { TunnelOpener } from '../cluster/probe.ts';
import { tunnelsTo } from '../cluster/service-tunnel.ts';
import type { Dispose } from '../disposal.ts';
import { ApiError } from '../kube/api-error.ts';
import { Backoff } from '../kube/backoff.ts';
import type { KubeClient } from '../kube/client.ts';
import { Deadline } from '../kube/deadline.ts';
import { openTunnel } from '../kube/port-forward.ts';

/** How long a connection may take to open. */
const PROBE_TIMEOUT_MS = 5_000;
/** That nothing listens on the port is said by the kubelet only after the tunnel is open. */
const SETTLE_MS = 300;
const HEARTBEAT_MS = 30_000;
/** However often it is called, no more probes than this. */
const REST_MS = 500;

/** What it needs. */
export interface RunningForwardOptions {
  readonly client: KubeClient;
  readonly wish: Pick<KeptForward, 'id' | 'object' | 'port' | 'isHttp'>;
  /** The port of this machine that it has to be. Default: the same number, else one that is free. */
  readonly localPort: number | undefined;
  readonly ports: PortMemory;
  /** Called with each new state. */
  readonly onChange: () => void;
  /** Replaced in tests. */
  readonly open?: typeof openTunnel;
}

/** Runs from its making to {@link RunningForward.dispose}. */
export class RunningForward {
  /** Resolves when it is ready for the first time; throws `AppError` with the reason of the first failure. */
  readonly first: Promise<void>;
  readonly #options: RunningForwardOptions;
  readonly #stopped = new AbortController();
  readonly #alarm = new Alarm();
  readonly #unwatch: Dispose;
  #state: KeptForward;
  #isListening = false;
  #hasBeenReady = false;
  #isSuspended = false;
  /** The probe under way. */
  #attempt = new AbortController();
  #open: TunnelOpener;
  #settle: { readonly resolve: () => void; readonly reject: (error: AppError) => void };

  constructor(options: RunningForwardOptions) {
    this.#options = options;
    const { wish, localPort } = options;
    const local = localPort === undefined ? {} : { localPort };
    this.#state = { ...wish, ...local, state: 'starting', since: Date.now(), reconnects: 0 };
    this.#open = this.#makeOpener();
    const { promise, resolve, reject } = deferred();
    this.first = promise;
    this.#settle = { resolve, reject };
    this.#unwatch = watchClock(() => this.#alarm.ring());
    void this.#run();
  }

  /** Its state as last proved. */
  get current(): KeptForward {
    return this.#state;
  }

  /** Looks again soon: pods have come or gone. */
  check(): void {
    this.#alarm.ring();
  }

  /** The cluster has fallen silent: nothing is tried meanwhile. */
  suspend(reason: string): void {
    if (this.#isSuspended) return;
    this.#isSuspended = true;
    this.#attempt.abort();
    this.#tell(this.#state.state === 'starting' ? 'starting' : 'broken', reason);
  }

  /** It answers again: proves it at once. */
  resume(): void {
    if (!this.#isSuspended) return;
    this.#isSuspended = false;
    // A look-up of before may hang for a while yet.
    this.#open = this.#makeOpener();
    this.#alarm.ring();
  }

  /** Ends it and all its connections. */
  dispose(): void {
    if (this.#stopped.signal.aborted) return;
    this.#stopped.abort();
    this.#attempt.abort();
    this.#alarm.ring();
    void this.#unwatch();
    this.#settle.reject(new AppError('cancelled', 'Cancelled.'));
  }

  async #run(): Promise<void> {
    const backoff = new Backoff({ baseMs: 500, maxMs: 10_000, random: Math.random });
    while (!this.#stopped.signal.aborted) {
      let pauseMs = HEARTBEAT_MS;
      try {
        if (!this.#isSuspended) await this.#prove();
        backoff.reset();
      } catch (error) {
        if (this.#stopped.signal.aborted) return;
        if (this.#attempt.signal.aborted) continue;
        const failure = toAppError(error);
        this.#tell('broken', failure.message);
        this.#settle.reject(failure);
        pauseMs = backoff.nextMs();
      }
      await this.#alarm.wait(pauseMs);
      await sleep(REST_MS);
    }
  }

  async #prove(): Promise<void> {
    this.#attempt = new AbortController();
    const deadline = new Deadline(PROBE_TIMEOUT_MS, this.#attempt.signal);
    this.#alarm.clear();
    try {
      const tunnel = await this.#open(deadline.signal);
      await staysOpen(tunnel);
    } catch (error) {
      if (!deadline.expired) throw error;
      const { object, port } = this.#state;
      throw new AppError('unavailable', `${formatRef(object)} did not answer on port ${port} within 5 s.`);
    } finally {
      deadline.dispose();
    }
    await this.#listen();
    this.#attempt.signal.throwIfAborted();
    this.#tell('ready');
    this.#settle.resolve();
  }

  async #listen(): Promise<void> {
    if (this.#isListening) return;
    const { ports } = this.#options;
    const { id, port, localPort } = this.#state;
    const listener = await servePlainPort(
      {
        name: id,
        preferred: port,
        local: localPort,
        ports,
        open: (signal) => this.#open(signal),
        onTrouble: () => this.#alarm.ring(),
      },
      this.#stopped.signal,
    );
    this.#isListening = true;
    this.#state = { ...this.#state, localPort: listener.port };
  }

  #makeOpener(): TunnelOpener {
    const { client, wish, open = openTunnel } = this.#options;
    const { kind, namespace, name } = wish.object;
    const { port } = wish;
    if (kind === 'Service') {
      const service = { namespace, name, port, advice: { missing: 'install it again, or stop this forward' } };
      return tunnelsTo(client, async () => service, this.#stopped.signal, open);
    }
    return async (signal): Promise<Duplex> => {
      try {
        return await open(client, { namespace, pod: name, port }, signal);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== 404) throw error;
        const message = `Pod ${namespace}/${name} is gone: forward its Service instead.`;
        throw new AppError('notFound', message, { cause: error });
      }
    };
  }

  #tell(state: KeptForward['state'], reason?: string): void {
    const { reason: was, ...before } = this.#state;
    if (before.state === state && was === reason) return;
    const isBack = state === 'ready' && this.#hasBeenReady;
    this.#hasBeenReady ||= state === 'ready';
    this.#state = {
      ...before,
      state,
      since: before.state === state ? before.since : Date.now(),
      reconnects: before.reconnects + (isBack ? 1 : 0),
      ...(reason === undefined ? {} : { reason }),
    };
    this.#options.onChange();
  }
}

/** Throws what the tunnel ends with in its first moment. */
async function staysOpen(tunnel: Duplex): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, SETTLE_MS);
      tunnel.once('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      // It fails only once what came before was read.
      tunnel.resume();
    });
  } finally {
    tunnel.on('error', () => {});
    tunnel.destroy();
  }
}

function deferred(): { promise: Promise<void>; resolve: () => void; reject: (error: AppError) => void } {
  let resolve = () => {};
  let reject: (error: AppError) => void = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  // Who started it may not wait for it: one that is remembered heals by itself.
  promise.catch(() => {});
  return { promise, resolve, reject };
}
