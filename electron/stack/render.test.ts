import { createPublicKey } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatRef, refOf } from '../../shared/model/object.ts';
import { COMPLETE_CLUSTER as everything } from './cluster-checks/capabilities.ts';
import { type RenderInput, renderStack } from './render.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const render = (change: Partial<RenderInput> = {}) =>
  renderStack({ assetsDir, namespace: 'monitoring', capabilities: everything, ...change });
const names = (objects: readonly Parameters<typeof refOf>[0][]) => objects.map((object) => formatRef(refOf(object)));

describe('renderStack', () => {
  it('gives every object of the newest version, Namespace first', async () => {
    const { version, objects, skipped } = await render();
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(names(objects)[0]).toBe('Namespace/monitoring');
    expect(names(objects)).toEqual(
      expect.arrayContaining([
        'StatefulSet/monitoring/prometheus',
        'DaemonSet/monitoring/node-exporter',
        'DaemonSet/monitoring/nvidia-gpu-exporter',
        'Deployment/monitoring/kube-state-metrics',
        'Deployment/monitoring/grafana',
        'StatefulSet/monitoring/alertmanager',
        'NetworkPolicy/monitoring/default-deny',
        'PersistentVolumeClaim/monitoring/prometheus-data',
      ]),
    );
    expect(skipped).toEqual([]);
    expect(new Set(names(objects)).size).toBe(objects.length);
  });

  it('makes a new password and new keys at every call, outside what is applied', async () => {
    const [one, other] = [(await render()).createOnly, (await render()).createOnly];
    for (const index of [0, 1, 2]) expect(one[index]?.data).not.toEqual(other[index]?.data);
    const { createOnly, objects } = await render({ password: () => 'known' });
    expect(names(createOnly)).toEqual([
      'Secret/monitoring/grafana-admin',
      'Secret/monitoring/grafana-gateway',
      'Secret/monitoring/node-exporter-auth',
    ]);
    expect(createOnly[0]?.data).toEqual({ 'admin-user': 'YWRtaW4=', 'admin-password': 'a25vd24=' });
    expect(createOnly[2]?.data).toMatchObject({ password: 'a25vd24=' });
    expect(objects.some(({ kind }) => kind === 'Secret')).toBe(false);
  });

  it('makes keys that belong together, and keeps all Secrets at an uninstall', async () => {
    const { createOnly } = await render();
    const data = z.record(z.string(), z.string()).parse(createOnly[1]?.data);
    const pem = (key: string) => Buffer.from(data[key] ?? '', 'base64').toString();
    expect(pem('private.pem')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    const derived = createPublicKey(pem('private.pem')).export({ type: 'spki', format: 'pem' });
    expect(pem('public.pem')).toBe(derived);
    for (const { metadata } of createOnly) {
      expect(metadata.annotations).toEqual({ 'helm.sh/resource-policy': 'keep' });
    }
  });

  it('leaves the GPU parts out where RuntimeClass nvidia is missing', async () => {
    const { objects, skipped } = await render({ capabilities: { ...everything, runtimeClasses: [] } });
    expect(skipped.map(({ ref }) => formatRef(ref))).toEqual([
      'Service/monitoring/nvidia-gpu-exporter',
      'DaemonSet/monitoring/nvidia-gpu-exporter',
      'NetworkPolicy/monitoring/nvidia-gpu-exporter',
      'ConfigMap/monitoring/nvidia-gpu-exporter-gate',
    ]);
    expect(skipped[0]?.reason).toMatch(
      /^RuntimeClass nvidia is missing: .*; it comes with the next install once it is there\.$/,
    );
    expect(names(objects).join()).not.toContain('gpu');
  });

  it('leaves them out where no node has the runtime behind the class', async () => {
    const capabilities = { ...everything, runtimeHandlers: ['', 'runc'] };
    const { skipped } = await render({ capabilities });
    expect(skipped[0]?.reason).toMatch(/^RuntimeClass nvidia is there, but no node has its runtime nvidia: /);
    expect((await render({ capabilities: { ...everything, runtimeHandlers: ['nvidia'] } })).skipped).toEqual([]);
  });

  it('refuses a cluster that cannot give volumes, with the command that mends it', async () => {
    await expect(render({ capabilities: { ...everything, storageClasses: [] } })).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('has no StorageClass'),
    });
    const capabilities = { ...everything, storageClasses: [] };
    const { objects } = await render({ capabilities, components: new Set(['kube-state-metrics']) });
    expect(names(objects)).toContain('Deployment/monitoring/kube-state-metrics');
    const storageClasses = [{ name: 'longhorn', isDefault: false, isOnNode: false }];
    await expect(render({ capabilities: { ...everything, storageClasses } })).rejects.toMatchObject({
      code: 'unsupported',
      remedy: 'kubectl annotate storageclass longhorn storageclass.kubernetes.io/is-default-class=true',
    });
  });

  it('moves everything to another namespace', async () => {
    const { objects, createOnly } = await render({ namespace: 'lab' });
    expect(names(objects)[0]).toBe('Namespace/lab');
    expect(names(objects)).toEqual(
      expect.arrayContaining(['ClusterRole/odin-prometheus-lab', 'ClusterRoleBinding/odin-prometheus-lab']),
    );
    expect(names(createOnly)).toEqual([
      'Secret/lab/grafana-admin',
      'Secret/lab/grafana-gateway',
      'Secret/lab/node-exporter-auth',
    ]);
    const text = JSON.stringify(objects);
    expect(text).not.toContain('"namespace":"monitoring"');
    expect(text).toContain('kubectl -n lab delete pod');
    expect(text).not.toContain('kubectl -n monitoring');
    expect(objects.find(({ kind }) => kind === 'ClusterRoleBinding')).toMatchObject({
      roleRef: { name: 'odin-prometheus-lab' },
      subjects: [{ name: 'prometheus', namespace: 'lab' }],
    });
  });

  it('gives the chosen components alone, and the Secrets that they need', async () => {
    const { objects, createOnly } = await render({ components: new Set(['node-exporter']) });
    expect(names(objects)).toEqual([
      'Namespace/monitoring',
      'Service/monitoring/node-exporter',
      'DaemonSet/monitoring/node-exporter',
    ]);
    expect(names(createOnly)).toEqual(['Secret/monitoring/node-exporter-auth']);
    await expect(render({ components: new Set(['nothing']) })).rejects.toMatchObject({ code: 'badInput' });
  });

  it('names what it was asked for and cannot do', async () => {
    await expect(render({ version: '0.0.1' })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringMatching(/^There is no version 0\.0\.1 of the stack; choose one of 1\./),
    });
    for (const namespace of ['', 'Upper', 'a_b', '-a', 'a'.repeat(64), '../../x']) {
      await expect(render({ namespace })).rejects.toMatchObject({ code: 'badInput' });
    }
  });
});
