// Waiting for a change: everybody who waits is woken by one call.

export class Pulse {
  readonly #waiting = new Set<() => void>();

  /** Wakes all who wait now. */
  ring(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves at the next call. Rejects with the signal's reason. */
  wait(signal: AbortSignal): Promise<void> {
    return this.sleep(Number.POSITIVE_INFINITY, signal, true);
  }

  /** Resolves after `ms`, and with `wakes` at the next call if that is sooner. Rejects with the signal's reason. */
  async sleep(ms: number, signal: AbortSignal, wakes: boolean): Promise<void> {
    signal.throwIfAborted();
    if (ms <= 0) return;
    let timer: NodeJS.Timeout | undefined;
    let wake = (): void => {};
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
      if (Number.isFinite(ms)) timer = setTimeout(resolve, ms);
      if (wakes) this.#waiting.add(resolve);
    });
    signal.addEventListener('abort', wake, { once: true });
    await woken;
    clearTimeout(timer);
    this.#waiting.delete(wake);
    signal.removeEventListener('abort', wake);
    signal.throwIfAborted();
  }
}
