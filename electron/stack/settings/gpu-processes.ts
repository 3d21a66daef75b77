// The processes on GPUs, and the pods that they are of: the exporter tells the first, and the gate before it finds the second.
import { maySleep } from '../../../shared/model/settings/gpu.ts';
import type { StackSettings } from '../../../shared/model/stack-settings.ts';
import { valueAt, withValueAt } from '../manifests/at-path.ts';
import { type Container, POD_SPEC, withContainers, withVariable } from '../manifests/edit.ts';
import { GATE, hasGate } from './gpu-sleep.ts';
import type { Setting } from './setting.ts';

/** The pids that the driver tells are the machine's. What else it reads there, /proc/PID/cgroup, is not labelled for containers. */
export const gpuProcesses: Setting = (objects, { gpu }) =>
  gpu.processes && maySleep(gpu)
    ? objects.map((object) =>
        hasGate(object)
          ? withContainers(withValueAt(object, [...POD_SPEC, 'hostPID'], true), (container) =>
              container.name === GATE ? tellingPods(container) : withProcesses(container),
            )
          : object,
      )
    : objects;

/** A sentence where processes are asked for and the version of the stack has no gate. */
export const processesNote = (
  objects: Parameters<Setting>[0],
  { gpu }: Pick<StackSettings, 'gpu'>,
): readonly string[] =>
  gpu.processes && maySleep(gpu) && gpu.exporter !== 'none' && !objects.some(hasGate)
    ? ['gpu.processes does nothing before version 1.3.0 of the stack.']
    : [];

function withProcesses(container: Container): Container {
  return withValueAt(
    container,
    ['args'],
    [...(valueAt(container, ['args']) as readonly string[]), '--collect.compute-apps'],
  );
}

function tellingPods(container: Container): Container {
  const told = withVariable(container, 'GATE_PROCESSES', '1');
  return withValueAt(told, ['securityContext', 'seLinuxOptions'], { type: 'spc_t' });
}
