// The row of the GPU dashboard on who uses it: processes, pods, games.
import * as units from '@grafana/grafana-foundation-sdk/units';
import { GPU, NAME } from './gpu-state.ts';
import { chart } from './house/charts.ts';
import type { Row } from './house/dashboard.ts';
import { linkTo } from './house/links.ts';
import { query } from './house/query.ts';
import { table } from './house/table.ts';

/** By process where the gate may look for them, and by what was asked for. */
export const users: Row = {
  title: 'Who uses it',
  isClosed: true,
  panels: [
    chart({
      title: 'Who held the memory',
      description:
        'GPU memory by pod, and by process of the machine itself: games and desktop programs. Told with the setting gpu.processes; what the driver keeps for itself is not in it.',
      unit: units.BytesIEC,
      span: 24,
      stacked: true,
      legend: 'table',
      queries: [
        query(
          `sum by (instance, name, gpu, namespace, pod) (odin:gpu_process_memory:bytes{${GPU}, pod!=""})`,
          `{{namespace}}/{{pod}} · ${NAME}`,
        ),
        query(
          `sum by (instance, name, gpu, process) (odin:gpu_process_memory:bytes{${GPU}, pod=""})`,
          `{{process}} · ${NAME}`,
        ),
      ],
    }),
    table({
      title: 'Processes',
      description:
        'What holds memory of a GPU now, also under time-slicing and in pods that never asked for a GPU. Without a pod it is a process of the machine itself. Told with the setting gpu.processes.',
      span: 24,
      height: 8,
      labels: {
        instance: 'Node',
        gpu: 'GPU',
        name: 'Product',
        process: 'Process',
        pid: 'PID',
        namespace: 'Namespace',
        pod: 'Pod',
      },
      links: { namespace: linkTo('This namespace', 'odin-workloads', 'namespace') },
      sortBy: 'Memory',
      columns: [
        {
          title: 'Memory',
          unit: units.BytesIEC,
          expr: `max by (instance, gpu, name, process, pid, namespace, pod) (odin:gpu_process_memory:bytes{${GPU}})`,
        },
      ],
    }),
    table({
      title: 'Pods',
      description:
        'Running pods that asked for nvidia.com/gpu, which component nvidia-device-plugin hands out. What sees a GPU without asking, or runs beside the cluster, is not here: the table above has it.',
      span: 24,
      height: 8,
      labels: { node: 'Node', namespace: 'Namespace', pod: 'Pod' },
      links: { namespace: linkTo('This namespace', 'odin-workloads', 'namespace') },
      sortBy: 'GPUs',
      columns: [
        {
          title: 'GPUs',
          unit: units.Short,
          expr: `
            sum by (node, namespace, pod) (kube_pod_container_resource_requests{resource="nvidia_com_gpu", node=~"$node"})
            and on (namespace, pod) kube_pod_status_phase{phase="Running"} == 1`,
        },
      ],
    }),
  ],
};
