// What a cluster has that decides which parts of the stack can run on it.
import { z } from 'zod';
import { ApiError } from '../kube/api-error.ts';
import type { KubeClient } from '../kube/client.ts';

/** Facts of a cluster, read at one moment. */
export interface Capabilities {
  readonly runtimeClasses: readonly RuntimeClass[];
  /** Container runtimes that the nodes say they have; undefined where none says (older nodes, or reading is forbidden). */
  readonly runtimeHandlers: readonly string[] | undefined;
  /** `any` where no cluster was asked: whatever is named is there. */
  readonly storageClasses: readonly DefaultableClass[] | 'any';
  /** Each stands for an ingress controller. */
  readonly ingressClasses: readonly DefaultableClass[] | 'any';
}

/** A RuntimeClass, and the runtime of the node that it stands for. */
export interface RuntimeClass {
  readonly name: string;
  readonly handler: string;
}

/** A StorageClass or IngressClass, and whether what names none gets it. */
interface DefaultableClass {
  readonly name: string;
  readonly isDefault: boolean;
}

/** A cluster that has all that any part of the stack asks for: nothing is left out for it. */
export const COMPLETE_CLUSTER: Capabilities = {
  runtimeClasses: [{ name: 'nvidia', handler: 'nvidia' }],
  runtimeHandlers: undefined,
  storageClasses: 'any',
  ingressClasses: 'any',
};

const metadataSchema = z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).optional() });
const runtimeClassesSchema = z.object({ items: z.array(z.object({ metadata: metadataSchema, handler: z.string() })) });
const classesSchema = z.object({ items: z.array(z.object({ metadata: metadataSchema })) });
const nodesSchema = z.object({
  items: z.array(
    z.object({
      status: z.object({ runtimeHandlers: z.array(z.object({ name: z.string().optional() })).nullish() }).optional(),
    }),
  ),
});

// The second is what clusters before 1.6 wrote; the API server still obeys it.
const DEFAULT_STORAGE_CLASS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];
const DEFAULT_INGRESS_CLASS = ['ingressclass.kubernetes.io/is-default-class'];

/** Reads them with four lists. Errors are those of {@link KubeClient.request}; only nodes may be forbidden to us. */
export async function readCapabilities(client: KubeClient, signal: AbortSignal): Promise<Capabilities> {
  const list = async (path: string) => (await client.request({ path, signal })).body;
  const [runtimeClasses, storageClasses, ingressClasses, runtimeHandlers] = await Promise.all([
    list('/apis/node.k8s.io/v1/runtimeclasses').then((body) => runtimeClassesSchema.parse(body)),
    list('/apis/storage.k8s.io/v1/storageclasses').then((body) => classesOf(body, DEFAULT_STORAGE_CLASS)),
    list('/apis/networking.k8s.io/v1/ingressclasses').then((body) => classesOf(body, DEFAULT_INGRESS_CLASS)),
    readRuntimeHandlers(client, signal),
  ]);
  return {
    runtimeClasses: runtimeClasses.items.map(({ metadata, handler }) => ({ name: metadata.name, handler })),
    runtimeHandlers,
    storageClasses,
    ingressClasses,
  };
}

function classesOf(body: unknown, defaultBy: readonly string[]): readonly DefaultableClass[] {
  return classesSchema.parse(body).items.map(({ metadata: { name, annotations } }) => ({
    name,
    isDefault: defaultBy.some((key) => annotations?.[key] === 'true'),
  }));
}

async function readRuntimeHandlers(client: KubeClient, signal: AbortSignal): Promise<readonly string[] | undefined> {
  let body: unknown;
  try {
    ({ body } = await client.request({ path: '/api/v1/nodes', signal }));
  } catch (error) {
    if (error instanceof ApiError && error.code === 'forbidden') return undefined;
    throw error;
  }
  const told = nodesSchema.parse(body).items.flatMap(({ status }) => status?.runtimeHandlers ?? []);
  return told.length === 0 ? undefined : [...new Set(told.map(({ name }) => name ?? ''))];
}
