// The credential plugin that a cluster waits for, as its state tells it: which one, and what it said last.
import type { WaitingPlugin } from '../../shared/model/cluster.ts';
import type { PluginListener } from '../kube/exec-plugin.ts';

const LINES = 6;
/** A plugin may say much at once; a person reads no faster. */
const PAUSE_MS = 200;

/** Follows one connection's plugin. */
export class PluginWatch implements PluginListener {
  readonly #onChange: () => void;
  #current: WaitingPlugin | undefined;
  #telling: NodeJS.Timeout | undefined;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** The plugin that runs now. */
  get current(): WaitingPlugin | undefined {
    return this.#current;
  }

  readonly onBegin = (command: string): void => {
    this.#current = { command, said: [] };
    this.#tellSoon();
  };

  readonly onSaid = (command: string, line: string): void => {
    this.#current = { command, said: [...(this.#current?.said ?? []), line].slice(-LINES) };
    this.#tellSoon();
  };

  readonly onEnd = (): void => {
    this.#current = undefined;
    this.#tellSoon();
  };

  /** Tells nothing more. */
  dispose(): void {
    clearTimeout(this.#telling);
  }

  /** One that answers at once is never shown. */
  #tellSoon(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#onChange();
    }, PAUSE_MS);
  }
}
