// Tells of an operation while it runs: the whole of it each time, and not more often than a person can see.
import { randomUUID } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import type { Health } from '../../../shared/model/health.ts';
import { refKey } from '../../../shared/model/object.ts';
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { ObjectProgress, Operation } from '../../../shared/model/operation.ts';
import type { OperationPhase } from '../../../shared/model/operation-phase.ts';
import type { PreparedPlan } from '../plan/prepared.ts';

const INTERVAL_MS = 50;

/** What is to be said of how it ended. */
export type Ending = Pick<Operation, 'error' | 'errorCode' | 'rolledBackTo' | 'mayGoBackTo' | 'offer'>;

/** A failure as an operation tells it. */
export function errorOf({ code, message }: AppError): Pick<Ending, 'error' | 'errorCode'> {
  return { error: message, errorCode: code };
}

export class Progress {
  readonly #tell: (operation: Operation) => void;
  readonly #objects: Map<string, ObjectProgress>;
  readonly #nextSteps: readonly string[];
  #operation: Omit<Operation, 'objects'>;
  #timer: NodeJS.Timeout | undefined;

  constructor(prepared: PreparedPlan, tell: (operation: Operation) => void) {
    const { verb, want, release, namespace, version, plan, interrupted } = prepared;
    this.#tell = tell;
    this.#nextSteps = prepared.verb === 'uninstall' ? [] : (prepared.nextSteps ?? []);
    this.#operation = {
      id: randomUUID(),
      verb,
      ...(want === undefined ? {} : { want }),
      release,
      namespace,
      version,
      phase: 'preflight',
      startedAt: Date.now(),
      ...(interrupted === undefined ? {} : { interrupted }),
    };
    this.#objects = new Map(
      plan.changes.map(({ ref, op, part }) => [
        refKey(ref),
        {
          ref,
          op,
          ...(part === undefined ? {} : { part }),
          step: op === 'kept' || op === 'skipped' ? 'applied' : 'waiting',
        },
      ]),
    );
    this.#flush();
  }

  get id(): string {
    return this.#operation.id;
  }

  get startedAt(): number {
    return this.#operation.startedAt;
  }

  /** The operation as it is now. */
  get current(): Operation {
    return { ...this.#operation, objects: [...this.#objects.values()] };
  }

  /** Told at once. */
  phase(phase: OperationPhase): void {
    this.#operation = { ...this.#operation, phase };
    this.#flush();
  }

  step(ref: ObjectRef, step: ObjectProgress['step']): void {
    this.#change(ref, { step });
  }

  health(ref: ObjectRef, health: Health): void {
    const { state, reason, evidence } = health;
    this.#change(ref, { health: { state, reason, evidence } });
  }

  /** Sentences on what it was good without; those of an earlier attempt are forgotten. */
  warn(warnings: readonly string[]): void {
    const { warnings: _former, ...rest } = this.#operation;
    this.#operation = warnings.length === 0 ? rest : { ...rest, warnings: [...warnings] };
  }

  /** Ends it, one way or another. */
  end(phase: 'succeeded' | 'failed' | 'cancelled', ending: Ending = {}): Operation {
    const nextSteps = phase === 'succeeded' && this.#nextSteps.length > 0 ? { nextSteps: [...this.#nextSteps] } : {};
    this.#operation = { ...this.#operation, ...ending, ...nextSteps, phase, endedAt: Date.now() };
    this.#flush();
    return this.current;
  }

  /** Nothing is told after this. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #change(ref: ObjectRef, change: Partial<ObjectProgress>): void {
    const known = this.#objects.get(refKey(ref));
    if (known === undefined) return;
    this.#objects.set(refKey(ref), { ...known, ...change });
    this.#timer ??= setTimeout(() => this.#flush(), INTERVAL_MS);
  }

  #flush(): void {
    this.stop();
    this.#tell(this.current);
  }
}
