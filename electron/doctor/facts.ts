// The facts that the chain is judged by: what was read, and where. Whatever could not be read says why, and nothing is guessed of it.

import type { Distribution } from '../distribution/distribution.ts';
import type { Site } from '../distribution/ways-at.ts';
import type { Fact } from '../node-files/fact.ts';
import type { HostFacts } from './host-facts.ts';

export interface NodeFacts {
  readonly name: string;
  /** `containerd://2.1.5-k3s1`. */
  readonly runtime: string;
  /** Undefined where the kubelet does not tell. */
  readonly handlers: readonly string[] | undefined;
  /** Its labels of NVIDIA. */
  readonly labels: Readonly<Record<string, string>>;
  /** Its resources of NVIDIA, `nvidia.com/gpu`. */
  readonly capacity: Readonly<Record<string, number>>;
  readonly allocatable: Readonly<Record<string, number>>;
}

/** A DaemonSet that measures GPUs, or offers them to pods. */
export interface WorkloadFacts {
  readonly namespace: string;
  readonly name: string;
  readonly runtimeClass: string | undefined;
  readonly desired: number;
  readonly ready: number;
  readonly pods: readonly PodFacts[];
}

export interface PodFacts {
  readonly name: string;
  readonly isReady: boolean;
  /** Its sandbox was made, so that its runtime's handler was found. */
  readonly isRunning: boolean;
  /** `CrashLoopBackOff: back-off 5m0s restarting …`; of containers that wait or have failed. */
  readonly waiting: readonly string[];
  /** Messages of its warnings, newest first. */
  readonly events: readonly string[];
  /** Its last lines. */
  readonly log: readonly string[];
  /** Where it has its metrics, as far as it names a port for them. */
  readonly page?: PageAddress;
}

export interface PageAddress {
  readonly port: number;
  readonly path: string;
}

/** A pod that asks for GPUs. */
export interface GpuPod {
  readonly namespace: string;
  readonly name: string;
  readonly resource: string;
  readonly count: number;
  readonly isPending: boolean;
  /** Why the scheduler has no place for it. */
  readonly unschedulable: string | undefined;
}

export interface ClusterFacts {
  readonly nodes: Fact<readonly NodeFacts[]>;
  readonly runtimeClasses: Fact<readonly { readonly name: string; readonly handler: string }[]>;
  /** The stack's exporter; null where it is not there. */
  readonly exporter: Fact<WorkloadFacts | null>;
  /** Whoever's device plugins. */
  readonly plugins: Fact<readonly WorkloadFacts[]>;
  /** GPU Operator's DaemonSet that installs the toolkit. */
  readonly hasOperator: Fact<boolean>;
  readonly gpuPods: Fact<readonly GpuPod[]>;
  /** Network policies for the exporter's pods, and for Prometheus': namespaced names, the stack's own first. */
  readonly policies: Fact<readonly string[]>;
}

/** What the stack's settings ask for. */
export interface StackFacts {
  readonly isInstalled: boolean;
  readonly namespace: string;
  /** The folder of the exporter that is chosen; null for none. */
  readonly exporter: string | null;
  readonly wantsPlugin: boolean;
  /** Prometheus is another's: its rules and jobs are too. */
  readonly hasOtherPrometheus: boolean;
}

/** One GPU as the gate before the exporter tells it. */
export interface GateGpu {
  readonly pci: string;
  /** `active`, `suspended`, `resuming`, `suspending`, `unknown`. */
  readonly state: string;
  /** The exporter was asked for it. */
  readonly isAsked: boolean;
  /** Unix seconds. */
  readonly since: number | undefined;
}

/** Series of an exporter, on its own page or in Prometheus. */
export interface GpuSeries {
  /** GPUs that it tells of. */
  readonly gpus: number;
  /** Whether its last look at the GPU went well; undefined where it does not tell. */
  readonly collected: boolean | undefined;
  /** None where there is no gate. */
  readonly gate: readonly GateGpu[];
  /** Reasons for which the gate has nothing of the exporter: `down`, `slow`, `status`, `not_metrics`, `too_large`. */
  readonly problems: readonly string[];
  /** The driver told the gate of its GPUs. */
  readonly hasDriver: boolean;
  /** The exporter has read a GPU since the gate is there, asleep or not now. */
  readonly wasRead: boolean;
}

export interface TargetFacts {
  readonly url: string;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
}

export interface PrometheusFacts {
  /** Of the exporter's job. */
  readonly targets: Fact<readonly TargetFacts[]>;
  readonly series: Fact<GpuSeries>;
  /** Names of its recorded series of GPUs, as its rules have them. */
  readonly rules: Fact<readonly string[]>;
  /** How many GPUs the charts know, and how many lines they draw. */
  readonly chart: Fact<{ readonly gpus: number; readonly lines: number }>;
}

/** Everything that was read; a part that is left out was not looked at. */
export interface Facts {
  /** `process.platform` of this machine, which may be no node; Linux where it is left out. */
  readonly platform?: string;
  /** What the cluster was recognised as. */
  readonly distribution?: Distribution;
  /** Where it is, and how the kubeconfig calls it. */
  readonly site?: Site;
  readonly host?: HostFacts;
  readonly cluster?: ClusterFacts;
  readonly stack?: Fact<StackFacts>;
  /** The exporter's page, or the gate's. */
  readonly page?: Fact<GpuSeries>;
  readonly prometheus?: PrometheusFacts;
}
