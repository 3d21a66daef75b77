// The series that the stack's recording rules make of what the demo's gate tells. The rules themselves are not evaluated: these are what they come to.
import { listAt, objectAt, stringAt } from '../store/json.ts';
import { resourceOf } from '../store/resources.ts';
import type { Store } from '../store/store.ts';
import { GPU } from './gpu-day.ts';
import { type GpuSwitch, restAt } from './gpu-rest.ts';
import { GPU_WORK } from './gpu-work.ts';
import { findPrometheus } from './targets.ts';
import type { Metric } from './value.ts';

const LABELS = { uuid: GPU.uuid, name: GPU.name, gpu: '0' };

/** Without the labels of a target, which a recorded series has none of but `instance`. */
export function recordedMetrics(seesProcesses: boolean, offsetSeconds: number, gpuSwitch: GpuSwitch): Metric[] {
  const isAsked = (seconds: number) => restAt(seconds, offsetSeconds, gpuSwitch).isAsked;
  const leftAlone: Metric = {
    name: 'odin:gpu_left_alone:bool',
    labels: LABELS,
    at: (seconds) => Number(!isAsked(seconds)),
  };
  const held = GPU_WORK.map(
    ({ labels, memoryBytes, runsAt }): Metric => ({
      name: 'odin:gpu_process_memory:bytes',
      labels: { ...LABELS, pid: labels.pid ?? '', process: labels.process ?? '' },
      at: () => memoryBytes,
      isThere: (seconds) => isAsked(seconds) && runsAt(seconds + offsetSeconds),
    }),
  );
  return [leftAlone, ...(seesProcesses ? held : [])];
}

/** Whether a file of rules that Prometheus mounts has this one. */
export function isRecorded(store: Store, name: string): boolean {
  const prometheus = findPrometheus(store);
  const namespace = stringAt(prometheus, 'metadata.namespace');
  return listAt(prometheus, 'spec.volumes').some((volume) => {
    const config = store.get(resourceOf('ConfigMap'), namespace, stringAt(volume, 'configMap.name'));
    return Object.values(objectAt(config, 'data')).some(
      (text) => typeof text === 'string' && text.includes(`record: ${name}\n`),
    );
  });
}
