// Shells that a person has agreed to: asked once for each cluster, until the app is quit. A page that was taken over must not run
// commands unseen.
import type { ClusterContext } from '../../shared/model/cluster.ts';
import { formatRef } from '../../shared/model/object.ts';
import type { Ask } from './question.ts';

/** The place of a shell. */
interface ShellPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** Remembers a yes, never a no. */
export class ShellPermits {
  readonly #ask: Ask;
  readonly #agreed = new Set<string>();
  /** By cluster: two shells at once are one question. */
  readonly #asking = new Map<string, Promise<boolean>>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Whether a shell may be opened in this cluster. */
  permits(
    { id, name }: Pick<ClusterContext, 'id' | 'name'>,
    { namespace, pod, container }: ShellPlace,
  ): Promise<boolean> {
    if (this.#agreed.has(id)) return Promise.resolve(true);
    const known = this.#asking.get(id);
    if (known !== undefined) return known;
    const object = formatRef({ apiVersion: 'v1', kind: 'Pod', namespace, name: pod });
    const asked = this.#ask({ about: 'shell', cluster: name, pod: object, container })
      .then((isAgreed) => {
        if (isAgreed) this.#agreed.add(id);
        return isAgreed;
      })
      .finally(() => this.#asking.delete(id));
    this.#asking.set(id, asked);
    return asked;
  }
}
