// The rules that assets/stack/README.md promises, held against every component of every version.
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatRef, type KubeObject, refOf } from '../../shared/model/object.ts';
import { readComponents } from './components.ts';
import { GRAFANA_ADMIN, NODE_EXPORTER_AUTH } from './generated-secret.ts';
import { kustomize } from './kustomize.ts';
import { listVersions } from './versions.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));

/** What these need of the node that no `restricted` pod has; the reason stands in their files. */
const ROOT = ['alloy', 'nvidia-device-plugin'];
const USES_HOST = [...ROOT, 'node-exporter'];
/** Has no port to be asked on. */
const UNPROBED = ['nvidia-device-plugin'];

const probeSchema = z.union([z.object({ httpGet: z.looseObject({}) }), z.object({ tcpSocket: z.looseObject({}) })]);
const containerSchema = z.object({
  image: z
    .string()
    .regex(/^[a-z0-9.]+\.[a-z]+\/.+:v?\d+\.\d+\.\d+(-[\d.]+-distroless)?$/, 'a registry, and a tag that stays'),
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
});
const userSchema = z.object({ runAsNonRoot: z.literal(true), runAsUser: z.number().positive() });
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
  const components = await readComponents(`${assetsDir}/${version}`);
  const objects = (await Promise.all(components.map(({ directory }) => kustomize(directory)))).flat();
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
      const { name } = object.metadata;
      const { selector, template } = workloadSchema.parse(object.spec);
      expect(Object.keys(selector.matchLabels)).toEqual(['app.kubernetes.io/name', 'app.kubernetes.io/part-of']);
      expect(template.metadata.labels).toMatchObject(selector.matchLabels);
      const version = template.metadata.labels['app.kubernetes.io/version'];
      expect(template.spec.containers[0]?.image.split(':')[1]).toBe(version);
      for (const container of template.spec.containers) {
        expect(probedSchema.safeParse(container).success).toBe(!UNPROBED.includes(name));
      }
      expect(userSchema.safeParse(template.spec.securityContext).success).toBe(!ROOT.includes(name));
      const takesHost = /"(hostPath|hostNetwork|hostPID)":/.test(JSON.stringify(template.spec));
      expect(takesHost).toBe(USES_HOST.includes(name));
      // The device plugin tolerates the taint of that name; nobody takes a GPU.
      expect(JSON.stringify(template.spec.containers)).not.toContain('nvidia.com/gpu');
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

  it('asks for the password of node-exporter where ODIN puts it', () => {
    const { name, user, passwordKey, configKey } = NODE_EXPORTER_AUTH;
    const text = JSON.stringify(objects);
    for (const key of [passwordKey, configKey]) {
      expect(text).toContain(`"secretName":"${name}","items":[{"key":"${key}","path":"${key}"}]`);
    }
    expect(text).toContain(`username: ${user}\\n`);
  });

  it('asks DCGM for counters in lines of three fields, which is all that it reads', () => {
    const counters = objects.find(({ metadata }) => metadata.name === 'dcgm-exporter-counters');
    const { 'counters.csv': text } = z.object({ 'counters.csv': z.string() }).parse(counters?.data);
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    for (const line of lines) expect(line).toMatch(/^DCGM_(FI|EXP)_\w+, (gauge|counter|label), [^,]+$/);
    const names = lines.map((line) => line.split(',')[0]);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('DCGM_FI_DEV_FAN_SPEED');
  });

  it('has each component in a list, and each folder', async () => {
    const folders = (await readdir(`${assetsDir}/${version}`, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory() && entry.name !== 'optional')
      .map(({ name }) => name);
    const names = components.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(folders));
    expect(names[0]).toBe('namespace');
  });
});
