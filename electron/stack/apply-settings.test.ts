// Each setting on the stack as it is: it changes the objects that it is about, and nothing else.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatRef, type KubeObject, refOf } from '../../shared/model/object.ts';
import { quantityBytes } from '../../shared/model/settings/units.ts';
import { DEFAULT_SETTINGS } from '../../shared/model/stack-settings.ts';
import { COMPLETE_CLUSTER } from './cluster-checks/capabilities.ts';
import { valueAt } from './manifests/at-path.ts';
import { POD_SPEC } from './manifests/edit.ts';
import { kustomize } from './manifests/kustomize.ts';
import { listVersions } from './manifests/versions.ts';
import { renderStack } from './render.ts';
import { readSettings } from './settings/read-settings.ts';

const assetsDir = fileURLToPath(new URL('../../assets/stack', import.meta.url));
const OPTIONAL = { logs: true, ingress: true, resourceQuota: true };
/** As much at once as goes together, so that every setting has something to change. */
const FULL = { components: OPTIONAL, gpu: { devicePlugin: { enabled: true } } };
const RECEIVERS = `
route: {receiver: mail}
receivers: [{name: mail, email_configs: [{to: me@example.test, from: odin@example.test, smarthost: "mail.example.test:587"}]}]
`;

async function rendered(settings: object): Promise<ReadonlyMap<string, KubeObject>> {
  const { settings: read } = readSettings({ version: 1, ...settings }, 'test');
  const { objects } = await renderStack({
    assetsDir,
    namespace: 'monitoring',
    capabilities: COMPLETE_CLUSTER,
    settings: read,
  });
  return new Map(objects.map((object) => [formatRef(refOf(object)).replace('monitoring/', ''), object]));
}

/** `+` came, `-` went, `~` is different. */
async function difference(from: object, to: object): Promise<readonly string[]> {
  const [before, after] = await Promise.all([rendered(from), rendered(to)]);
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === undefined) return [`+ ${name}`];
    if (now === undefined) return [`- ${name}`];
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [`~ ${name}`];
  });
}

const full = await rendered(FULL);
const linesOf = (object: KubeObject | undefined, file: string) => String(valueAt(object, ['data', file])).split('\n');

it('leaves the stack as kubectl applies it where nothing is set', async () => {
  const [version] = await listVersions(assetsDir);
  expect([...(await rendered({})).values()]).toEqual(await kustomize(`${assetsDir}/${version}`));
});

it.each<[string, object, readonly string[]]>([
  ['the same as the defaults', { ...DEFAULT_SETTINGS, ...FULL }, []],
  ['a size', { prometheus: { storage: { size: '50Gi' } } }, ['~ PersistentVolumeClaim/prometheus-data']],
  [
    'a storage class',
    { grafana: { storage: { storageClassName: 'any' } }, loki: { storage: { storageClassName: 'any' } } },
    ['~ PersistentVolumeClaim/grafana-data', '~ PersistentVolumeClaim/loki-data'],
  ],
  ['retention', { prometheus: { retention: { time: '30d', size: '9GB' } } }, ['~ ConfigMap/prometheus-config']],
  [
    'the scrape interval',
    { prometheus: { scrapeInterval: '30s' } },
    ['~ ConfigMap/grafana-datasources', '~ ConfigMap/prometheus-config'],
  ],
  [
    'another port for node-exporter',
    { nodeExporter: { port: 9101 } },
    ['~ DaemonSet/node-exporter', '~ Service/node-exporter'],
  ],
  [
    'a size for logs',
    { loki: { storage: { size: '20Gi' } } },
    ['~ ConfigMap/loki-config', '~ PersistentVolumeClaim/loki-data'],
  ],
  [
    'no annotations',
    { prometheus: { scrapeAnnotations: false } },
    ['~ ConfigMap/prometheus-config', '- NetworkPolicy/annotated'],
  ],
  ['retention of logs', { loki: { retention: '30d' } }, ['~ ConfigMap/loki-config']],
  ['hosts', { ingress: { hosts: { grafana: 'g.example.test' } } }, ['~ Ingress/grafana']],
  [
    'no host for Prometheus',
    { ingress: { hosts: { prometheus: '' } } },
    ['- Ingress/prometheus', '- NetworkPolicy/prometheus-ingress'],
  ],
  ['an ingress class', { ingress: { ingressClassName: 'any' } }, ['~ Ingress/grafana', '~ Ingress/prometheus']],
  [
    'an ingress controller',
    { ingress: { controller: { namespace: 'ingress-nginx', name: 'ingress-nginx' } } },
    ['~ NetworkPolicy/grafana-ingress', '~ NetworkPolicy/prometheus-ingress'],
  ],
  [
    'the NVML build',
    { gpu: { exporter: 'nvidia-gpu-exporter-nvml', devicePlugin: { enabled: true } } },
    ['- ConfigMap/nvidia-gpu-exporter-gate', '~ DaemonSet/nvidia-device-plugin', '~ DaemonSet/nvidia-gpu-exporter'],
  ],
  [
    'no sleep',
    { gpu: { sleep: 'never', devicePlugin: { enabled: true } } },
    ['- ConfigMap/nvidia-gpu-exporter-gate', '~ DaemonSet/nvidia-device-plugin', '~ DaemonSet/nvidia-gpu-exporter'],
  ],
  ['processes', { gpu: { processes: true, devicePlugin: { enabled: true } } }, ['~ DaemonSet/nvidia-gpu-exporter']],
  [
    'turns on a GPU',
    { gpu: { devicePlugin: { enabled: true, timeSlicingReplicas: 8 } } },
    ['~ ConfigMap/nvidia-device-plugin-config', '~ DaemonSet/nvidia-device-plugin'],
  ],
  [
    'four turns, as the file says already',
    { gpu: { devicePlugin: { enabled: true, timeSlicingReplicas: 4 } } },
    ['~ DaemonSet/nvidia-device-plugin'],
  ],
  [
    'receivers',
    { alerts: { receivers: RECEIVERS } },
    ['~ ConfigMap/alertmanager-config', '~ StatefulSet/alertmanager'],
  ],
  [
    'fewer resources',
    { resources: 'small' },
    [
      '~ DaemonSet/alloy',
      '~ Deployment/grafana',
      '~ Deployment/kube-state-metrics',
      '~ StatefulSet/loki',
      '~ StatefulSet/prometheus',
    ],
  ],
  [
    'Linkerd',
    { linkerdInjection: true },
    [
      '~ DaemonSet/alloy',
      '~ DaemonSet/nvidia-gpu-exporter',
      '~ Deployment/grafana',
      '~ Deployment/kube-state-metrics',
      '~ NetworkPolicy/alertmanager',
      '~ NetworkPolicy/alloy',
      '~ NetworkPolicy/grafana-ingress',
      '~ NetworkPolicy/loki',
      '~ NetworkPolicy/nvidia-gpu-exporter',
      '~ NetworkPolicy/prometheus',
      '~ NetworkPolicy/prometheus-ingress',
      '~ NetworkPolicy/scraped',
      '~ StatefulSet/alertmanager',
      '~ StatefulSet/loki',
      '~ StatefulSet/prometheus',
    ],
  ],
  [
    'an exporter of one’s own',
    { exporters: [{ name: 'mine', image: 'localhost:5000/mine:1.2', port: 9400 }] },
    ['+ ConfigMap/prometheus-scrape', '+ Deployment/mine', '+ NetworkPolicy/mine', '+ Service/mine'],
  ],
  [
    'no network policies',
    { components: { ...OPTIONAL, networkPolicies: false } },
    [...full.keys()]
      .filter((name) => name.startsWith('NetworkPolicy/'))
      .map((name) => `- ${name}`)
      .sort(),
  ],
  [
    'no quota',
    { components: { ...OPTIONAL, resourceQuota: false } },
    ['- LimitRange/monitoring', '- ResourceQuota/monitoring'],
  ],
])('changes the right objects by %s', async (_what, settings, expected) => {
  expect(await difference(FULL, { ...FULL, ...settings })).toEqual(expected);
});

describe('prometheus.yml', () => {
  const before = linesOf(full.get('ConfigMap/prometheus-config'), 'prometheus.yml');

  it('keeps every comment and every other line', async () => {
    const changed = await rendered({ prometheus: { retention: { time: '30d', size: '9GB' }, scrapeInterval: '30s' } });
    const after = linesOf(changed.get('ConfigMap/prometheus-config'), 'prometheus.yml');
    expect(after.filter((line) => !before.includes(line))).toEqual([
      '  scrape_interval: 30s',
      '  evaluation_interval: 30s',
      '      time: 30d',
      '      size: 9GB',
    ]);
    expect(after).toHaveLength(before.length);
  });

  it.each([
    ['1s', '60s', '30s', '30s'],
    ['30s', '60s', '30s', '30s'],
    ['45s', '60s', '45s', '45s'],
    ['1m', '60s', '1m', '1m'],
    ['2m', '2m', '2m', '2m'],
  ])(
    'with %s asks kubelets each %s, cAdvisor each %s, and draws in steps of %s',
    async (scrapeInterval, kubelet, cadvisor, step) => {
      const changed = await rendered({ prometheus: { scrapeInterval } });
      const text = String(valueAt(changed.get('ConfigMap/prometheus-config'), ['data', 'prometheus.yml']));
      const jobs: { job_name: string; scrape_interval?: string }[] = parse(text).scrape_configs;
      const intervalOf = (name: string) => jobs.find(({ job_name }) => job_name === name)?.scrape_interval;
      expect([intervalOf('kubelet'), intervalOf('cadvisor'), intervalOf('nvidia-gpu-exporter')]).toEqual([
        kubelet,
        cadvisor,
        '5s',
      ]);
      const dashboards = JSON.stringify(valueAt(changed.get('ConfigMap/grafana-dashboards'), ['data']));
      const steps = [...dashboards.matchAll(/\\"interval\\":\\"(\w+)\\"/g)].map(([, found]) => found);
      expect(steps.length).toBeGreaterThan(5);
      expect([...new Set(steps)]).toEqual([step]);
    },
  );

  it('loses the jobs by annotation alone', async () => {
    const changed = await rendered({ prometheus: { scrapeAnnotations: false } });
    const after = linesOf(changed.get('ConfigMap/prometheus-config'), 'prometheus.yml');
    expect(after.filter((line) => !before.includes(line))).toEqual([]);
    const jobs = (lines: readonly string[]) => lines.flatMap((line) => /job_name: (.+)/.exec(line)?.[1] ?? []);
    expect(jobs(before).filter((job) => !jobs(after).includes(job))).toEqual(['annotated-pods', 'annotated-services']);
  });
});

it('sets what it says', async () => {
  const changed = await rendered({
    ...FULL,
    gpu: { devicePlugin: { enabled: true, timeSlicingReplicas: 8 } },
    prometheus: { storage: { size: '50Gi', storageClassName: 'any' } },
    grafana: { storage: { size: '2Gi' } },
    loki: { retention: '2w' },
    resources: 'workstation',
    ingress: { ingressClassName: 'any', hosts: { grafana: 'g.test', prometheus: 'p.test' } },
    linkerdInjection: true,
  });
  expect(changed.get('PersistentVolumeClaim/prometheus-data')?.spec).toEqual({
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'any',
    resources: { requests: { storage: '50Gi' } },
  });
  expect(changed.get('PersistentVolumeClaim/grafana-data')?.spec).toMatchObject({
    resources: { requests: { storage: '2Gi' } },
  });
  const loki = linesOf(changed.get('ConfigMap/loki-config'), 'loki.yml');
  expect(loki.filter((line) => line.includes('336h'))).toHaveLength(2);
  expect(changed.get('Ingress/prometheus')?.spec).toMatchObject({
    ingressClassName: 'any',
    rules: [{ host: 'p.test' }],
  });
  expect(changed.get('StatefulSet/prometheus')?.spec).toMatchObject({
    template: {
      metadata: { annotations: { 'linkerd.io/inject': 'enabled' } },
      spec: { containers: [{ resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '8Gi' } } }] },
    },
  });
  const plugin = JSON.stringify(changed.get('DaemonSet/nvidia-device-plugin'));
  expect(plugin).toContain('"name":"CONFIG_FILE","value":"/etc/nvidia-device-plugin/time-sliced.yaml"');
  expect(plugin).not.toContain('linkerd');
  expect(linesOf(changed.get('ConfigMap/nvidia-device-plugin-config'), 'time-sliced.yaml').join()).toContain(
    'replicas: 8',
  );
  expect(JSON.stringify(changed.get('DaemonSet/node-exporter'))).not.toContain('linkerd');
});

it('has node-exporter where the settings say, for its own probes and for Prometheus', async () => {
  const changed = await rendered({ nodeExporter: { port: 19_100 } });
  expect(changed.get('Service/node-exporter')?.spec).toMatchObject({
    ports: [{ name: 'http', port: 19_100, targetPort: 'http' }],
  });
  const pod = valueAt(changed.get('DaemonSet/node-exporter'), POD_SPEC);
  const args = valueAt(pod, ['containers', 0, 'args']);
  expect(args).toContain('--web.listen-address=:19100');
  expect(JSON.stringify(pod)).not.toContain('9100,');
  expect(valueAt(pod, ['containers', 0, 'ports'])).toEqual([{ name: 'http', containerPort: 19_100 }]);
  expect(args).toHaveLength(
    (valueAt(full.get('DaemonSet/node-exporter'), [...POD_SPEC, 'containers', 0, 'args']) as unknown[]).length,
  );
});

it('gives nobody a token of the API server for being in the mesh', async () => {
  const mounting = (objects: ReadonlyMap<string, KubeObject>) =>
    [...objects].flatMap(([name, object]) =>
      valueAt(object, [...POD_SPEC, 'automountServiceAccountToken']) === true ? [name] : [],
    );
  expect(mounting(await rendered({ ...FULL, linkerdInjection: true }))).toEqual(mounting(full));
  expect(mounting(full)).toContain('StatefulSet/prometheus');
});

const gpuPod = (objects: ReadonlyMap<string, KubeObject>) =>
  valueAt(objects.get('DaemonSet/nvidia-gpu-exporter'), POD_SPEC) as {
    readonly nodeSelector?: unknown;
    readonly containers: readonly { readonly image: string; readonly args: readonly string[] }[];
  };

it('takes the NVML build of the very version that the assets pin, where there is one, with all that it can tell', async () => {
  const [usual] = gpuPod(await rendered({ gpu: { sleep: 'never' } })).containers;
  const pod = gpuPod(await rendered({ gpu: { exporter: 'nvidia-gpu-exporter-nvml' } }));
  expect(pod.containers).toEqual([
    { ...usual, image: `${usual?.image}-nvml`, args: [...(usual?.args ?? []), '--collect.pcie-throughput'] },
  ]);
  expect(pod.nodeSelector).toEqual({ 'kubernetes.io/arch': 'amd64' });
});

it('has the exporter as the version before the gate had it where no GPU may sleep', async () => {
  const before = (await kustomize(`${assetsDir}/1.2.0/nvidia-gpu-exporter`)).find(({ kind }) => kind === 'DaemonSet');
  const withoutProbes = (object: KubeObject | undefined) =>
    JSON.stringify(object, (key, value) => (key === 'periodSeconds' || key === 'timeoutSeconds' ? undefined : value));
  const now = (await rendered({ gpu: { sleep: 'never' } })).get('DaemonSet/nvidia-gpu-exporter');
  expect(JSON.parse(withoutProbes(now))).toEqual(JSON.parse(withoutProbes(before)));
});

it('lets the gate see the host’s processes by choice alone, and the exporter tell those of the GPU', async () => {
  const usual = valueAt(full.get('DaemonSet/nvidia-gpu-exporter'), POD_SPEC);
  expect(usual).not.toHaveProperty('hostPID');
  const told = valueAt((await rendered({ gpu: { processes: true } })).get('DaemonSet/nvidia-gpu-exporter'), POD_SPEC);
  expect(told).toMatchObject({
    hostPID: true,
    containers: [
      { name: 'nvidia-gpu-exporter' },
      {
        name: 'gate',
        env: expect.arrayContaining([{ name: 'GATE_PROCESSES', value: '1' }]),
        securityContext: { readOnlyRootFilesystem: true, seLinuxOptions: { type: 'spc_t' } },
      },
    ],
  });
  expect(valueAt(told, ['containers', 0, 'args'])).toEqual([
    ...(valueAt(usual, ['containers', 0, 'args']) as readonly string[]),
    '--collect.compute-apps',
  ]);
});

it.each(['dcgm-exporter', 'none'])(
  'with %s has the health check of the device plugin as it may be',
  async (exporter) => {
    const plugin = { gpu: { exporter, devicePlugin: { enabled: true } } };
    const text = JSON.stringify((await rendered(plugin)).get('DaemonSet/nvidia-device-plugin'));
    expect(text.includes('"DP_DISABLE_HEALTHCHECKS","value":"all"')).toBe(exporter === 'none');
  },
);

it('has no gate for older versions, and says so', async () => {
  const { settings } = readSettings({ version: 1, gpu: { processes: true } }, 'test');
  const older = await renderStack({
    assetsDir,
    version: '1.2.0',
    namespace: 'monitoring',
    capabilities: COMPLETE_CLUSTER,
    settings,
  });
  expect(older.notes).toEqual(['gpu.processes does nothing before version 1.3.0 of the stack.']);
  const exporter = older.objects.find(({ metadata }) => metadata.name === 'nvidia-gpu-exporter');
  expect(JSON.stringify(exporter)).not.toContain('compute-apps');
});

it('fits into its own quota with every preset', async () => {
  for (const resources of ['small', 'laptop', 'workstation']) {
    const objects = [...(await rendered({ ...FULL, resources })).values()];
    const containers = objects.flatMap(
      (object) => (valueAt(object, ['spec', 'template', 'spec', 'containers']) ?? []) as object[],
    );
    const sum = (path: readonly string[]) =>
      containers.reduce(
        (total, container) => total + quantityBytes(String(valueAt(container, ['resources', ...path]))),
        0,
      );
    const hard = valueAt(
      objects.find(({ kind }) => kind === 'ResourceQuota'),
      ['spec', 'hard'],
    );
    const limit = (key: string) => quantityBytes(String(valueAt(hard, [key])));
    expect(sum(['requests', 'memory'])).toBeGreaterThan(2 ** 29);
    expect(sum(['requests', 'memory']), resources).toBeLessThan(limit('requests.memory'));
    expect(sum(['limits', 'memory']), resources).toBeLessThan(limit('limits.memory'));
  }
});
