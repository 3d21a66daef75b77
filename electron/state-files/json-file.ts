// A small JSON file that is never half written and whose damage is never fatal.
import { renameSync, rmSync } from 'node:fs';
import type { z } from 'zod';
import { readTextFile, TextFileError } from '../text-file.ts';
import { KeptText, type OnLost } from './kept-text.ts';

const LIMITS = { what: 'a file of ODIN’s own', limit: 1 << 20 };

/** Deeper than any of these files is; what is very deep can be read, but not written again. */
const MOST_LEVELS = 64;

/** Reads and writes one value of a schema; `fallback` stands in while the file is absent or damaged. */
export class JsonFile<T> {
  readonly #path: string;
  readonly #schema: z.ZodType<T>;
  readonly #text: KeptText;
  readonly #onLost: OnLost;
  /** It could not be put aside: what a person has written there is not written over. */
  #isLeft = false;
  #value: T;

  /**
   * @param onLost told why a value is only remembered until the process ends
   * @param onBroken told where a file was put that cannot be read, or holds no such value; where it cannot be put anywhere, it stays
   * as it is, and `onLost` is told. Without `onBroken` the file is written over in time
   */
  constructor(path: string, schema: z.ZodType<T>, fallback: T, onLost: OnLost, onBroken?: (aside: string) => void) {
    this.#path = path;
    this.#schema = schema;
    this.#text = new KeptText(path, onLost);
    this.#onLost = onLost;
    this.#value = this.#read(onBroken) ?? fallback;
  }

  get value(): T {
    return this.#value;
  }

  /** Counts at once, whether or not it can be written. Never throws. */
  set(value: T): void {
    this.#value = value;
    if (!this.#isLeft) this.#text.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** Takes the file away, which a full disk allows. Never throws: on a disk that can only be read it stays. */
  remove(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch (error) {
      this.#onLost(error);
    }
  }

  #read(onBroken: ((aside: string) => void) | undefined): T | undefined {
    try {
      const content: unknown = JSON.parse(readTextFile(this.#path, LIMITS));
      if (isWithin(content, MOST_LEVELS)) return this.#schema.parse(content);
    } catch (error) {
      if (error instanceof TextFileError && error.systemCode === 'ENOENT') return undefined;
    }
    if (onBroken !== undefined) this.#putAside(onBroken);
    return undefined;
  }

  #putAside(onBroken: (aside: string) => void): void {
    const aside = `${this.#path}.broken`;
    try {
      renameSync(this.#path, aside);
      onBroken(aside);
    } catch (error) {
      this.#isLeft = true;
      this.#onLost(error);
    }
  }
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1));
}
