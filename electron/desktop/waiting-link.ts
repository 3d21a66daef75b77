// The link that waits until the page is there to follow it.
import type { DeepLink } from '../../shared/model/deep-link.ts';
import { visible } from '../../shared/visible.ts';
import type { Log } from '../log/log.ts';
import { linkAmong, readDeepLink } from './deep-link.ts';

/** Enough to know it again in the log. */
const LOGGED = 100;

export class WaitingLink {
  readonly #log: Log;
  readonly #onArrival: () => void;
  #link: DeepLink | null = null;

  /** @param onArrival told when one has come, so that a page which is there takes it */
  constructor(log: Log, onArrival: () => void) {
    this.#log = log;
    this.#onArrival = onArrival;
  }

  /** The newest counts. One that is not understood is written down, and nothing else. */
  arrive(text: string): void {
    const link = readDeepLink(text);
    if (link === undefined) {
      this.#log.info('link', 'a link leads nowhere', { begins: visible(text.slice(0, LOGGED)) });
      return;
    }
    this.lead(link);
  }

  /** For what is known to lead somewhere. */
  lead(link: DeepLink): void {
    this.#link = link;
    this.#onArrival();
  }

  /** Reads it off the arguments of a start; there need not be any. */
  arriveAmong(args: readonly string[]): void {
    const text = linkAmong(args);
    if (text !== undefined) this.arrive(text);
  }

  /** Followed once: a page that is loaded again stays where it was. */
  take(): DeepLink | null {
    const link = this.#link;
    this.#link = null;
    return link;
  }
}
