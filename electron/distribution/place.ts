// The place of a cluster in a sentence: what it is, and whose machine its nodes are.
import { assertNever } from '../../shared/assert-never.ts';
import type { ClusterPlace, Whereabouts } from '../../shared/model/cluster-place.ts';
import type { Evidence } from './evidence.ts';
import { shownName } from './node-name.ts';
import { type Recognised, recognise } from './recognise.ts';
import type { MachineIdentity } from './this-machine.ts';
import { isThisMachine, type NodeIdentity, type ServerPlace, whereaboutsOf } from './whereabouts.ts';

/** What a place is judged by. */
export interface PlaceFacts {
  readonly server: ServerPlace;
  readonly evidence: Evidence;
  readonly nodes: readonly NodeIdentity[];
  readonly machine: MachineIdentity;
}

/** A cluster's distribution, and where it is. */
export interface Situation extends Recognised {
  readonly place: ClusterPlace;
}

/** Pure. */
export function situationOf({ server, evidence, nodes, machine }: PlaceFacts): Situation {
  // A host may be called after what is kept in virtual machines: those are reached by an address of this computer, and are not it.
  const mayBeVirtual = server.isOwn && !nodes.some((node) => isThisMachine(node, machine));
  const recognised = recognise(evidence, mayBeVirtual);
  const where = whereaboutsOf(server, nodes, machine, recognised.distribution);
  return { ...recognised, place: { where, sentence: sentenceOf(recognised, where, nodes) } };
}

function sentenceOf({ distribution, conflict }: Recognised, where: Whereabouts, nodes: readonly NodeIdentity[]) {
  const name = distribution?.name ?? 'A Kubernetes cluster';
  const sentence = `${name} ${placeOf(where, nodes)}.`;
  return conflict === undefined ? sentence : `${sentence} Which one is not known: ${conflict}.`;
}

function placeOf(where: Whereabouts, nodes: readonly NodeIdentity[]): string {
  const isWsl = nodes.some((node) => node.isWsl);
  switch (where) {
    case 'here':
      return isWsl ? 'on this machine, which is WSL2' : 'on this machine';
    case 'member':
      return `on this machine and ${nodes.length === 2 ? 'one other' : `${nodes.length - 1} others`}`;
    case 'container':
      return 'in containers on this machine';
    case 'virtual':
      return isWsl ? 'in WSL2 on this computer' : 'in a virtual machine or a container on this computer';
    case 'behind':
      return `on ${nodesOf(nodes)}, which this machine reaches by an address of its own: a virtual machine on it, or a tunnel`;
    case 'elsewhere':
      return nodes.length === 0 ? 'on other machines than this one' : `on ${nodesOf(nodes)}, not on this machine`;
    case 'unknown':
      return 'whose nodes cannot be read';
    default:
      return assertNever(where);
  }
}

/** `the node lab-1`, `the nodes lab-1 and 3 more`, `its nodes`. */
export function nodePhrase(nodes: readonly { readonly name: string }[]): string {
  if (nodes.length === 0) return nodesOf(nodes);
  return `${nodes.length === 1 ? 'the node' : 'the nodes'} ${nodesOf(nodes)}`;
}

/** `lab-1`, `lab-1 and 3 more`. */
export function nodesOf(nodes: readonly { readonly name: string }[]): string {
  const [first, ...more] = nodes;
  if (first === undefined) return 'its nodes';
  const name = shownName(first.name);
  return more.length === 0 ? name : `${name} and ${more.length} more`;
}
