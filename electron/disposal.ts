// Whatever starts returns its undo; this is the stack of undos.

/** Ends what was started. May be called more than once. */
export type Dispose = () => void | Promise<void>;

/** Undoes in reverse order; one failing undo does not keep the others from running. */
export class DisposalStack {
  readonly #undos: Dispose[] = [];

  /** Keeps an undo for later; returns it. */
  defer<T extends Dispose>(undo: T): T {
    this.#undos.push(undo);
    return undo;
  }

  /** Runs all undos, newest first. */
  async dispose(): Promise<void> {
    const failures: unknown[] = [];
    for (let undo = this.#undos.pop(); undo !== undefined; undo = this.#undos.pop()) {
      try {
        await undo();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'some parts did not end cleanly');
  }
}
