// The licences of what is bundled into the app, as the build has written them beside the main process.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type BundledPackage, licensesSchema } from '../../shared/model/about.ts';

type Licenses = z.infer<typeof licensesSchema>;

/** Reads them once somebody asks. */
export class BundledLicenses {
  readonly #path: string;
  #read: Licenses | undefined;

  /** @param folder where the build is */
  constructor(folder: string) {
    this.#path = join(folder, 'licenses.json');
  }

  /** None where there is no such file: an app that is being developed. */
  list(): BundledPackage[] {
    return this.#all.map(({ name, version, license }) => ({ name, version, license }));
  }

  /** Null where there is no such package. */
  textOf(name: string, version: string): string | null {
    return this.#all.find((one) => one.name === name && one.version === version)?.text ?? null;
  }

  get #all(): Licenses {
    try {
      this.#read ??= licensesSchema.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      this.#read = [];
    }
    return this.#read;
  }
}
