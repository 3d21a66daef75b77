// The StorageClasses and IngressClasses of a cluster, and which of them is the default.
import { z } from 'zod';
import type { KubeClient } from '../../kube/client.ts';
import { readAs } from '../../kube/read-as.ts';

/** A StorageClass or IngressClass, and whether what names none gets it. */
export interface DefaultableClass {
  readonly name: string;
  readonly isDefault: boolean;
}

/** A kind of class: where it is listed, and the annotations that make one the default. */
interface ClassKind {
  readonly path: string;
  readonly defaultBy: readonly string[];
}

export const STORAGE_CLASSES: ClassKind = {
  path: '/apis/storage.k8s.io/v1/storageclasses',
  // The second is what clusters before 1.6 wrote; the API server still obeys it.
  defaultBy: ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'],
};

export const INGRESS_CLASSES: ClassKind = {
  path: '/apis/networking.k8s.io/v1/ingressclasses',
  defaultBy: ['ingressclass.kubernetes.io/is-default-class'],
};

const classesSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).optional() }),
      provisioner: z.string().optional(),
    }),
  ),
});

/** Those of one kind; `provisioner` is empty where it has none. Errors are those of {@link KubeClient.request}. */
export async function listClasses(
  client: KubeClient,
  { path, defaultBy }: ClassKind,
  signal: AbortSignal,
): Promise<readonly (DefaultableClass & { readonly provisioner: string })[]> {
  const { items } = readAs(client, path, classesSchema, (await client.request({ path, signal })).body);
  return items.map(({ metadata: { name, annotations }, provisioner = '' }) => ({
    name,
    isDefault: defaultBy.some((key) => annotations?.[key] === 'true'),
    provisioner,
  }));
}
