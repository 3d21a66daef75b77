// Follows the log of one container through its restarts and through breaks of the connection.
import { toAppError } from '../../shared/errors.ts';
import { Backoff, DEFAULT_BACKOFF } from '../kube/backoff.ts';
import type { KubeClient } from '../kube/client.ts';
import { podLogPath } from '../kube/pod-log.ts';
import type { LogContainer } from './log-container.ts';
import { parseLine, splitStamp, type TimedLine } from './parse-line.ts';
import type { LogQuery, Position } from './position.ts';
import { Pulse } from './pulse.ts';

const LONGEST_PAUSE_MS = 10_000;

/** A connection that held for so long was a good one. */
const GOOD_MS = 5_000;

/** Why nothing comes, in a sentence; `waiting`: it has not started, which is nothing that has broken. */
export interface LogProblem {
  readonly kind: 'waiting' | 'broken';
  readonly sentence: string;
}

/** Options of {@link ContainerLog}. */
export interface ContainerLogOptions {
  readonly client: KubeClient;
  readonly container: LogContainer;
  readonly position: Position;
  /** What is asked for while no line has been seen. `elapsedSeconds` since it was first asked. */
  readonly beginning: (elapsedSeconds: number) => LogQuery;
  readonly onLine: (line: TimedLine) => void;
  /** Told when its `problem` or `isOver` has changed. */
  readonly onChange: () => void;
  readonly signal: AbortSignal;
}

export class ContainerLog {
  readonly #options: ContainerLogOptions;
  readonly #pulse = new Pulse();
  readonly #backoff = new Backoff({ ...DEFAULT_BACKOFF, maxMs: LONGEST_PAUSE_MS });
  #container: LogContainer;
  #problem: LogProblem | undefined;
  #isOver = false;
  /** The last run that was read to its end. */
  #readRun = -1;
  #beganAt: number | undefined;

  /** Begins at once. */
  constructor(options: ContainerLogOptions) {
    this.#options = options;
    this.#container = options.container;
    // Ended by its signal alone: what goes wrong is a problem of the container.
    this.#run().catch(() => {});
  }

  get problem(): LogProblem | undefined {
    return this.#problem;
  }

  /** Whether all is read that it will ever write. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** What its pod says of it now. */
  update(container: LogContainer): void {
    this.#container = container;
    this.#pulse.ring();
  }

  async #run(): Promise<void> {
    const { signal } = this.#options;
    while (!signal.aborted) {
      const { waiting, run, isRunning, isOver } = this.#container;
      if (waiting !== undefined) {
        this.#tell({ kind: 'waiting', sentence: waiting });
        await this.#pulse.wait(signal);
      } else if (run === this.#readRun && !isRunning) {
        if (isOver) return this.#end();
        await this.#pulse.wait(signal);
      } else await this.#read(run);
    }
  }

  /** One connection, to its end; then waits before the next. */
  async #read(run: number): Promise<void> {
    const { client, position, onLine, signal } = this.#options;
    const openedAt = performance.now();
    this.#beganAt ??= openedAt;
    const container = this.#container;
    const from = position.resume() ?? this.#options.beginning(Math.ceil((openedAt - this.#beganAt) / 1000));
    try {
      const lines = client.lines({
        path: podLogPath(container.namespace, container.pod),
        query: { container: container.container, follow: true, timestamps: true, ...from },
        onOpen: () => this.#tell(undefined),
        signal,
      });
      for await (const raw of lines) {
        const { stamp, content } = splitStamp(raw);
        if (position.take(stamp)) onLine(parseLine(content, stamp, container));
      }
      this.#readRun = run;
    } catch (error) {
      if (signal.aborted) return;
      this.#tell({ kind: 'broken', sentence: toAppError(error).message });
    }
    if (performance.now() - openedAt >= GOOD_MS) this.#backoff.reset();
    await this.#pulse.sleep(this.#backoff.nextMs(), signal, true);
  }

  #end(): void {
    this.#isOver = true;
    this.#tell(undefined);
  }

  #tell(problem: LogProblem | undefined): void {
    if (this.#problem?.sentence === problem?.sentence && !this.#isOver) return;
    this.#problem = problem;
    this.#options.onChange();
  }
}
