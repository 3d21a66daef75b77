// Whether a node of the cluster is this machine, a container on it, or something else: by what the node tells of itself.
import { record, records, text } from '../../shared/json.ts';
import type { Whereabouts } from '../../shared/model/cluster-place.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import type { Distribution, NodeEvidence } from './distribution.ts';
import { nodeEvidence } from './evidence.ts';
import { INSIDE_ROWS } from './inside-rows.ts';
import type { MachineIdentity } from './this-machine.ts';

/** A node as it tells of itself; '' for what it does not say. */
export interface NodeIdentity {
  readonly name: string;
  /** Of all kinds, host names too. */
  readonly addresses: readonly string[];
  readonly bootId: string;
  readonly machineId: string;
  /** `linux`, `windows`. */
  readonly os: string;
  /** It says that it is a container of a distribution that runs in such. */
  readonly isContainer: boolean;
  /** Its kernel is that of WSL2, which Windows keeps. */
  readonly isWsl: boolean;
}

/** The API server's address in the kubeconfig. */
export interface ServerPlace {
  readonly host: string;
  /** It is an address of this machine alone. */
  readonly isOwn: boolean;
  /** The same, or one of a network at home, as virtual machines have. */
  readonly isLocal: boolean;
}

export function nodeIdentity(node: KubeObject): NodeIdentity {
  const { metadata, status } = record(node);
  const { nodeInfo, addresses } = record(status);
  const { bootID, machineID, kernelVersion, operatingSystem } = record(nodeInfo);
  return {
    name: text(record(metadata).name),
    addresses: records(addresses)
      .slice(0, 50)
      .map(({ address }) => text(address)),
    bootId: text(bootID),
    machineId: text(machineID),
    os: text(operatingSystem) || 'linux',
    isContainer: saysContainer(nodeEvidence(node)),
    isWsl: text(kernelVersion).includes('-microsoft-'),
  };
}

/** K3s' image calls itself so where others say which Linux they are. */
function saysContainer(node: NodeEvidence): boolean {
  return node.osImage.startsWith('K3s ') || INSIDE_ROWS.some(({ isNode }) => isNode?.(node) === true);
}

/**
 * Whether the node is this very machine, and not a container on it.
 *
 * The kernel's boot id is alike on no two machines, and the same for all that one kernel runs. Where both tell theirs it decides,
 * but for a kubelet that has said nothing since the machine was started. An address alone may be of two networks: it counts where
 * a node does not tell its kernel, and is of the same system.
 */
export function isThisMachine(node: NodeIdentity, machine: MachineIdentity): boolean {
  if (machine.platform !== (node.os === 'windows' ? 'win32' : 'linux')) return false;
  const hasAddress = node.addresses.some((address) => machine.addresses.includes(address));
  const hasId = node.machineId !== '' && node.machineId === machine.machineId;
  if (node.bootId === '' || machine.bootId === '') return hasAddress || hasId;
  // A container may have been given its machine's id; a laptop that changed networks has another address than its node.
  return node.bootId === machine.bootId ? hasAddress || (hasId && !node.isContainer) : hasId && hasAddress;
}

function hasThisKernel({ bootId }: NodeIdentity, machine: MachineIdentity): boolean {
  return bootId !== '' && bootId === machine.bootId;
}

/** Pure. `distribution` is what the cluster was recognised as. */
export function whereaboutsOf(
  server: ServerPlace,
  nodes: readonly NodeIdentity[],
  machine: MachineIdentity,
  distribution?: Pick<Distribution, 'nodes'>,
): Whereabouts {
  const isOwn = server.isOwn || [...machine.addresses, machine.hostname].includes(server.host);
  const own = nodes.filter((node) => isThisMachine(node, machine));
  // With another's address for the server, only the kernel itself is proof enough.
  const isProven = isOwn || own.some((node) => hasThisKernel(node, machine));
  if (own.length > 0 && isProven) return own.length === nodes.length ? 'here' : 'member';
  if (nodes.some((node) => hasThisKernel(node, machine))) return 'container';
  if (distribution?.nodes === 'cloud') return 'elsewhere';
  const isOfComputer = distribution?.nodes === 'virtual' || distribution?.nodes === 'inside';
  if (isOfComputer && (isOwn || server.isLocal)) return 'virtual';
  if (isOwn && machine.platform === 'win32' && nodes.some(({ isWsl }) => isWsl)) return 'virtual';
  if (nodes.length === 0) return 'unknown';
  return isOwn ? 'behind' : 'elsewhere';
}
