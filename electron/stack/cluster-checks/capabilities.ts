// The facts of a cluster that decide which parts of the stack can run on it.
import { z } from 'zod';
import { record, text } from '../../../shared/json.ts';
import type { ClusterPlace } from '../../../shared/model/cluster-place.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { quantityBytes } from '../../../shared/model/settings/units.ts';
import type { Distribution } from '../../distribution/distribution.ts';
import { evidenceOf } from '../../distribution/evidence.ts';
import { nodePhrase, situationOf } from '../../distribution/place.ts';
import { ON_NODE_PROVISIONERS } from '../../distribution/table.ts';
import type { Site } from '../../distribution/ways-at.ts';
import { nodeIdentity } from '../../distribution/whereabouts.ts';
import { ApiError } from '../../kube/api-error.ts';
import type { KubeClient } from '../../kube/client.ts';
import { readAs } from '../../kube/read-as.ts';
import { serverPlace } from '../../kube/server-place.ts';
import { valueAt } from '../manifests/at-path.ts';
import { type DefaultableClass, INGRESS_CLASSES, listClasses, STORAGE_CLASSES } from './classes.ts';
import { type HostPort, hostPortsOf } from './host-ports.ts';
import { type Listener, listenersOn, type Machine, THIS_MACHINE } from './listeners.ts';

/** Facts of a cluster, read at one moment. */
export interface Capabilities {
  readonly runtimeClasses: readonly RuntimeClass[];
  /** Container runtimes that the nodes say they have; undefined where none says (older nodes, or reading is forbidden). */
  readonly runtimeHandlers: readonly string[] | undefined;
  /** `any` where no cluster was asked: whatever is named is there. */
  readonly storageClasses: readonly StorageClass[] | 'any';
  /** Bytes of the largest disk of a node, free or not; undefined where none says. */
  readonly largestDiskBytes: number | undefined;
  /** Each stands for an ingress controller. */
  readonly ingressClasses: readonly DefaultableClass[] | 'any';
  /** Ports that DaemonSets hold already, the stack's own too. */
  readonly hostPorts: readonly HostPort[];
  /** What runs the containers, of each node that says it: `containerd`, `docker`, `cri-o`. */
  readonly containerRuntimes: readonly string[];
  /** What it was recognised as; undefined where its signs do not agree, and where nodes may not be read. */
  readonly distribution: Distribution | undefined;
  /** Where it is; undefined where no cluster was asked. */
  readonly place: ClusterPlace | undefined;
  /** The same for who acts on it. */
  readonly site: Site;
  /** Ports that programs of this machine listen on, where it is one of the nodes; none where that is not known. */
  readonly listeners: readonly Listener[];
}

/** A RuntimeClass, and the runtime of the node that it stands for. */
export interface RuntimeClass {
  readonly name: string;
  readonly handler: string;
}

interface StorageClass extends DefaultableClass {
  /** Its volumes are folders on the disk of a node, as large as that lets them become whatever they ask for. */
  readonly isOnNode: boolean;
}

/** A cluster that has all that any part of the stack asks for: nothing is left out for it. */
export const COMPLETE_CLUSTER: Capabilities = {
  runtimeClasses: [{ name: 'nvidia', handler: 'nvidia' }],
  runtimeHandlers: undefined,
  storageClasses: 'any',
  largestDiskBytes: undefined,
  ingressClasses: 'any',
  hostPorts: [],
  containerRuntimes: [],
  distribution: undefined,
  place: undefined,
  site: { where: 'unknown', onNode: 'its nodes', platform: process.platform },
  listeners: [],
};

const runtimeClassesSchema = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string() }), handler: z.string() })),
});
const nodeStatusSchema = z.object({
  runtimeHandlers: z.array(z.object({ name: z.string().optional() })).nullish(),
  capacity: z.record(z.string(), z.string()).optional(),
  nodeInfo: z.object({ containerRuntimeVersion: z.string().optional() }).optional(),
});
const nodeSchema = z.object({ status: nodeStatusSchema.optional() });
/** The client promises objects; what is below their metadata is read with care. */
const objectsSchema = z.object({ items: z.array(z.custom<KubeObject>()) });
type NodeStatus = z.infer<typeof nodeStatusSchema>;

/**
 * Reads them with five lists and the version. Errors are those of {@link KubeClient.request}; only nodes, DaemonSets and the version may
 * be refused to us.
 * @param names how the kubeconfig calls the cluster, where that is known
 */
export async function readCapabilities(
  client: KubeClient,
  signal: AbortSignal,
  machine: Machine = THIS_MACHINE,
  names?: Site['names'],
): Promise<Capabilities> {
  const list = async <T>(path: string, schema: z.ZodType<T>): Promise<T> =>
    readAs(client, path, schema, (await client.request({ path, signal })).body);
  const [version, runtimeClasses, storageClasses, ingressClasses, nodes, daemonSets] = await Promise.all([
    versionOf(client, signal),
    list('/apis/node.k8s.io/v1/runtimeclasses', runtimeClassesSchema),
    listClasses(client, STORAGE_CLASSES, signal),
    listClasses(client, INGRESS_CLASSES, signal),
    unlessForbidden(list('/api/v1/nodes', objectsSchema).then(({ items }) => items)),
    unlessForbidden(list('/apis/apps/v1/daemonsets', objectsSchema).then(({ items }) => items)),
  ]);
  const nodeStatuses = nodes.flatMap((node) => readAs(client, '/api/v1/nodes', nodeSchema, node).status ?? []);
  const identity = machine.identity();
  const identities = nodes.map(nodeIdentity);
  const { distribution, place } = situationOf({
    server: serverPlace(client.server),
    evidence: evidenceOf(
      version,
      nodes,
      storageClasses.map(({ provisioner }) => provisioner),
    ),
    nodes: identities,
    machine: identity,
  });
  return {
    runtimeClasses: runtimeClasses.items.map(({ metadata, handler }) => ({ name: metadata.name, handler })),
    runtimeHandlers: runtimeHandlersOf(nodeStatuses),
    storageClasses: storageClasses.map(({ provisioner, ...one }) => ({
      ...one,
      isOnNode: ON_NODE_PROVISIONERS.has(provisioner),
    })),
    largestDiskBytes: largestDiskOf(nodeStatuses),
    ingressClasses: ingressClasses.map(({ name, isDefault }) => ({ name, isDefault })),
    // A list names its items' kind once, for all of them.
    hostPorts: daemonSets
      .filter(isThere)
      .flatMap((set) => hostPortsOf({ ...set, apiVersion: 'apps/v1', kind: 'DaemonSet' })),
    containerRuntimes: nodeStatuses.flatMap(({ nodeInfo }) => runtimeOf(nodeInfo?.containerRuntimeVersion)),
    distribution,
    place,
    site: { where: place.where, onNode: nodePhrase(identities), names, platform: identity.platform },
    listeners: await listenersOn(identities, machine),
  };
}

/** Whoever may read no node knows K3s by it; '' where it is refused. */
async function versionOf(client: KubeClient, signal: AbortSignal): Promise<string> {
  try {
    return text(record((await client.request({ path: '/version', signal })).body).gitVersion);
  } catch (error) {
    if (error instanceof ApiError) return '';
    throw error;
  }
}

/** True where it has pods, or is about to have some: not where no node is meant for it. */
function isThere({ metadata, status }: KubeObject): boolean {
  return metadata.deletionTimestamp === undefined && valueAt(status, ['desiredNumberScheduled']) !== 0;
}

async function unlessForbidden<T>(items: Promise<readonly T[]>): Promise<readonly T[]> {
  try {
    return await items;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'forbidden') return [];
    throw error;
  }
}

/** Of `containerd://2.1.5-k3s1`. */
function runtimeOf(version: string | undefined): readonly string[] {
  const [, name] = /^([\w.-]+):\/\//.exec(version ?? '') ?? [];
  return name === undefined ? [] : [name];
}

function runtimeHandlersOf(nodes: readonly NodeStatus[]): readonly string[] | undefined {
  const told = nodes.flatMap(({ runtimeHandlers }) => runtimeHandlers ?? []);
  return told.length === 0 ? undefined : [...new Set(told.map(({ name }) => name ?? ''))];
}

function largestDiskOf(nodes: readonly NodeStatus[]): number | undefined {
  const sizes = nodes
    .map(({ capacity }) => quantityBytes(capacity?.['ephemeral-storage'] ?? ''))
    .filter((size) => size > 0);
  return sizes.length === 0 ? undefined : Math.max(...sizes);
}
