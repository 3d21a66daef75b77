// The plain forwards of one cluster that a person asked for: made after a yes, remembered, and there again the next time.
import { AppError } from '../../shared/errors.ts';
import {
  type DeclaredPort,
  type Forwardable,
  type ForwardRequest,
  type KeptForward,
  MOST_KEPT_FORWARDS,
} from '../../shared/model/kept-forward.ts';
import { formatRef } from '../../shared/model/object.ts';
import { LOOPBACK, type PortMemory } from '../cluster/forward-port.ts';
import type { Snapshot } from '../cluster/snapshot.ts';
import type { KubeClient } from '../kube/client.ts';
import type { openTunnel } from '../kube/port-forward.ts';
import { readDeclaredPorts } from './declared-ports.ts';
import { RunningForward } from './running-forward.ts';

/** What is remembered of a forward; the port of this machine is the one that it had. */
export interface RememberedForward extends Pick<KeptForward, 'object' | 'port' | 'isHttp'> {
  readonly localPort: number;
}

/** The forwards of one cluster between runs. */
export interface ForwardMemory {
  get(): readonly RememberedForward[];
  set(forwards: readonly RememberedForward[]): void;
}

/** What it needs. */
export interface KeptForwardsOptions {
  readonly client: KubeClient;
  readonly memory: ForwardMemory;
  readonly ports: PortMemory;
  /** Asks a person outside of the page, the first time. */
  readonly permit: (object: Forwardable) => Promise<boolean>;
  /** Why a service has a better address than this one; undefined where it has not. */
  readonly refusal: (object: Forwardable) => string | undefined;
  /** Hears all of them with each change. */
  readonly onChange: (forwards: readonly KeptForward[]) => void;
  /** Replaced in tests. */
  readonly open?: typeof openTunnel;
}

/** Those that are remembered start at once, and listen when they were proved. */
export class KeptForwards {
  readonly #options: KeptForwardsOptions;
  readonly #running = new Map<string, RunningForward>();
  /** Whoever asked for them still waits: what fails then is not kept. */
  readonly #starting = new Set<string>();
  #isEnded = false;
  /** The endpoints' versions that were last seen, so that only their changes ask for another look. */
  #endpoints = '';

  constructor(options: KeptForwardsOptions) {
    this.#options = options;
    for (const { localPort, ...wish } of options.memory.get()) this.#run(wish, localPort);
  }

  /** In the order in which they were asked for. */
  list(): readonly KeptForward[] {
    return [...this.#running.values()].map(({ current }) => current);
  }

  /** What a form offers. Throws as `readDeclaredPorts`. */
  declaredPorts(object: Forwardable, signal: AbortSignal): Promise<DeclaredPort[]> {
    return readDeclaredPorts(this.#options.client, object, signal);
  }

  /**
   * Asks a person, starts it, and resolves once a connection through it has stayed open; else nothing is kept.
   *
   * @throws AppError `conflict` (there is one already, or the port of this machine is taken), `badInput` (too many, or what has
   * a better address), `cancelled` after a no, and what `readDeclaredPorts` and the connection throw.
   */
  async start({ object, port, localPort }: ForwardRequest, signal: AbortSignal): Promise<KeptForward> {
    this.#refuse(object, port);
    const declared = (await this.declaredPorts(object, signal)).find((one) => one.port === port);
    if (declared === undefined && object.kind === 'Service') {
      throw new AppError('notFound', `${formatRef(object)} has no port ${port}: choose one that it has.`);
    }
    if (!(await this.#options.permit(object))) throw new AppError('cancelled', 'Cancelled.');
    signal.throwIfAborted();
    // Another one may have come meanwhile.
    this.#refuse(object, port);
    const running = this.#run({ object, port, isHttp: declared?.isHttp ?? false }, localPort);
    const { id } = running.current;
    this.#starting.add(id);
    this.#tell();
    const giveUp = () => running.dispose();
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      await running.first;
    } catch (error) {
      this.#drop(running);
      throw error;
    } finally {
      this.#starting.delete(id);
      signal.removeEventListener('abort', giveUp);
    }
    this.#remember();
    return running.current;
  }

  /** Ends and forgets it; of what is not there nothing is said. */
  stop(id: string): void {
    const running = this.#running.get(id);
    if (running === undefined) return;
    this.#drop(running);
    this.#remember();
  }

  /** What a browser has to open. Throws `unavailable` where there is nothing for one. */
  urlOf(id: string): string {
    const forward = this.#running.get(id)?.current;
    if (forward?.isHttp !== true || forward.localPort === undefined) {
      throw new AppError('unavailable', 'This forward has no page for a browser: copy its address instead.');
    }
    return `http://${LOOPBACK}:${forward.localPort}/`;
  }

  /** Looks again when endpoints have changed. While the cluster is silent nothing is ready. */
  noteSnapshot({
    objects,
    isAnswering,
    staleReason = '',
  }: Pick<Snapshot, 'objects' | 'isAnswering' | 'staleReason'>): void {
    const versions = objects.EndpointSlice.map(({ metadata }) => `${metadata.uid}:${metadata.resourceVersion}`).join(
      ' ',
    );
    const hasMoved = versions !== this.#endpoints;
    this.#endpoints = versions;
    for (const running of this.#running.values()) {
      if (!isAnswering) running.suspend(staleReason);
      else running.resume();
      if (hasMoved) running.check();
    }
  }

  /** Ends all of them; they stay remembered. */
  dispose(): void {
    this.#isEnded = true;
    for (const running of this.#running.values()) running.dispose();
  }

  #refuse(object: Forwardable, port: number): void {
    if (this.#isEnded) throw new AppError('cancelled', 'Cancelled.');
    const reason = this.#options.refusal(object);
    if (reason !== undefined) throw new AppError('badInput', reason);
    if (this.#running.has(idOf(object, port))) {
      throw new AppError(
        'conflict',
        `Port ${port} of ${formatRef(object)} is forwarded already: stop that forward first.`,
      );
    }
    if (this.#running.size >= MOST_KEPT_FORWARDS) {
      throw new AppError(
        'badInput',
        `There are ${MOST_KEPT_FORWARDS} forwards, the most there can be: stop one first.`,
      );
    }
  }

  #run(wish: Pick<KeptForward, 'object' | 'port' | 'isHttp'>, localPort: number | undefined): RunningForward {
    const { client, ports, open } = this.#options;
    const id = idOf(wish.object, wish.port);
    const running = new RunningForward({
      client,
      wish: { ...wish, id },
      localPort,
      ports,
      onChange: () => this.#tell(),
      ...(open === undefined ? {} : { open }),
    });
    this.#running.set(id, running);
    return running;
  }

  #drop(running: RunningForward): void {
    running.dispose();
    const { id } = running.current;
    if (this.#running.get(id) === running) this.#running.delete(id);
    this.#tell();
  }

  #remember(): void {
    // The session has ended: what is known of the forwards by now is not what a person wanted.
    if (this.#isEnded) return;
    const known = this.list().flatMap(({ id, object, port, localPort, isHttp }) =>
      localPort === undefined || this.#starting.has(id) ? [] : [{ object, port, localPort, isHttp }],
    );
    this.#options.memory.set(known);
  }

  #tell(): void {
    if (!this.#isEnded) this.#options.onChange(this.list());
  }
}

function idOf(object: Forwardable, port: number): string {
  return `${formatRef(object)}:${port}`;
}
