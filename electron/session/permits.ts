// Permits of what begins only once a person has agreed: asked once for each cluster, until the app is quit, so that no page begins it unseen.
import type { ClusterContext } from '../../shared/model/cluster.ts';
import type { Ask, ForwardQuestion, ShellQuestion } from './question.ts';

/** Remembers a yes, never a no. */
export class Permits<Q extends ShellQuestion | ForwardQuestion> {
  readonly #ask: Ask;
  readonly #agreed = new Set<string>();
  /** By cluster: two at once are one question. */
  readonly #asking = new Map<string, Promise<boolean>>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Whether it may be begun in this cluster. */
  permits({ id, name }: Pick<ClusterContext, 'id' | 'name'>, question: Q): Promise<boolean> {
    if (this.#agreed.has(id)) return Promise.resolve(true);
    const known = this.#asking.get(id);
    if (known !== undefined) return known;
    const asked = this.#ask({ ...question, cluster: name })
      .then((isAgreed) => {
        if (isAgreed) this.#agreed.add(id);
        return isAgreed;
      })
      .finally(() => this.#asking.delete(id));
    this.#asking.set(id, asked);
    return asked;
  }
}
