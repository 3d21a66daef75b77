import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { KubeObject } from '../../../shared/model/object.ts';
import { COMPLETE_CLUSTER } from '../cluster-checks/capabilities.ts';
import { valueAt } from '../manifests/at-path.ts';
import { type Caller, mayReach } from '../manifests/network-edges.testkit.ts';
import { renderStack } from '../render.ts';
import { readSettings } from './read-settings.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));
const mine = {
  name: 'mine',
  image: 'localhost:5000/team/mine:1.2',
  port: 9400,
  path: '/probe?target=a',
  interval: '5s',
  env: { LEVEL: 'debug' },
};

async function rendered(settings: object): Promise<readonly KubeObject[]> {
  const read = readSettings({ version: 1, ...settings }, 'test').settings;
  return (await renderStack({ assetsDir, namespace: 'lab', capabilities: COMPLETE_CLUSTER, settings: read })).objects;
}
const find = (objects: readonly KubeObject[], kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name);

describe('an exporter', () => {
  it('runs as it is described, in the namespace of the stack', async () => {
    const deployment = find(await rendered({ exporters: [mine] }), 'Deployment', 'mine');
    expect(deployment?.metadata).toMatchObject({ namespace: 'lab', labels: { 'app.kubernetes.io/version': '1.2' } });
    expect(valueAt(deployment, ['spec', 'template', 'spec', 'containers', 0])).toMatchObject({
      image: mine.image,
      env: [{ name: 'LEVEL', value: 'debug' }],
      ports: [{ name: 'http', containerPort: 9400 }],
    });
  });

  it.each([
    ['localhost:5000/mine', undefined],
    ['mine:latest', 'latest'],
    ['mine@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', undefined],
    ['mine:v1.', undefined],
  ])('of image %s has the version %s', async (image, version) => {
    const deployment = find(await rendered({ exporters: [{ ...mine, image }] }), 'Deployment', 'mine');
    expect(deployment?.metadata.labels?.['app.kubernetes.io/version']).toBe(version);
  });

  it('is a scrape job of its own', async () => {
    const objects = await rendered({ exporters: [mine, { name: 'other', image: 'other:1', port: 80 }] });
    const config = find(objects, 'ConfigMap', 'prometheus-scrape');
    expect(Object.keys(valueAt(config, ['data']) ?? {})).toEqual(['mine.yaml', 'other.yaml']);
    const [job, other] = ['mine.yaml', 'other.yaml'].map(
      (file) => parse(String(valueAt(config, ['data', file]))).scrape_configs,
    );
    expect(job).toMatchObject([
      { job_name: 'mine', metrics_path: '/probe', params: { target: ['a'] }, scrape_interval: '5s' },
    ]);
    expect(other).toMatchObject([{ job_name: 'other', metrics_path: '/metrics' }]);
    expect(other[0]).not.toHaveProperty('scrape_interval');
  });

  it.each<[path: string, job: object]>([
    ['/metrics', { metrics_path: '/metrics' }],
    [
      '/probe?target=nas&module=http_2xx',
      { metrics_path: '/probe', params: { target: ['nas'], module: ['http_2xx'] } },
    ],
    ['/metrics?collect[]=cpu&collect[]=meminfo', { params: { 'collect[]': ['cpu', 'meminfo'] } }],
    ['/probe?target=https%3A%2F%2Fa.test%2F%3Fb', { params: { target: ['https://a.test/?b'] } }],
    ['/probe?target=a?b', { params: { target: ['a?b'] } }],
    ['/a%20b?x=1+2', { metrics_path: '/a b', params: { x: ['1 2'] } }],
    ['/probe?', { metrics_path: '/probe' }],
    ['/probe?debug', { params: { debug: [''] } }],
    ['/probe?rack=0042&on=yes', { params: { rack: ['0042'], on: ['yes'] } }],
    ['/p?__proto__=a', { params: Object.fromEntries([['__proto__', ['a']]]) }],
  ])('is scraped at %s', async (path, job) => {
    const config = find(await rendered({ exporters: [{ ...mine, path }] }), 'ConfigMap', 'prometheus-scrape');
    const [written] = parse(String(valueAt(config, ['data', 'mine.yaml']))).scrape_configs;
    expect(written).toMatchObject(job);
    expect('params' in written).toBe('params' in job);
  });

  it.each(['/probe#a', 'probe', '/a b', '/%zz'])('has no path %s', async (path) => {
    await expect(rendered({ exporters: [{ ...mine, path }] })).rejects.toMatchObject({
      code: 'badInput',
      message: expect.stringContaining('exporters[0].path '),
    });
  });

  it('gets its arguments as they are written', async () => {
    const args = ['-procnames', 'bash', '0042', '', 'a\nb', '--on=yes'];
    const deployment = find(await rendered({ exporters: [{ ...mine, args }] }), 'Deployment', 'mine');
    expect(valueAt(deployment, ['spec', 'template', 'spec', 'containers', 0, 'args'])).toEqual(args);
    const bare = find(await rendered({ exporters: [mine] }), 'Deployment', 'mine');
    expect(valueAt(bare, ['spec', 'template', 'spec', 'containers', 0])).not.toHaveProperty('args');
  });

  it('is reached by Prometheus alone', async () => {
    const objects = await rendered({ exporters: [mine] });
    const caller = (name: string): Caller => ({
      namespace: 'lab',
      labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'odin' },
    });
    expect(mayReach(objects, caller('prometheus'), 'mine', 9400)).toBe(true);
    expect(mayReach(objects, caller('grafana'), 'mine', 9400)).toBe(false);
    expect(mayReach(objects, { ...caller('prometheus'), namespace: 'default' }, 'mine', 9400)).toBe(false);
    const open = await rendered({ exporters: [mine], components: { networkPolicies: false } });
    expect(mayReach(open, { namespace: 'default', labels: {} }, 'mine', 9400)).toBe(true);
  });

  it.each([
    ['grafana', 'Service/monitoring/grafana'],
    ['node-exporter', 'Service/monitoring/node-exporter'],
    ['kubelet', 'scrape job kubelet'],
    ['loki', 'scrape job loki'],
  ])('may not be called %s', async (name, clash) => {
    await expect(rendered({ exporters: [{ ...mine, name }] })).rejects.toMatchObject({
      code: 'badInput',
      message: `The exporter ${name} of the settings clashes with ${clash} of the stack: give it another name.`,
    });
  });
});

describe('a Prometheus that is there already', () => {
  const existing = { namespace: 'observability', service: 'kube-prom', port: 80 };
  const settings = { prometheus: { existing }, exporters: [mine], components: { ingress: true, logs: true } };
  const theirs: Caller = { namespace: 'observability', labels: { 'app.kubernetes.io/name': 'prometheus' } };

  it('takes the place of one’s own', async () => {
    const objects = await rendered(settings);
    const gone = objects.filter(({ metadata }) => /^(odin-)?prometheus/.test(metadata.name));
    expect(gone.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([]);
    const datasource = valueAt(find(objects, 'ConfigMap', 'grafana-datasources'), ['data', 'prometheus.yaml']);
    expect(parse(String(datasource)).datasources[0].url).toBe('http://kube-prom.observability:80');
    expect(find(objects, 'Ingress', 'grafana')).toBeDefined();
  });

  it('may scrape what the stack’s own could', async () => {
    const objects = await rendered(settings);
    const own: Caller = {
      namespace: 'lab',
      labels: { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/part-of': 'odin' },
    };
    for (const [workload, port] of [
      ['mine', 9400],
      ['kube-state-metrics', 8080],
      ['nvidia-gpu-exporter', 9835],
      ['loki', 3100],
    ] as const) {
      expect(mayReach(objects, theirs, workload, port), workload).toBe(true);
      expect(mayReach(objects, own, workload, port), workload).toBe(false);
    }
    expect(mayReach(objects, { ...theirs, namespace: 'default' }, 'mine', 9400)).toBe(false);
    expect(find(objects, 'Service', 'mine')?.metadata.annotations).toEqual({
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '9400',
      'prometheus.io/path': '/probe',
      'prometheus.io/param_target': 'a',
    });
  });

  it('is told with what it leaves out', async () => {
    const notes = async (more: object) => {
      const read = readSettings({ version: 1, ...more }, 'test').settings;
      return (await renderStack({ assetsDir, namespace: 'lab', capabilities: COMPLETE_CLUSTER, settings: read })).notes;
    };
    expect(await notes({})).toEqual([]);
    expect(await notes(settings)).toEqual([
      expect.stringContaining('Prometheus observability/kube-prom is used: ODIN installs none, nor its rules'),
      expect.stringContaining(
        'node-exporter asks whoever scrapes it for the user and password in Secret node-exporter-auth',
      ),
      expect.stringContaining('Alertmanager gets no alerts until'),
      expect.stringContaining('The exporters of the settings run'),
      'exporters[0].interval does nothing while Prometheus observability/kube-prom is used, which scrapes as it is configured.',
    ]);
    expect(
      await notes({ ...settings, exporters: [], components: { alertmanager: false, nodeExporter: false } }),
    ).toHaveLength(1);
  });
});
