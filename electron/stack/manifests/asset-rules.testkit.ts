// For tests: the rules that assets/stack/README.md promises of every object, whether it is from a file or made by a setting.
import { expect } from 'vitest';
import { z } from 'zod';
import type { KubeObject } from '../../../shared/model/object.ts';

/** They need of the node what no `restricted` pod has; the reason stands in their files. */
const ROOT = ['alloy', 'nvidia-device-plugin'];
const USES_HOST = [...ROOT, 'node-exporter'];
/** Has no port to be asked on. */
const UNPROBED = ['nvidia-device-plugin'];

const probeSchema = z.union([
  z.object({ httpGet: z.looseObject({}) }),
  z.object({ tcpSocket: z.looseObject({}) }),
  z.object({ exec: z.object({ command: z.array(z.string()).min(1) }) }),
]);
const containerSchema = z.object({
  image: z.string(),
  resources: z.object({
    requests: z.object({ cpu: z.string(), memory: z.string() }),
    limits: z.strictObject({ memory: z.string() }),
  }),
  securityContext: z.object({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
  }),
});
const probedSchema = z.object({ startupProbe: probeSchema, livenessProbe: probeSchema, readinessProbe: probeSchema });
const podSchema = z.looseObject({
  automountServiceAccountToken: z.boolean(),
  enableServiceLinks: z.literal(false),
  securityContext: z.looseObject({ seccompProfile: z.object({ type: z.literal('RuntimeDefault') }) }),
  containers: z.array(z.looseObject(containerSchema.shape)).min(1),
  initContainers: z.array(z.looseObject(containerSchema.shape)).default([]),
});
const userSchema = z.object({ runAsNonRoot: z.literal(true), runAsUser: z.number().positive() });
export const labelsSchema = z.record(z.string(), z.string());
/** As far as the rules look at it. */
export const workloadSchema = z.object({
  selector: z.object({ matchLabels: labelsSchema }),
  template: z.object({ metadata: z.object({ labels: labelsSchema }), spec: podSchema }),
});

const CLUSTER_WIDE = ['Namespace', 'ClusterRole', 'ClusterRoleBinding'];
const KEPT = ['Namespace', 'PersistentVolumeClaim'];

/** It is labelled, in its namespace, and kept if it holds data. */
export function expectIdentity({ kind, metadata }: KubeObject): void {
  expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/part-of': 'odin' });
  expect(metadata.labels?.['app.kubernetes.io/name']).toBeTruthy();
  expect(metadata.namespace).toBe(CLUSTER_WIDE.includes(kind) ? undefined : 'monitoring');
  expect(metadata.annotations?.['helm.sh/resource-policy']).toBe(KEPT.includes(kind) ? 'keep' : undefined);
  expect(kind).not.toBe('Secret');
}

/** It is probed, limited and confined. */
export function expectConfinement(object: KubeObject): void {
  const { name } = object.metadata;
  const { selector, template } = workloadSchema.parse(object.spec);
  expect(Object.keys(selector.matchLabels)).toEqual(['app.kubernetes.io/name', 'app.kubernetes.io/part-of']);
  expect(template.metadata.labels).toMatchObject(selector.matchLabels);
  const version = template.metadata.labels['app.kubernetes.io/version'];
  expect(template.spec.containers[0]?.image.split(':').at(-1)).toBe(version);
  for (const container of template.spec.containers) {
    expect(probedSchema.safeParse(container).success).toBe(!UNPROBED.includes(name));
  }
  expect(userSchema.safeParse(template.spec.securityContext).success).toBe(!ROOT.includes(name));
  if (name === 'grafana') expectBundledPlugins(template.spec.containers);
  const taken = new Set(JSON.stringify(template.spec).match(/"(hostPath|hostNetwork|hostPID)":/g));
  // The pids of a GPU's processes are the host's: by choice, and nothing else of the host.
  if (name === 'nvidia-gpu-exporter') taken.delete('"hostPID":');
  expect(taken.size > 0).toBe(USES_HOST.includes(name));
  // The device plugin tolerates the taint of that name; nobody takes a GPU.
  expect(JSON.stringify(template.spec.containers)).not.toContain('nvidia.com/gpu');
}

/** With a root file system that it cannot write to, Grafana 13 loses the data sources that it brings along without this. */
function expectBundledPlugins(containers: readonly object[]): void {
  expect(containers).toContainEqual(
    expect.objectContaining({
      env: expect.arrayContaining([{ name: 'GF_PLUGINS_PREINSTALL_DISABLED', value: 'true' }]),
    }),
  );
}
