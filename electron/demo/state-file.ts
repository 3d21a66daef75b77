// Keeps the demo cluster's state in one file: written a moment after changes, never half, and read at the next start.
import { KeptText, type OnLost } from '../state-files/kept-text.ts';
import { readTextFile } from '../text-file.ts';
import type { DatabaseState } from './prometheus/database.ts';
import type { Snapshot } from './store/store.ts';

/** Files of an older form are left aside: a demo may begin anew. */
const FORM = 1;
const SETTLE_MS = 400;
/** A demo cluster with the stack and its changes has some 2 MiB. */
const LIMITS = { what: 'the demo cluster’s state', limit: 64 << 20 };

/** Everything that outlives the process. */
export interface DemoState {
  readonly form: typeof FORM;
  readonly store: Snapshot;
  readonly database: DatabaseState;
}

/** The state in the file; undefined when there is none that can be read. */
export function readState(path: string): DemoState | undefined {
  try {
    const state = JSON.parse(readTextFile(path, LIMITS)) as Partial<DemoState>;
    return state.form === FORM && state.store !== undefined && state.database !== undefined
      ? (state as DemoState)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Writes what `state` gives, some time after `touch`. */
export class StateWriter {
  readonly #text: KeptText;
  readonly #state: () => Omit<DemoState, 'form'>;
  #timer: NodeJS.Timeout | undefined;

  /** @param onLost told why the state is only remembered until the process ends */
  constructor(path: string, state: () => Omit<DemoState, 'form'>, onLost: OnLost) {
    this.#text = new KeptText(path, onLost);
    this.#state = state;
  }

  /** Something changed. */
  touch(): void {
    this.#timer ??= setTimeout(() => this.#write(), SETTLE_MS);
  }

  /** Writes now, for the last time. */
  flush(): void {
    this.#write();
    this.#text.flush();
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#text.write(JSON.stringify({ form: FORM, ...this.#state() }));
  }
}
