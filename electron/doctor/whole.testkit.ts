// For tests: the facts of a laptop whose chain is whole, and what breaks each link of it.
import type { DoctorLinkName } from '../../shared/model/doctor-links.ts';
import type { Distribution } from '../distribution/distribution.ts';
import { DISTRIBUTIONS } from '../distribution/table.ts';
import type { Fact } from '../node-files/fact.ts';
import type { ClusterFacts, Facts, GpuSeries, PodFacts, PrometheusFacts, WorkloadFacts } from './facts.ts';
import type { HostFacts } from './host-facts.ts';

const [K3S] = DISTRIBUTIONS as [Distribution];

const read = <T>(from: string, value: T): Fact<T> => ({ from, value });
const GPU = { 'nvidia.com/gpu': 1 };

const POD: PodFacts = { name: 'a', isReady: true, isRunning: true, waiting: [], events: [], log: [] };
const SERIES: GpuSeries = { gpus: 1, collected: true, gate: [], problems: [], hasDriver: false, wasRead: false };
const workload = (name: string): WorkloadFacts => ({
  namespace: 'monitoring',
  name,
  runtimeClass: 'nvidia',
  desired: 1,
  ready: 1,
  pods: [POD],
});

const HOST: HostFacts = {
  gpus: read('pci', ['0000:01:00.0']),
  driver: read('driver', '595.71.05'),
  library: read('library', '595.71.05'),
  hasNouveau: read('nouveau', false),
  moduleFile: read('module', '/lib/modules/x/nvidia.ko'),
  secureBoot: read('efi', false),
  devices: read('dev', ['nvidia0', 'nvidiactl']),
  wslLibrary: read('wsl', null),
  toolkits: read('toolkits', [{ path: '/usr/bin/nvidia-container-runtime', changedAt: 1 }]),
  toolkitMode: read('mode', 'auto'),
  containerd: read('config', { runtimes: { nvidia: '/usr/bin/nvidia-container-runtime' }, writtenAt: 2 }),
  templates: read('templates', []),
};

const CLUSTER: ClusterFacts = {
  nodes: read('nodes', [
    { name: 'blade', runtime: 'containerd://2.1.5', handlers: ['nvidia'], labels: {}, capacity: GPU, allocatable: GPU },
  ]),
  runtimeClasses: read('classes', [{ name: 'nvidia', handler: 'nvidia' }]),
  exporter: read('exporter', workload('nvidia-gpu-exporter')),
  plugins: read('plugins', [workload('nvidia-device-plugin')]),
  hasOperator: read('operator', false),
  gpuPods: read('pods', []),
  policies: read('policies', []),
};

const PROMETHEUS: PrometheusFacts = {
  targets: read('targets', [{ url: 'http://x', health: 'up', lastError: '' }]),
  series: read('series', SERIES),
  rules: read('rules', ['odin:gpu_power:watts']),
  chart: read('chart', { gpus: 1, lines: 4 }),
};

export type WholeFacts = Required<Omit<Facts, 'platform'>>;

export const WHOLE: WholeFacts = {
  distribution: K3S,
  site: { where: 'here', onNode: 'the node blade', platform: 'linux' },
  host: HOST,
  cluster: CLUSTER,
  stack: read('stack', {
    isInstalled: true,
    namespace: 'monitoring',
    exporter: 'nvidia-gpu-exporter',
    wantsPlugin: true,
    hasOtherPrometheus: false,
  }),
  page: read('page', SERIES),
  prometheus: PROMETHEUS,
};

const host = (facts: WholeFacts, change: Partial<HostFacts>) => ({ ...facts, host: { ...facts.host, ...change } });
const cluster = (facts: WholeFacts, change: Partial<ClusterFacts>) => ({
  ...facts,
  cluster: { ...facts.cluster, ...change },
});
const prometheus = (facts: WholeFacts, change: Partial<PrometheusFacts>) => ({
  ...facts,
  prometheus: { ...facts.prometheus, ...change },
});
/** The nodes' facts, whoever changed them before. */
const nodes = (facts: WholeFacts, change: object) =>
  cluster(facts, {
    nodes: read(
      'nodes',
      ('value' in facts.cluster.nodes ? facts.cluster.nodes.value : []).map((node) => ({ ...node, ...change })),
    ),
  });

/** Each breaks one link, and says nothing of the others. */
export const BREAK: Readonly<Record<DoctorLinkName, (facts: WholeFacts) => WholeFacts>> = {
  driver: (facts) => host(facts, { library: read('library', '600.1') }),
  deviceFiles: (facts) => host(facts, { devices: read('dev', []) }),
  toolkit: (facts) => host(facts, { toolkits: read('toolkits', []) }),
  // The handler that is told is of another name, so that it proves nothing of this one.
  containerd: (facts) =>
    nodes(host(facts, { containerd: read('config', { runtimes: {}, writtenAt: 2 }) }), { handlers: undefined }),
  runtimeClass: (facts) => cluster(facts, { runtimeClasses: read('classes', []) }),
  handler: (facts) => nodes(facts, { handlers: ['runc'] }),
  devicePlugin: (facts) =>
    nodes(
      cluster(facts, {
        plugins: read('plugins', [{ ...workload('p'), ready: 0, pods: [{ ...POD, isReady: false }] }]),
      }),
      {
        allocatable: {},
      },
    ),
  allocatable: (facts) => nodes(facts, { allocatable: { 'nvidia.com/gpu': 0 } }),
  exporter: (facts) => ({ ...facts, page: read('page', { ...SERIES, collected: false }) }),
  target: (facts) =>
    prometheus(facts, { targets: read('targets', [{ url: 'http://x', health: 'down', lastError: 'EOF' }]) }),
  series: (facts) => prometheus(facts, { rules: read('rules', []) }),
  chart: (facts) => prometheus(facts, { chart: read('chart', { gpus: 0, lines: 0 }) }),
};

/** The places at which a fact stands, as `host.driver`. */
export const PLACES: readonly string[] = [
  'stack',
  'page',
  ...Object.keys(HOST).map((name) => `host.${name}`),
  ...Object.keys(CLUSTER).map((name) => `cluster.${name}`),
  ...Object.keys(PROMETHEUS).map((name) => `prometheus.${name}`),
];

/** The same, and these could not be read. */
export function unreadAt(facts: WholeFacts, places: readonly string[]): Facts {
  const hidden = { from: 'nowhere', unread: 'it is not let see' };
  const hide = <T extends object>(group: string, part: T): T =>
    Object.fromEntries(
      Object.entries(part).map(([name, fact]) => [name, places.includes(`${group}.${name}`) ? hidden : fact]),
    ) as T;
  return {
    distribution: facts.distribution,
    host: hide('host', facts.host),
    cluster: hide('cluster', facts.cluster),
    prometheus: hide('prometheus', facts.prometheus),
    stack: places.includes('stack') ? hidden : facts.stack,
    page: places.includes('page') ? hidden : facts.page,
  };
}
