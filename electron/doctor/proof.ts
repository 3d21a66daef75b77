// Proofs: what works at the end of the chain says that what it hangs on works, where that could not be read itself.
import type { DoctorEvidence } from '../../shared/model/doctor.ts';
import type { DoctorLinkName } from '../../shared/model/doctor-links.ts';
import { readOf } from '../node-files/fact.ts';
import type { Facts, GpuSeries } from './facts.ts';
import { gpuCount, seen } from './finding.ts';
import { NVIDIA_CLASS, tellingHandler } from './handlers.ts';

interface Proof {
  readonly sentence: string;
  readonly evidence: readonly DoctorEvidence[];
}

export function proofOf(name: DoctorLinkName, facts: Facts): Proof | undefined {
  const reads = readsGpu(facts);
  switch (name) {
    case 'driver':
      return reads ?? toldByDriver(facts);
    case 'deviceFiles':
      return reads ?? readBefore(facts);
    case 'toolkit':
      return reads ?? startedPod(facts) ?? foundByK3s(facts);
    case 'containerd':
    case 'runtimeClass':
    case 'handler':
      return reads ?? startedPod(facts);
    case 'exporter':
    case 'target':
      return inPrometheus(facts);
    default:
      return undefined;
  }
}

/** The exporter has read the GPU. */
function readsGpu({ page, prometheus }: Facts): Proof | undefined {
  for (const fact of [page, prometheus?.series]) {
    const series = readOf(fact);
    if (fact === undefined || series === undefined || !isReading(series)) continue;
    return {
      sentence: 'It works: the exporter reads the GPU by it.',
      evidence: [seen(fact, `tells of ${gpuCount(series.gpus)}`)],
    };
  }
  return undefined;
}

function inPrometheus({ prometheus }: Facts): Proof | undefined {
  const series = readOf(prometheus?.series);
  if (prometheus === undefined || series === undefined || !isReading(series)) return undefined;
  return {
    sentence: 'It works: Prometheus has its series.',
    evidence: [seen(prometheus.series, `tells of ${gpuCount(series.gpus)}`)],
  };
}

function isReading({ gpus, collected, problems }: GpuSeries): boolean {
  return gpus > 0 && collected !== false && problems.length === 0;
}

/** The number that a GPU has for nvidia-smi is known by it alone, and kept. */
function readBefore({ page, prometheus }: Facts): Proof | undefined {
  const fact = [page, prometheus?.series].find((one) => readOf(one)?.wasRead === true);
  return fact === undefined
    ? undefined
    : {
        sentence: 'It works: the exporter has read the GPU by it.',
        evidence: [seen(fact, 'odin_gpu_device_info with an index')],
      };
}

/** While a GPU sleeps, its driver still tells of it in /proc. */
function toldByDriver({ page, prometheus }: Facts): Proof | undefined {
  const fact = [page, prometheus?.series].find((one) => readOf(one)?.hasDriver === true);
  return fact === undefined
    ? undefined
    : { sentence: 'It is loaded: it tells the gate of its GPUs.', evidence: [seen(fact, 'odin_gpu_device_info')] };
}

function startedPod({ cluster }: Facts): Proof | undefined {
  const workloads = [readOf(cluster?.exporter) ?? [], readOf(cluster?.plugins) ?? []].flat();
  for (const { namespace, runtimeClass, pods } of workloads) {
    const pod = pods.find(({ isRunning }) => isRunning);
    if (runtimeClass !== 'nvidia' || pod === undefined) continue;
    return {
      sentence: 'It works: a pod was started by it.',
      evidence: [seen({ from: `Pod ${namespace}/${pod.name}` }, 'runs with RuntimeClass nvidia')],
    };
  }
  return undefined;
}

/** A node has the handler because K3s found the toolkit's runtime at its start. */
function foundByK3s({ cluster }: Facts): Proof | undefined {
  const evidence = tellingHandler(readOf(cluster?.nodes) ?? [], NVIDIA_CLASS);
  return evidence === undefined
    ? undefined
    : { sentence: 'It was found when K3s started: the node has its handler.', evidence: [evidence] };
}
