// The place up to which a container's log has been read, so that after a break nothing is told twice and nothing is left out.
import type { KubeRequest } from '../kube/client.ts';
import { compareStamps, type Stamp } from './stamp.ts';

/** What a log is asked for with. */
export type LogQuery = NonNullable<KubeRequest['query']>;

/**
 * The API takes a time to the second, so that a log read on begins with lines that are known: all that are older than the last
 * one, and as many as there were of its own time.
 */
export class Position {
  #last: Stamp | undefined;
  #atLast = 0;
  /** Lines of the last one's time that are still to come once more; undefined where nothing is. */
  #known: number | undefined;

  /** From where the log is to be read on; undefined where no line with a time has been seen. */
  resume(): LogQuery | undefined {
    if (this.#last === undefined) return undefined;
    this.#known = this.#atLast;
    return { sinceTime: new Date(this.#last.seconds * 1000).toISOString().replace('.000Z', 'Z') };
  }

  /** Whether a line is news; it is then known. */
  take(stamp: Stamp | undefined): boolean {
    if (stamp === undefined) return this.#known === undefined;
    const order = this.#last === undefined ? 1 : compareStamps(stamp, this.#last);
    if (this.#known !== undefined) {
      if (order < 0) return false;
      if (order === 0 && this.#known > 0) {
        this.#known -= 1;
        return false;
      }
      this.#known = undefined;
    }
    // A node's clock may be set back: the line is told, and the place stays.
    if (order < 0) return true;
    this.#atLast = order > 0 ? 1 : this.#atLast + 1;
    this.#last = stamp;
    return true;
  }
}
