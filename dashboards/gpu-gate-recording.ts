// Recording rules of what the gate before the exporter tells: whether a GPU sleeps, and which process holds how much of its memory.
import { ASLEEP_SERIES } from '../shared/model/gpu-exporters/gate.ts';
import { GPU_QUANTITIES } from '../shared/model/gpu-exporters/quantities.ts';

/** Series of the gate are of a job that answers: what it said before it went is not how its GPUs are. */
const ANSWERS = 'and on (instance) up{job="nvidia-gpu-exporter"} == 1';

/** Each GPU of the gate's, 1. */
const PRESENT = 'max by (instance, pci) (odin_gpu_runtime_status) ^ 0';

/** The same with the labels that are known of it; after a start of Prometheus, what was known last. */
const SEEN_LAST =
  'topk by (instance, pci) (1, label_replace(timestamp(odin_gpu_device_info), "gpu", "$1", "index", "(.+)"))';

const LABELLED = [
  '* on (instance, pci) group_left (uuid, name, gpu)',
  `(${SEEN_LAST} ^ 0 or on (instance, pci) ${PRESENT})`,
  ANSWERS,
];

/** Asleep is what its runtime power management says last: two states are there for five minutes after a start of Prometheus. */
export const GPU_ASLEEP: readonly string[] = [
  '(',
  '  max by (instance, pci) (',
  `    timestamp(${ASLEEP_SERIES})`,
  '    == on (instance, pci) group_left () max by (instance, pci) (timestamp(odin_gpu_runtime_status))',
  '  ) ^ 0',
  '  or',
  `  ${PRESENT} * 0`,
  ')',
  ...LABELLED,
];

/** Asleep, or resting so that it can fall asleep: nobody asked it anything. */
export const GPU_LEFT_ALONE: readonly string[] = ['(max by (instance, pci) (odin_gpu_asked) == bool 0)', ...LABELLED];

/** Which GPUs are there, as the gate tells it also of those that sleep: what was unplugged has no status. */
export const GPU_INFO_OF_GATE =
  'topk by (instance, uuid) (1, max by (instance, uuid, name, gpu) (label_replace(timestamp(odin_gpu_device_info{uuid!=""}), "gpu", "$1", "index", "(.+)") and on (instance, pci) odin_gpu_runtime_status)) ^ 0';

const { lowest, highest } = GPU_QUANTITIES.gpuMemoryUsed;
const SAID = 'max by (instance, uuid, pid, process, pod_uid) (odin_gpu_process_memory_bytes)';
const HELD = `${SAID} >= ${lowest} <= ${highest}`;
/** One pod for each uid, whoever else tells of pods: another kube-state-metrics is often scraped by its annotation, and is the `pod` of each. */
const PODS =
  'topk by (pod_uid) (1, max by (pod_uid, namespace, pod) (label_replace(kube_pod_info{uid!="", exported_pod=""}, "pod_uid", "$1", "uid", "(.+)"))) ^ 0';

/** A process of no pod, and one whose pod is not known, have no `namespace` and `pod`. */
export const GPU_PROCESS_MEMORY: readonly string[] = [
  'max by (instance, uuid, pid, process, namespace, pod) (',
  `  (${HELD})`,
  '  * on (pod_uid) group_left (namespace, pod)',
  `  ${PODS}`,
  '  or on (instance, uuid, pid, process)',
  `  (${HELD})`,
  ')',
];

/** Such as no process can hold, by node. */
export const GPU_PROCESSES_DROPPED = `count by (instance) (${SAID} unless ${HELD})`;
