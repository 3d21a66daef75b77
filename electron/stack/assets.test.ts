// The rules that assets/stack/README.md promises, held against every version.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatRef, type KubeObject, refOf } from '../../shared/model/object.ts';
import { GRAFANA_ADMIN } from './generated-secret.ts';
import { renderStack } from './render.ts';
import { listVersions } from './versions.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const capabilities = {
  runtimeClasses: [{ name: 'nvidia', handler: 'nvidia' }],
  runtimeHandlers: undefined,
  storageClasses: [{ name: 'any', isDefault: true }],
};

const probeSchema = z.union([z.object({ httpGet: z.looseObject({}) }), z.object({ tcpSocket: z.looseObject({}) })]);
const containerSchema = z.object({
  image: z.string().regex(/^[a-z0-9.]+\.[a-z]+\/.+:v?\d+\.\d+\.\d+$/, 'a registry, and a tag that stays'),
  startupProbe: probeSchema,
  livenessProbe: probeSchema,
  readinessProbe: probeSchema,
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
const podSchema = z.object({
  automountServiceAccountToken: z.boolean(),
  securityContext: z.object({
    runAsNonRoot: z.literal(true),
    runAsUser: z.number().positive(),
    seccompProfile: z.object({ type: z.literal('RuntimeDefault') }),
  }),
  containers: z.array(containerSchema).min(1),
});
const labelsSchema = z.record(z.string(), z.string());
const workloadSchema = z.object({
  selector: z.object({ matchLabels: labelsSchema }),
  template: z.object({ metadata: z.object({ labels: labelsSchema }), spec: podSchema }),
});

const WORKLOADS = ['DaemonSet', 'Deployment', 'StatefulSet'];
const CLUSTER_WIDE = ['Namespace', 'ClusterRole', 'ClusterRoleBinding'];
const KEPT = ['Namespace', 'PersistentVolumeClaim'];

const versions = await listVersions(assetsDir);

describe.each(versions)('%s', async (version) => {
  const { objects } = await renderStack({ assetsDir, version, namespace: 'monitoring', capabilities });
  const named = objects.map((object): [string, KubeObject] => [formatRef(refOf(object)), object]);

  it.each(named)('%s is labelled, in its namespace, kept if it holds data', (_name, { kind, metadata }) => {
    expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/part-of': 'odin' });
    expect(metadata.labels?.['app.kubernetes.io/name']).toBeTruthy();
    expect(metadata.namespace).toBe(CLUSTER_WIDE.includes(kind) ? undefined : 'monitoring');
    expect(metadata.annotations?.['helm.sh/resource-policy']).toBe(KEPT.includes(kind) ? 'keep' : undefined);
    expect(kind).not.toBe('Secret');
  });

  it.each(named.filter(([, { kind }]) => WORKLOADS.includes(kind)))(
    '%s is probed, limited and confined',
    (_name, object) => {
      const { selector, template } = workloadSchema.parse(object.spec);
      expect(Object.keys(selector.matchLabels)).toEqual(['app.kubernetes.io/name', 'app.kubernetes.io/part-of']);
      expect(template.metadata.labels).toMatchObject(selector.matchLabels);
      const version = template.metadata.labels['app.kubernetes.io/version'];
      expect(template.spec.containers[0]?.image.split(':')[1]).toBe(version);
      expect(JSON.stringify(object)).not.toContain('nvidia.com/gpu');
    },
  );

  it.each(named.filter(([, { kind }]) => kind === 'Service'))(
    '%s selects a workload and one of its ports',
    (_name, object) => {
      const { selector, ports } = z
        .object({ selector: labelsSchema, ports: z.array(z.object({ name: z.string(), targetPort: z.string() })) })
        .parse(object.spec);
      const behind = objects.filter(({ kind, spec }) => {
        if (!WORKLOADS.includes(kind)) return false;
        const { labels } = workloadSchema.parse(spec).template.metadata;
        return Object.entries(selector).every(([key, value]) => labels[key] === value);
      });
      expect(behind).toHaveLength(1);
      for (const { targetPort } of ports)
        expect(JSON.stringify(behind)).toContain(`"name":"${targetPort}","containerPort"`);
    },
  );

  it('asks for the password where ODIN puts it', () => {
    const { name, userKey, passwordKey } = GRAFANA_ADMIN;
    const text = JSON.stringify(
      objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'grafana'),
    );
    expect(text).toContain(
      `"name":"GF_SECURITY_ADMIN_USER","valueFrom":{"secretKeyRef":{"name":"${name}","key":"${userKey}"}}`,
    );
    expect(text).toContain(
      `"name":"GF_SECURITY_ADMIN_PASSWORD","valueFrom":{"secretKeyRef":{"name":"${name}","key":"${passwordKey}"}}`,
    );
  });
});
