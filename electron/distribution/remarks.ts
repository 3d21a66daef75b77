// The remarks on a distribution and its place that matter for the stack: only what the facts show, each with the next step.
import type { DoctorRemark } from '../../shared/model/doctor.ts';
import type { Distribution } from './distribution.ts';
import { gpuInVirtualMachine } from './inside-rows.ts';
import { type Site, waysAt } from './ways-at.ts';

/** What is known of the cluster; undefined where it could not be read. */
export interface RemarkFacts extends Site {
  readonly distribution: Distribution | undefined;
  /** `blade`, `lab-1 and 3 more`. */
  readonly nodes: string;
  readonly isWsl: boolean;
  readonly hasStorageClass: boolean | undefined;
  /** Some node has NVIDIA's runtime, or lends GPUs to pods. */
  readonly hasGpu: boolean | undefined;
  readonly hasPodMetrics: boolean | undefined;
  /** Another Prometheus than the stack's, which the settings do not name: `observability/kube-prom-stack-kube-prome-prometheus`. */
  readonly otherPrometheus: string | undefined;
}

/** Pure. In the order of what stands in the way most. */
export function remarksOn(facts: RemarkFacts): DoctorRemark[] {
  return [storage, gpu, prometheus, nodeMetrics, podMetrics].flatMap((remark) => remark(facts) ?? []);
}

type Remark = (facts: RemarkFacts) => DoctorRemark | undefined;

const storage: Remark = ({ hasStorageClass, distribution, ...site }) => {
  if (hasStorageClass !== false) return undefined;
  const { order, command } = waysAt(distribution, site).storage;
  return remarkOf(
    'storage',
    `There is no StorageClass, so that nothing of the stack can keep data: ${order}.`,
    command,
  );
};

/** On a Linux of one's own the links of the chain say what is missing, and better. */
const gpu: Remark = ({ hasGpu, distribution, ...site }) => {
  if (hasGpu !== false) return undefined;
  const { where, platform } = site;
  const isMac = platform === 'darwin' && (where === 'virtual' || where === 'behind');
  if (distribution === undefined || distribution.nodes === 'machines') {
    return isMac ? remarkOf('gpu', `There is no NVIDIA GPU: ${gpuInVirtualMachine(platform).order}.`) : undefined;
  }
  const { order, command } = waysAt(distribution, site).gpu;
  return remarkOf('gpu', `No node of ${distribution.name} lends an NVIDIA GPU: ${order}.`, command);
};

const prometheus: Remark = ({ otherPrometheus: other, distribution }) => {
  if (other === undefined) return undefined;
  const way = 'name it in prometheus.existing of the settings';
  if (distribution?.id === 'microk8s' && other.startsWith('observability/')) {
    return remarkOf(
      'prometheus',
      `MicroK8s’ addon observability has a Prometheus already (${other}), and two scrape the same: ${way}, or disable the addon.`,
    );
  }
  return remarkOf('prometheus', `There is a Prometheus already (${other}), and two scrape the same: ${way}.`);
};

const nodeMetrics: Remark = ({ where, nodes, isWsl, distribution }) => {
  if (isWsl && where !== 'elsewhere') {
    return remarkOf(
      'node',
      'CPU, memory and disk are those of WSL2, not of Windows: .wslconfig says how much it may have.',
    );
  }
  if (where === 'virtual') {
    const owner =
      distribution === undefined ? 'a virtual machine' : `${distribution.name}’s virtual machine or container`;
    return remarkOf(
      'node',
      `CPU, memory and disk are those of ${owner}: give it more in its settings where they are short.`,
    );
  }
  if (where === 'elsewhere') {
    return remarkOf('node', `What is measured is ${nodes}, GPUs too: to see this machine, install K3s on it.`);
  }
  return undefined;
};

const podMetrics: Remark = ({ hasPodMetrics, distribution, ...site }) => {
  const way = waysAt(distribution, site).podMetrics;
  if (hasPodMetrics !== false || way === undefined) return undefined;
  return remarkOf(
    'podMetrics',
    `Without metrics-server the CPU and memory of pods are known from Prometheus alone: ${way.order}.`,
    way.command,
  );
};

function remarkOf(about: DoctorRemark['about'], sentence: string, command?: string): DoctorRemark {
  return { about, sentence, ...(command === undefined ? {} : { command }) };
}
