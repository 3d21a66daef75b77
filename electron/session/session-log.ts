// Writes into the log what a session tells: how changes go and end, which forwards come and go.
import type { ClusterStatus } from '../../shared/model/cluster.ts';
import type { Forward } from '../../shared/model/forward.ts';
import type { KeptForward } from '../../shared/model/kept-forward.ts';
import { formatRef } from '../../shared/model/object.ts';
import type { ActionPreview, ActionResult } from '../../shared/model/object-action.ts';
import type { Operation } from '../../shared/model/operation.ts';
import { hasEnded } from '../../shared/model/operation-phase.ts';
import type { Plan } from '../../shared/model/plan.ts';
import type { StackStatus } from '../../shared/model/stack.ts';
import type { Log } from '../log/log.ts';
import type { SessionListener } from './session-listener.ts';

/** Tells each thing once: events carry the whole value each time something in it has changed. */
export class SessionLog {
  readonly #log: Log;
  readonly #forwards = new Map<string, string>();
  #status = '';
  #operation = '';
  #stack = '';

  constructor(log: Log) {
    this.#log = log;
  }

  /** The same listener; what it is told is written down first. */
  hearing(listener: SessionListener): SessionListener {
    return {
      ...listener,
      onStatus: (status) => {
        this.status(status);
        listener.onStatus(status);
      },
      onOperation: (operation) => {
        this.operation(operation);
        listener.onOperation(operation);
      },
      onKeptForwards: (forwards) => {
        this.keptForwards(forwards);
        listener.onKeptForwards(forwards);
      },
      onForwards: (forwards) => {
        this.forwards(forwards);
        listener.onForwards(forwards);
      },
    };
  }

  /** Whether the cluster answers, whenever that has changed. */
  status(status: ClusterStatus): void {
    const line = status.state === 'connected' ? `connected, ${status.distribution} ${status.version}` : status.state;
    if (line === this.#status) return;
    this.#status = line;
    if (status.state === 'unreachable') this.#log.warn('cluster', line, { reason: status.reason });
    else this.#log.info('cluster', line, status.state === 'connected' ? { nodes: status.nodeCount } : {});
  }

  /** An action on an object was done. */
  acted({ object, sentence }: ActionResult, verb: ActionPreview['verb']): void {
    this.#log.info('action', `${verb} of ${formatRef(object)}: ${sentence}`);
  }

  /** A plan was confirmed: what it will do, counted. */
  confirmed(
    { verb, release, namespace, version, hash, toRevision, changes, consent }: Plan,
    fromRevision: number,
  ): void {
    const ops: Record<string, number> = {};
    for (const { op } of changes) ops[op] = (ops[op] ?? 0) + 1;
    this.#log.info('operation', `${verb} of ${release} ${version} confirmed`, {
      namespace,
      plan: hash.slice(0, 20),
      fromRevision,
      ...(toRevision === undefined ? {} : { toRevision }),
      ...ops,
      ...(consent.length === 0 ? {} : { consent }),
    });
  }

  /** Each phase of a change, and how it ended. */
  operation(operation: Operation | null): void {
    const key = operation === null ? '' : `${operation.id} ${operation.phase}`;
    if (key === this.#operation) return;
    this.#operation = key;
    if (operation === null) {
      this.#log.warn('operation', 'the plan held no longer: nothing was begun');
      return;
    }
    const { id, verb, want, release, version, phase, rolledBackTo, error, errorCode, warnings } = operation;
    const asked = want === undefined || want === verb ? '' : ` (${want})`;
    const words = `${verb}${asked} of ${release} ${version}: ${phase}`;
    const facts = {
      id: id.slice(0, 8),
      ...(operation.endedAt === undefined ? {} : { ms: operation.endedAt - operation.startedAt }),
      ...(rolledBackTo === undefined ? {} : { rolledBackTo }),
      ...(errorCode === undefined ? {} : { code: errorCode }),
      ...(error === undefined ? {} : { error }),
      ...(warnings === undefined ? {} : { warnings }),
      ...(hasEnded(phase) && phase !== 'succeeded' ? { unhealthy: unhealthyOf(operation) } : {}),
    };
    this.#log[phase === 'failed' ? 'error' : 'info']('operation', words, facts);
  }

  /** Which revision is in the cluster, whenever that has changed. */
  stack({ release, installed, interrupted }: StackStatus): void {
    const words =
      installed === undefined
        ? `${release} is not installed`
        : `${release} ${installed.version} is at revision ${installed.revision}, ${installed.status}`;
    const line = interrupted === undefined ? words : `${words}; a change was interrupted`;
    if (line === this.#stack) return;
    this.#stack = line;
    this.#log.info('operation', line);
  }

  /** Each new state of a forward. */
  forwards(forwards: readonly Forward[]): void {
    for (const { target, state, url, reason } of forwards) {
      this.#forward(target, state, state === 'recovering', { url, reason });
    }
  }

  /** Each state of a plain forward that is kept. */
  keptForwards(forwards: readonly KeptForward[]): void {
    for (const { id, state, localPort, reason } of forwards) {
      this.#forward(id, state, state === 'broken', { localPort, reason });
    }
  }

  #forward(name: string, state: string, isBroken: boolean, facts: Readonly<Record<string, unknown>>): void {
    const key = JSON.stringify([state, facts]);
    if (this.#forwards.get(name) === key) return;
    this.#forwards.set(name, key);
    const write = isBroken ? this.#log.warn : this.#log.info;
    write('forward', `${name}: ${state}`, facts);
  }
}

/** The first few are enough to know where to look. */
function unhealthyOf({ objects }: Operation): string[] {
  return objects
    .filter(({ step, health }) => step === 'failed' || health?.state === 'Failed' || health?.state === 'InProgress')
    .slice(0, 10)
    .map(({ ref, health }) => `${ref.kind}/${ref.name}: ${health?.reason ?? 'not applied'}`);
}
