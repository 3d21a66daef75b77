// A file that is ODIN's memory: written as well as can be, and never a reason to stop.
import { renameSync } from 'node:fs';
import { isMomentary, type Rename, replaceFile, replaceFileOnce } from './replace-file.ts';

/** Told once for each row of failures: a full or read-only disk would say it at every change. */
export type OnLost = (error: unknown) => void;

/** Keeps the newest text that it was given in one file. Never throws. */
export class KeptText {
  readonly #path: string;
  readonly #onLost: OnLost;
  readonly #rename: Rename;
  /** The newest text, while it is not in the file yet. */
  #waiting: string | undefined;
  #isTrying = false;
  #isLost = false;

  constructor(path: string, onLost: OnLost, rename: Rename = renameSync) {
    this.#path = path;
    this.#onLost = onLost;
    this.#rename = rename;
  }

  /** Writes at once; where another program is in the way for a moment, in a moment. */
  write(text: string): void {
    this.#waiting = text;
    if (this.#isTrying) return;
    try {
      replaceFileOnce(this.#path, text, this.#rename);
      this.#written(text);
    } catch (error) {
      if (isMomentary(error)) void this.#tryOn();
      else this.#lost(error);
    }
  }

  /** One more attempt at what could not be written yet: the process ends. */
  flush(): void {
    if (this.#waiting === undefined) return;
    try {
      replaceFileOnce(this.#path, this.#waiting, this.#rename);
      this.#waiting = undefined;
    } catch (error) {
      this.#lost(error);
    }
  }

  async #tryOn(): Promise<void> {
    this.#isTrying = true;
    try {
      // What was given meanwhile is newer.
      for (let text = this.#waiting; text !== undefined; text = this.#waiting) {
        await replaceFile(this.#path, text, this.#rename);
        this.#written(text);
      }
    } catch (error) {
      this.#lost(error);
    } finally {
      this.#isTrying = false;
    }
  }

  #written(text: string): void {
    if (this.#waiting === text) this.#waiting = undefined;
    this.#isLost = false;
  }

  #lost(error: unknown): void {
    if (!this.#isLost) this.#onLost(error);
    this.#isLost = true;
  }
}
