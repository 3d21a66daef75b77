// A small JSON file that is never half written and whose damage is never fatal.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { z } from 'zod';

/** Reads and writes one value of a schema; `fallback` stands in while the file is absent or damaged. */
export class JsonFile<T> {
  readonly #path: string;
  readonly #schema: z.ZodType<T>;
  #value: T;

  constructor(path: string, schema: z.ZodType<T>, fallback: T) {
    this.#path = path;
    this.#schema = schema;
    this.#value = this.#read() ?? fallback;
  }

  get value(): T {
    return this.#value;
  }

  /** Writes to a file beside it and renames that, so that a crash leaves the old or the new value. */
  set(value: T): void {
    this.#value = value;
    const temporary = `${this.#path}.${randomBytes(4).toString('hex')}`;
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    try {
      writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
      renameSync(temporary, this.#path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  #read(): T | undefined {
    try {
      return this.#schema.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      return undefined;
    }
  }
}
