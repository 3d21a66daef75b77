// The support bundle of the window: made once, shown, and saved as it was shown.
import { AppError } from '../shared/errors.ts';
import type { SupportBundle, SupportPreview } from '../shared/model/support-bundle.ts';
import { zipOf } from './archive/zip.ts';
import { savedName } from './saved-name.ts';
import type { DiagnosticsSubject } from './session/diagnostics.ts';
import { type BundleFile, bundleOf } from './session/support-bundle.ts';

/** More than that nobody reads in a dialog. */
const MOST_CHARACTERS = 256 * 1024;

/** What it needs. */
export interface SupportBundlesOptions {
  readonly subject: () => Promise<DiagnosticsSubject>;
  readonly desktop: {
    saveFile(name: string, content: Uint8Array): Promise<string | null>;
    showInFolder(path: string): void;
  };
}

/** Holds the newest one; a page names its files, never a path. */
export class SupportBundles {
  readonly #options: SupportBundlesOptions;
  #files: readonly BundleFile[] = [];
  #saved: string | undefined;

  constructor(options: SupportBundlesOptions) {
    this.#options = options;
  }

  /** Makes it anew; what is told is its files. */
  async look(signal: AbortSignal): Promise<SupportBundle> {
    const files = await bundleOf(await this.#options.subject(), signal);
    signal.throwIfAborted();
    this.#files = files;
    return { files: files.map(({ name, what, text }) => ({ name, what, bytes: Buffer.byteLength(text) })) };
  }

  /** Throws `AppError` `notFound` for what is no file of it. */
  preview(name: string): SupportPreview {
    const file = this.#files.find((one) => one.name === name);
    if (file === undefined) throw new AppError('notFound', `There is no ${name} in the support bundle: look again.`);
    const text = file.text.slice(0, MOST_CHARACTERS);
    return { text, isWhole: text.length === file.text.length };
  }

  /** Asks where to, and writes what was shown. Throws `AppError` `badInput` where nothing was, and what writing throws. */
  async save(): Promise<string | null> {
    if (this.#files.length === 0) throw new AppError('badInput', 'No support bundle was made yet: look at it first.');
    const at = new Date();
    const path = await this.#options.desktop.saveFile(savedName('support', at, 'zip'), zipOf(this.#files, at));
    this.#saved = path ?? this.#saved;
    return path;
  }

  /** Throws `AppError` `notFound` where none was saved in this run. */
  showFile(): void {
    if (this.#saved === undefined) throw new AppError('notFound', 'No support bundle was saved yet.');
    this.#options.desktop.showInFolder(this.#saved);
  }
}
