// The book of one release: all that is written down of it in the cluster, bound once to where it is and to who waits.
import { type Cluster, type ReleaseContext, type ReleaseTarget, within } from '../context.ts';
import { Revisions } from './revisions.ts';
import { StateStore } from './state-store.ts';

/** A release, its Helm records and ODIN's own state of it. */
export class Book {
  readonly cluster: Cluster;
  readonly target: ReleaseTarget;
  /** Helm's records, one a revision. */
  readonly revisions: Revisions;
  /** ODIN's own notes: inventory and journal. */
  readonly state: StateStore;
  /** Of the lock that this book was handed out with: who holds it. */
  readonly holder: string | undefined;

  constructor(cluster: Cluster, { release, namespace }: ReleaseTarget, holder?: string) {
    this.holder = holder;
    this.cluster = cluster;
    this.target = { release, namespace };
    this.revisions = new Revisions(cluster, this.target);
    this.state = new StateStore(cluster, this.target);
  }

  /** "Release odin in namespace monitoring", to begin a sentence. */
  get title(): string {
    const { release, namespace } = this.target;
    return `Release ${release} in namespace ${namespace}`;
  }

  /** The same book for another caller. */
  within(signal: AbortSignal): Book {
    return new Book(within(this.cluster, signal), this.target, this.holder);
  }
}

/** Opens the book of a release, whether or not there is one: nothing is read before it is asked for. */
export function openBook(context: ReleaseContext, target: ReleaseTarget, signal: AbortSignal, holder?: string): Book {
  return new Book(within(context, signal), target, holder);
}
