// Shells that a person has agreed to: the first one of a cluster is asked about, for what is typed in it runs there.
import type { ClusterContext } from '../../shared/model/cluster.ts';
import { formatRef } from '../../shared/model/object.ts';
import { Permits } from './permits.ts';
import type { Ask, ShellQuestion } from './question.ts';

/** The place of a shell. */
interface ShellPlace {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** Remembers a yes, never a no. */
export class ShellPermits {
  readonly #permits: Permits<ShellQuestion>;

  constructor(ask: Ask) {
    this.#permits = new Permits(ask);
  }

  /** Whether a shell may be opened in this cluster. */
  permits(context: Pick<ClusterContext, 'id' | 'name'>, { namespace, pod, container }: ShellPlace): Promise<boolean> {
    const object = formatRef({ apiVersion: 'v1', kind: 'Pod', namespace, name: pod });
    return this.#permits.permits(context, { about: 'shell', pod: object, container });
  }
}
