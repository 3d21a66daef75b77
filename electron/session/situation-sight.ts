// Sees what a cluster is and where, anew whenever its nodes or classes have changed.
import { text } from '../../shared/json.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { evidenceOf } from '../distribution/evidence.ts';
import { type Situation, situationOf } from '../distribution/place.ts';
import { type MachineIdentity, thisMachine } from '../distribution/this-machine.ts';
import { nodeIdentity } from '../distribution/whereabouts.ts';
import { serverPlace } from '../kube/server-place.ts';

/** Of one cluster. */
export class SituationSight {
  readonly #server: string;
  readonly #machine: () => MachineIdentity;
  #seen: { readonly of: readonly unknown[]; readonly situation: Situation } | undefined;

  /**
   * @param server the API server's address
   * @param machine asked each time, for a laptop changes its networks
   */
  constructor(server: string, machine: () => MachineIdentity = () => thisMachine(process.platform)) {
    this.#server = server;
    this.#machine = machine;
  }

  /** By the API server's `gitVersion`, the nodes and the StorageClasses; lists are looked at again when they are others. */
  see(version: string, nodes: readonly KubeObject[], storageClasses: readonly KubeObject[]): Situation {
    const of = [version, nodes, storageClasses];
    if (this.#seen?.of.every((part, index) => part === of[index]) === true) return this.#seen.situation;
    const situation = situationOf({
      server: serverPlace(this.#server),
      evidence: evidenceOf(
        version,
        nodes,
        storageClasses.map(({ provisioner }) => text(provisioner)),
      ),
      nodes: nodes.map(nodeIdentity),
      machine: this.#machine(),
    });
    this.#seen = { of, situation };
    return situation;
  }
}
