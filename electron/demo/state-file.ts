// Keeps the demo cluster's state in one file: written a moment after changes, never half, and read at the next start.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseState } from './prometheus/database.ts';
import type { Snapshot } from './store/store.ts';

/** Files of an older form are left aside: a demo may begin anew. */
const FORM = 1;
const SETTLE_MS = 400;

/** Everything that outlives the process. */
export interface DemoState {
  readonly form: typeof FORM;
  readonly store: Snapshot;
  readonly database: DatabaseState;
}

/** The state in the file; undefined when there is none that can be read. */
export function readState(path: string): DemoState | undefined {
  try {
    const state = JSON.parse(readFileSync(path, 'utf8')) as Partial<DemoState>;
    return state.form === FORM && state.store !== undefined && state.database !== undefined
      ? (state as DemoState)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Writes what `state` gives, some time after `touch`. */
export class StateWriter {
  readonly #path: string;
  readonly #state: () => Omit<DemoState, 'form'>;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string, state: () => Omit<DemoState, 'form'>) {
    this.#path = path;
    this.#state = state;
  }

  /** Something changed. */
  touch(): void {
    this.#timer ??= setTimeout(() => this.flush(), SETTLE_MS);
  }

  /** Writes now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    writePrivately(this.#path, JSON.stringify({ form: FORM, ...this.#state() }));
  }
}

/** Writes a file that only its owner can read, by renaming, so that nobody ever sees half of it. */
export function writePrivately(path: string, text: string): void {
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(temporary, text, { mode: 0o600 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
