// The faults of the field, each as files and answers of a node that has it: the first broken link is named, and nothing else.
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { DoctorLinkName } from '../../../shared/model/doctor-links.ts';
import type { Distribution } from '../../distribution/distribution.ts';
import { DISTRIBUTIONS } from '../../distribution/table.ts';
import { plantTree, type Tree } from '../../node-files/planted-tree.testkit.ts';
import { diagnose } from '../chain.ts';
import type { Facts, PrometheusFacts, StackFacts } from '../facts.ts';
import { readCluster } from './cluster.ts';
import { gpuSeriesOf, samplesIn } from './gpu-series.ts';
import { readHost } from './host.ts';
import {
  type Answers,
  asking,
  CLASSES,
  clientOf,
  daemonSet,
  EXPORTER_LOG,
  NODES,
  node,
  OWN_EVENTS,
  OWN_PODS,
  PLUGIN,
  PODS,
  pod,
  SETS,
  WELL,
  warning,
} from './node-api.testkit.ts';
import { CONFIG, CONFIG_WITHOUT, CONTAINERD, EFI_SECURE_BOOT, LAPTOP, PCI_GPU } from './node-tree.testkit.ts';

const [K3S] = DISTRIBUTIONS as [Distribution];
const PAGE =
  'nvidia_smi_gpu_info{uuid="df6e",name="NVIDIA GeForce RTX 5090 Laptop GPU",index="0"} 1\nnvidia_smi_last_collect_success 1\n';
const FAILING = 'nvidia_smi_last_collect_success 0\n';
const ASLEEP = `odin_gpu_runtime_status{pci="0000:01:00.0",state="suspended"} 1
odin_gpu_asked{pci="0000:01:00.0"} 0
odin_gpu_state_since_timestamp_seconds{pci="0000:01:00.0"} 1796000000
odin_gpu_device_info{pci="0000:01:00.0",uuid="df6e",name="NVIDIA GeForce RTX 5090 Laptop GPU",index="0"} 1
`;
const INSTALLED: StackFacts = {
  isInstalled: true,
  namespace: 'monitoring',
  exporter: 'nvidia-gpu-exporter',
  wantsPlugin: false,
  hasOtherPrometheus: false,
};
const UP = { url: 'http://10.42.0.9:9835/metrics', health: 'up', lastError: '' } as const;

interface Case {
  /** Beside those of a laptop that is well; null: not on the node. */
  readonly files?: Tree | null;
  readonly api?: Answers;
  /** Of the exporter; null where it gives none. */
  readonly page?: string | null;
  readonly stack?: Partial<StackFacts>;
  readonly prometheus?: Partial<PrometheusFacts>;
  /** The first broken link and its cause; none where nothing is broken. */
  readonly is?: readonly [DoctorLinkName, string];
  readonly says?: RegExp;
}

/** While a container does not start: no page, and nothing behind it. */
const STUCK: Answers = { [SETS]: [daemonSet({ ready: 0 })], [OWN_PODS]: [pod({ isReady: false })], [EXPORTER_LOG]: '' };
const stuckBy = (message: string): Answers => ({
  ...STUCK,
  [OWN_EVENTS]: [warning('FailedCreatePodSandBox', message)],
});
const withPlugin = (
  answers: { node?: Parameters<typeof node>[0]; ready?: number; runtimeClass?: null } = {},
): Answers => ({
  [NODES]: [node({ handlers: ['nvidia'], ...answers.node })],
  [SETS]: [
    daemonSet(),
    daemonSet({
      ...PLUGIN,
      ready: answers.ready ?? 1,
      ...(answers.runtimeClass === null ? { runtimeClass: null } : {}),
    }),
  ],
  [OWN_PODS]: [pod(), pod({ name: 'nvidia-device-plugin-x', isReady: (answers.ready ?? 1) > 0 })],
});
const noHandlers = { [NODES]: [node()] };
const ONE = { 'nvidia.com/gpu': '1' };
const UNKNOWN_ERROR = 'Failed to initialize NVML: Unknown Error\n';
const MISMATCH = 'Failed to initialize NVML: Driver/library version mismatch\n';
const bare: Tree = {
  '/proc/driver/nvidia/version': null,
  '/sys/module/nvidia/version': null,
  '/usr/lib/x86_64-linux-gnu/libnvidia-ml.so.595.71.05': null,
  '/dev/nvidia0': null,
  '/dev/nvidiactl': null,
  '/dev/nvidia-uvm': null,
};
const noModule: Tree = { '/lib/modules/6.14.0-37-generic/updates/dkms/nvidia.ko.zst': null };
const STALE = '/usr/local/nvidia/toolkit/nvidia-container-runtime';
const oldTemplate =
  'version = 2\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]\n  runtime_type = "io.containerd.runc.v2"\n';

const CASES: Readonly<Record<string, Case>> = {
  'all is well': {},
  'nouveau has the GPU': {
    files: { ...bare, ...noModule, '/sys/module/nouveau/refcnt': '1\n' },
    api: STUCK,
    is: ['driver', 'nouveau'],
  },
  'Secure Boot and an unsigned module': {
    files: bare,
    api: STUCK,
    is: ['driver', 'secureBoot'],
    says: /Secure Boot is on/,
  },
  'a module that is not loaded, without Secure Boot': {
    files: { ...bare, [EFI_SECURE_BOOT]: null },
    api: STUCK,
    is: ['driver', 'notLoaded'],
  },
  'no driver at all': { files: { ...bare, ...noModule }, api: STUCK, is: ['driver', 'noDriver'] },
  'a GPU that was unplugged while its driver is loaded': {
    files: { [`${PCI_GPU}/vendor`]: null, [`${PCI_GPU}/class`]: null },
    page: FAILING,
    is: ['driver', 'gpuGone'],
    says: /no NVIDIA GPU is on the PCI bus/,
  },
  'a GPU that works and is on no PCI bus': {
    files: { [`${PCI_GPU}/vendor`]: null, [`${PCI_GPU}/class`]: null },
  },
  'a library of another version': {
    files: {
      '/usr/lib/x86_64-linux-gnu/libnvidia-ml.so.595.71.05': null,
      '/usr/lib/x86_64-linux-gnu/libnvidia-ml.so.600.12': '',
    },
    page: FAILING,
    is: ['driver', 'driverMismatch'],
    says: /595\.71\.05 is loaded, and its library is 600\.12/,
  },
  'the same, as the exporter says it, from elsewhere': {
    files: null,
    api: { [EXPORTER_LOG]: MISMATCH },
    page: FAILING,
    is: ['driver', 'driverMismatch'],
  },
  'device files that are not there': {
    files: { '/dev/nvidia0': null, '/dev/nvidiactl': null, '/dev/nvidia-uvm': null },
    api: STUCK,
    is: ['deviceFiles', 'noDeviceFiles'],
  },
  'no container toolkit': {
    files: { '/usr/bin/nvidia-container-runtime': null, [`${CONTAINERD}/config.toml`]: CONFIG_WITHOUT },
    api: { ...STUCK, ...noHandlers },
    is: ['toolkit', 'noToolkit'],
  },
  'a toolkit that K3s has found elsewhere on its PATH': {
    files: {
      '/usr/bin/nvidia-container-runtime': null,
      '/run/current-system/sw/bin/nvidia-container-runtime': '',
      [`${CONTAINERD}/config.toml`]: [CONFIG.replace('/usr/bin/', '/run/current-system/sw/bin/'), 60],
    },
  },
  'a toolkit that was removed after K3s had found it': {
    files: { '/usr/bin/nvidia-container-runtime': null },
    api: STUCK,
    is: ['toolkit', 'noToolkit'],
  },
  'a toolkit that a removed GPU Operator left': {
    files: {
      [STALE]: '',
      [`${CONTAINERD}/config.toml`]: [CONFIG.replace('/usr/bin/', '/usr/local/nvidia/toolkit/'), 60],
    },
    api: STUCK,
    is: ['toolkit', 'staleToolkit'],
  },
  'the same with its GPU Operator': {
    files: {
      [STALE]: '',
      [`${CONTAINERD}/config.toml`]: [CONFIG.replace('/usr/bin/', '/usr/local/nvidia/toolkit/'), 60],
    },
    api: {
      [SETS]: [daemonSet(), daemonSet({ name: 'nvidia-container-toolkit-daemonset', namespace: 'gpu-operator' })],
    },
  },
  'an old toolkit in mode legacy': {
    api: stuckBy(
      "failed to create containerd task: OCI runtime create failed: Auto-detected mode as 'legacy'\nnvidia-container-cli: initialization error: load library failed",
    ),
    is: ['toolkit', 'legacyMode'],
  },
  'a template that hides the runtimes': {
    files: { [`${CONTAINERD}/config.toml`]: [CONFIG_WITHOUT, 60], [`${CONTAINERD}/config.toml.tmpl`]: oldTemplate },
    api: { ...STUCK, ...noHandlers },
    is: ['containerd', 'templateHidesRuntime'],
    says: /A template/,
  },
  'a template that takes them over': { files: { [`${CONTAINERD}/config-v3.toml.tmpl`]: '{{ template "base" . }}\n' } },
  'a toolkit that came after K3s had started': {
    files: { [`${CONTAINERD}/config.toml`]: [CONFIG_WITHOUT, -3600] },
    api: { ...STUCK, ...noHandlers },
    is: ['containerd', 'toolkitAfterStart'],
  },
  'a configuration without it for another reason': {
    files: { [`${CONTAINERD}/config.toml`]: [CONFIG_WITHOUT, 60] },
    api: { ...STUCK, ...noHandlers },
    is: ['containerd', 'noRuntime'],
  },
  'Docker runs the containers': {
    files: null,
    api: { ...STUCK, [NODES]: [node({ runtime: 'docker://28.1.0' })] },
    is: ['containerd', 'docker'],
  },
  'no RuntimeClass': { api: { [CLASSES]: [], [SETS]: [] }, page: null, is: ['runtimeClass', 'noRuntimeClass'] },
  'a cluster by NRI, whose class is gone': {
    api: {
      [CLASSES]: [],
      [SETS]: [daemonSet({ name: 'nvidia-container-toolkit-daemonset', namespace: 'gpu-operator' })],
    },
    page: null,
    is: ['runtimeClass', 'classTakenByNri'],
  },
  'a RuntimeClass without a handler, as the node tells': {
    files: null,
    api: { ...STUCK, [NODES]: [node({ handlers: ['', 'runc'] })] },
    is: ['handler', 'noHandler'],
  },
  'a RuntimeClass without a handler, as a pod learned': {
    files: null,
    api: {
      ...stuckBy(
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "nvidia" is configured',
      ),
      ...noHandlers,
    },
    is: ['handler', 'noHandler'],
  },
  'a device plugin without a RuntimeClass': {
    api: withPlugin({ ready: 0, runtimeClass: null }),
    is: ['devicePlugin', 'pluginWithoutClass'],
  },
  'a device plugin that does not start': { api: withPlugin({ ready: 0 }), is: ['devicePlugin', 'pluginDown'] },
  'a device plugin that is wanted and not there': {
    stack: { wantsPlugin: true },
    is: ['devicePlugin', 'pluginMissing'],
  },
  'a device plugin that offers nothing': { api: withPlugin(), is: ['allocatable', 'notAllocatable'] },
  'a GPU that is not healthy': {
    api: withPlugin({ node: { gpus: ONE, allocatable: { 'nvidia.com/gpu': '0' } } }),
    is: ['allocatable', 'gpuUnhealthy'],
  },
  'a GPU that another pod has': {
    api: {
      ...withPlugin({ node: { gpus: ONE } }),
      [PODS]: [
        asking('ollama', 'nvidia.com/gpu'),
        asking('train', 'nvidia.com/gpu', '0/1 nodes are available: 1 Insufficient nvidia.com/gpu.'),
      ],
    },
    is: ['allocatable', 'gpuTaken'],
    says: /default\/train waits for a GPU that pod default\/ollama has/,
  },
  'a GPU that one pod has, and nobody waits for': {
    api: { ...withPlugin({ node: { gpus: ONE } }), [PODS]: [asking('ollama', 'nvidia.com/gpu')] },
  },
  'a pod that asks for a GPU and waits for something else': {
    api: {
      ...withPlugin({ node: { gpus: ONE } }),
      [PODS]: [
        asking('train', 'nvidia.com/gpu', '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.'),
      ],
    },
  },
  'a device plugin without a class, where NVIDIA’s runtime is the usual one': {
    api: withPlugin({ node: { gpus: ONE }, runtimeClass: null }),
  },
  'a refusal of the past, of a pod that runs now': {
    api: { ...noHandlers, [OWN_EVENTS]: [warning('FailedCreatePodSandBox', 'no runtime for "nvidia" is configured')] },
  },
  'a GPU that MIG splits': {
    api: {
      ...withPlugin({ node: { gpus: { 'nvidia.com/mig-1g.10gb': '7' } } }),
      [PODS]: [asking('train', 'nvidia.com/gpu', '0/1 nodes are available: 1 Insufficient nvidia.com/gpu.')],
    },
    is: ['allocatable', 'mig'],
    says: /ask for nvidia\.com\/mig-1g\.10gb/,
  },
  'an exporter that is deleted': { api: { [SETS]: [] }, page: null, is: ['exporter', 'exporterMissing'] },
  'an exporter that crashes': {
    api: { ...STUCK, [OWN_PODS]: [pod({ isReady: false, state: { waiting: { reason: 'CrashLoopBackOff' } } })] },
    page: null,
    is: ['exporter', 'exporterDown'],
  },
  'an exporter that no node takes': {
    api: { [SETS]: [daemonSet({ desired: 0, ready: 0 })], [OWN_PODS]: [] },
    page: null,
    is: ['exporter', 'exporterNowhere'],
  },
  'devices that were lost to a daemon-reload': {
    api: { [EXPORTER_LOG]: UNKNOWN_ERROR },
    page: FAILING,
    is: ['exporter', 'unknownError'],
  },
  'an exporter whose look fails': { page: FAILING, is: ['exporter', 'collectFails'] },
  'an exporter that gives its gate a web page': {
    page: 'odin_gpu_exporter_problem{reason="not_metrics"} 1\n',
    is: ['exporter', 'exporterProblem'],
    says: /not_metrics/,
  },
  'a target that is refused by policy': {
    prometheus: {
      targets: {
        from: 'targets',
        value: [
          {
            ...UP,
            health: 'down',
            lastError: 'Get "http://10.42.0.9:9835/metrics": dial tcp 10.42.0.9:9835: connect: connection refused',
          },
        ],
      },
    },
    is: ['target', 'targetRefused'],
  },
  'a target that answers nonsense': {
    prometheus: {
      targets: { from: 'targets', value: [{ ...UP, health: 'down', lastError: 'expected value after metric' }] },
    },
    is: ['target', 'targetDown'],
  },
  'a target that nobody has': { prometheus: { targets: { from: 'targets', value: [] } }, is: ['target', 'noTarget'] },
  'recording rules that are gone': {
    prometheus: { rules: { from: 'rules', value: [] } },
    is: ['series', 'ruleMissing'],
  },
  'the same in a Prometheus of others, whose rules are its own': {
    stack: { hasOtherPrometheus: true },
    prometheus: { rules: { from: 'rules', value: [] } },
  },
  'a Prometheus of others that does not scrape the exporter': {
    stack: { hasOtherPrometheus: true },
    prometheus: {
      targets: { from: 'targets', value: [] },
      series: { from: 'query', value: gpuSeriesOf([]) },
      rules: { from: 'rules', value: [] },
    },
    is: ['series', 'notScraped'],
    says: /chosen Prometheus.*let it do so/,
  },
  'one that does not tell its targets, as Mimir': {
    stack: { hasOtherPrometheus: true },
    prometheus: {
      targets: { from: 'targets', unread: 'it does not answer that' },
      series: { from: 'query', value: gpuSeriesOf([]) },
    },
    is: ['series', 'notScraped'],
  },
  'series that are dropped': {
    prometheus: { series: { from: 'query', value: gpuSeriesOf([]) } },
    is: ['series', 'noSeries'],
  },
  'charts that draw nothing': {
    prometheus: { chart: { from: 'charts', value: { gpus: 0, lines: 0 } } },
    is: ['chart', 'chartEmpty'],
  },
  WSL2: {
    files: {
      ...bare,
      ...noModule,
      [`${PCI_GPU}/vendor`]: null,
      [`${PCI_GPU}/class`]: null,
      '/dev/dxg': '',
      '/usr/lib/wsl/lib/libnvidia-ml.so.1': '',
    },
  },
  'WSL2 without a driver in Windows': {
    files: { ...bare, ...noModule, '/dev/dxg': '' },
    api: STUCK,
    is: ['driver', 'wslWithoutDriver'],
  },
};

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

async function factsOf({
  files = {},
  api = {},
  page = api[SETS] !== undefined &&
  JSON.stringify(api[SETS]).includes('"numberReady":0') &&
  !JSON.stringify(api[SETS]).includes('"numberReady":1')
    ? null
    : PAGE,
  stack = {},
  prometheus = {},
}: Case): Promise<Facts> {
  const { facts: cluster } = await readCluster(
    { client: clientOf({ ...WELL, ...api }), namespace: 'monitoring', exporters: ['nvidia-gpu-exporter'] },
    new AbortController().signal,
  );
  const tree = files === null ? undefined : plantTree({ ...LAPTOP, ...files });
  if (tree !== undefined) removals.push(tree.remove);
  const series = gpuSeriesOf(samplesIn(page ?? ''));
  const lines = series.gpus > 0 ? 6 : 0;
  return {
    distribution: K3S,
    ...(tree === undefined ? {} : { host: readHost(tree.root) }),
    cluster,
    stack: { from: 'record', value: { ...INSTALLED, ...stack } },
    ...(page === null ? {} : { page: { from: 'page', value: series } }),
    prometheus: {
      targets: { from: 'targets', value: [UP] },
      series: { from: 'query', value: series },
      rules: { from: 'rules', value: ['odin:gpu_power:watts'] },
      chart: { from: 'charts', value: { gpus: series.gpus, lines } },
      ...prometheus,
    },
  };
}

test.each(Object.entries(CASES))('%s', async (_name, one) => {
  const report = diagnose(await factsOf(one), 0);
  const first = report.links.find(({ name }) => name === report.first);
  expect([first?.name, first?.cause]).toEqual(one.is ?? [undefined, undefined]);
  if (one.says !== undefined) expect(report.sentence).toMatch(one.says);
  if (first === undefined) {
    expect(report.links.filter(({ state }) => state !== 'ok' && state !== 'notNeeded')).toEqual([]);
    return;
  }
  expect(report.level).toBe('broken');
  expect(report.sentence).toBe(first.sentence);
  expect(first.sentence.length, first.sentence).toBeLessThanOrEqual(150);
  expect(first.evidence).not.toEqual([]);
  expect(first.meaning).toBeDefined();
});

test('the whole chain is told with its evidence', async () => {
  const report = diagnose(await factsOf({}), 5);
  expect(report).toMatchObject({ level: 'whole', isOnNode: true, at: 5 });
  expect(report.links.find(({ name }) => name === 'containerd')?.evidence).toEqual([
    { from: `${CONTAINERD}/config.toml`, says: 'runtimes: runc, nvidia' },
  ]);
});

test('a GPU that sleeps breaks no link, on the node and from elsewhere', async () => {
  for (const files of [{}, null]) {
    const report = diagnose(await factsOf({ files, page: ASLEEP }), 1_796_000_600_000);
    expect(report).toMatchObject({ level: 'asleep', asleepSince: 1_796_000_000_000 });
    expect(report.links.find(({ name }) => name === 'series')?.sentence).toContain('asleep');
  }
});

test('a GPU that is left alone so that it can fall asleep breaks none either', async () => {
  const report = diagnose(await factsOf({ page: ASLEEP.replace('suspended', 'active') }), 0);
  expect(report.level).toBe('whole');
  expect(report.links.find(({ name }) => name === 'exporter')?.sentence).toContain('left alone');
});

test('of two GPUs of which one is in use, numbers are expected', async () => {
  const two = `${ASLEEP}odin_gpu_runtime_status{pci="0000:02:00.0",state="active"} 1\nodin_gpu_asked{pci="0000:02:00.0"} 1\n`;
  const report = diagnose(await factsOf({ page: two }), 0);
  expect(report.first).toBe('exporter');
});

test('a machine without a GPU has nothing that could be broken', async () => {
  const files = {
    ...bare,
    ...noModule,
    [`${PCI_GPU}/vendor`]: '0x8086\n',
    '/usr/bin/nvidia-container-runtime': null,
    [`${CONTAINERD}/config.toml`]: CONFIG_WITHOUT,
  };
  const report = diagnose(
    await factsOf({ files, api: { ...noHandlers, [SETS]: [] }, page: null, stack: { isInstalled: false } }),
    0,
  );
  expect(report.level).toBe('noGpu');
  expect(report.links.every(({ state }) => state === 'notNeeded')).toBe(true);
});

test('without the stack the links before it are judged, and the rest is not needed', async () => {
  const report = diagnose(
    await factsOf({ api: { [SETS]: [] }, page: null, stack: { isInstalled: false }, prometheus: {} }),
    0,
  );
  expect(report.level).toBe('notInstalled');
  expect(report.links.map(({ state }) => state)).toEqual([...Array(6).fill('ok'), ...Array(6).fill('notNeeded')]);
});

test('a cluster that lets nobody look breaks no link', async () => {
  const refused = Object.fromEntries(Object.keys(WELL).map((path) => [path, new AppError('forbidden', `no ${path}`)]));
  const facts = await factsOf({ files: null, api: refused, page: null });
  const unread = { from: 'Prometheus', unread: 'no ready pod' };
  const report = diagnose(
    { ...facts, prometheus: { targets: unread, series: unread, rules: unread, chart: unread } },
    0,
  );
  expect(report).toMatchObject({ level: 'unknown' });
  expect(report.first).toBeUndefined();
});

test('what the exporter could not read proves nothing', async () => {
  const page = PAGE.replace('success 1', 'success 0');
  const { links } = diagnose(await factsOf({ files: null, page }), 0);
  expect(links.find(({ name }) => name === 'driver')?.state).toBe('unknown');
});

test('of two nodes the other one may have the GPU', async () => {
  const files = { ...bare, ...noModule, [`${PCI_GPU}/vendor`]: '0x8086\n' };
  const api = { [NODES]: [node(), node()], [SETS]: [] };
  const report = diagnose(await factsOf({ files, api, page: null, stack: { isInstalled: false } }), 0);
  expect(report.level).not.toBe('noGpu');
  expect(report.links.find(({ name }) => name === 'driver')?.state).toBe('unknown');
});

test('a name that would be a command stays a name in the commands', async () => {
  const evil = daemonSet({ ...PLUGIN, name: 'a; touch /tmp/x', namespace: '$(id)', ready: 0 });
  const { links } = diagnose(
    await factsOf({ api: { [SETS]: [daemonSet(), evil], '/api/v1/namespaces/$(id)/pods': [] } }),
    0,
  );
  const plugin = links.find(({ name }) => name === 'devicePlugin');
  expect(plugin?.fixes.map(({ command }) => command)).toEqual([
    "kubectl logs -n '$(id)' 'daemonset/a; touch /tmp/x' --tail=50",
  ]);
});
