// Kubernetes workloads: what runs, whether it is healthy, what it uses beside what it asked for.
import * as units from '@grafana/grafana-foundation-sdk/units';
import { chart } from './house/charts.ts';
import { dashboard, type Row } from './house/dashboard.ts';
import { ANY_IS_BAD, ANY_IS_WORTH_A_LOOK, COLORS, PLAIN } from './house/levels.ts';
import { stat } from './house/numbers.ts';
import { query } from './house/query.ts';
import { choice } from './house/variables.ts';
import { cluster, network, pods, storage } from './workload-details.ts';
import { CONTAINER, OF_WORKLOAD, POD } from './workload-selectors.ts';
import { workloadTable } from './workload-table.ts';

const now: Row = {
  title: 'Now',
  panels: [
    stat({
      title: 'Pods',
      description: 'Pods that run or are about to.',
      unit: units.Short,
      span: 4,
      levels: PLAIN,
      queries: [
        query(
          `sum(max by (namespace, pod) (kube_pod_status_phase{${POD}, phase=~"Pending|Running"}) ${OF_WORKLOAD})`,
          'pods',
        ),
      ],
    }),
    stat({
      title: 'Not ready',
      description: 'Pods that are meant to run and are not ready.',
      unit: units.Short,
      span: 4,
      levels: ANY_IS_WORTH_A_LOOK,
      queries: [
        query(
          `sum(max by (namespace, pod) (kube_pod_status_phase{${POD}, phase=~"Pending|Running|Unknown"}) ${OF_WORKLOAD})
           - sum(max by (namespace, pod) (kube_pod_status_ready{${POD}, condition="true"}) ${OF_WORKLOAD})`,
          'not ready',
        ),
      ],
    }),
    stat({
      title: 'Restarts, last hour',
      description: 'How often containers were started again.',
      unit: units.Short,
      span: 4,
      decimals: 0,
      levels: ANY_IS_WORTH_A_LOOK,
      queries: [
        query(
          `sum(sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{${POD}}[1h])) ${OF_WORKLOAD})`,
          'restarts',
        ),
      ],
    }),
    stat({
      title: 'Ended for want of memory',
      description: 'Containers that were last ended because they reached their limit.',
      unit: units.Short,
      span: 4,
      levels: ANY_IS_BAD,
      queries: [
        query(
          `sum(max by (namespace, pod) (kube_pod_container_status_last_terminated_reason{${POD}, reason="OOMKilled"}) ${OF_WORKLOAD}) or vector(0)`,
          'containers',
        ),
      ],
    }),
    stat({
      title: 'Processors in use',
      description: 'By all chosen pods together; 1 is one processor.',
      unit: units.Short,
      span: 4,
      decimals: 2,
      levels: PLAIN,
      trend: true,
      queries: [
        query(
          `sum(sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{${CONTAINER}}[$__rate_interval])) ${OF_WORKLOAD})`,
          'in use',
        ),
      ],
    }),
    stat({
      title: 'Memory in use',
      description: 'By all chosen pods together: what counts against their limits.',
      unit: units.BytesIEC,
      span: 4,
      decimals: 1,
      levels: PLAIN,
      trend: true,
      queries: [
        query(
          `sum(sum by (namespace, pod) (container_memory_working_set_bytes{${CONTAINER}}) ${OF_WORKLOAD})`,
          'in use',
        ),
      ],
    }),
  ],
};

const usage: Row = {
  title: 'Use',
  panels: [
    chart({
      title: 'Processors',
      description: 'What each workload uses; 1 is one processor.',
      unit: units.Short,
      span: 12,
      decimals: 2,
      stacked: true,
      legend: 'table',
      queries: [
        query(
          `sum by (namespace, workload) (
             sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{${CONTAINER}}[$__rate_interval])) ${OF_WORKLOAD}
           )`,
          '{{namespace}} · {{workload}}',
        ),
      ],
    }),
    chart({
      title: 'Memory',
      description:
        'What each workload holds and cannot be taken away without harm: the working set, which counts against limits.',
      unit: units.BytesIEC,
      span: 12,
      stacked: true,
      legend: 'table',
      queries: [
        query(
          `sum by (namespace, workload) (
             sum by (namespace, pod) (container_memory_working_set_bytes{${CONTAINER}}) ${OF_WORKLOAD}
           )`,
          '{{namespace}} · {{workload}}',
        ),
      ],
    }),
    chart({
      title: 'Held back by a CPU limit',
      description:
        'Part of the scheduling periods in which a container had used up its CPU limit and had to wait. Without a limit there is nothing to see.',
      unit: units.PercentUnit,
      span: 12,
      max: 1,
      queries: [
        query(
          `max by (namespace, pod, container) (
             rate(container_cpu_cfs_throttled_periods_total{${CONTAINER}}[$__rate_interval])
             / (rate(container_cpu_cfs_periods_total{${CONTAINER}}[$__rate_interval]) > 0)
           )
           * on (namespace, pod) group_left () max by (namespace, pod) (odin:pod_workload:info{${POD}, workload=~"$workload"})`,
          '{{pod}} · {{container}}',
        ),
      ],
    }),
    chart({
      title: 'Nearest to its memory limit',
      description: 'The ten containers that use the greatest part of their limits. At 1 a container is ended.',
      unit: units.PercentUnit,
      span: 12,
      max: 1,
      levels: [
        { value: null, color: COLORS.good },
        { value: 0.9, color: COLORS.bad },
      ],
      queries: [
        query(
          `topk(10,
             max by (namespace, pod, container) (container_memory_working_set_bytes{${CONTAINER}})
             / on (namespace, pod, container)
             max by (namespace, pod, container) (kube_pod_container_resource_limits{${POD}, resource="memory"})
             * on (namespace, pod) group_left () max by (namespace, pod) (odin:pod_workload:info{${POD}, workload=~"$workload"})
           )`,
          '{{pod}} · {{container}}',
        ),
      ],
    }),
  ],
};

export const workloads = dashboard({
  uid: 'odin-workloads',
  title: 'ODIN / Kubernetes workloads',
  description: 'What runs in the cluster, whether it is healthy, and what it uses beside what it asked for.',
  alerts:
    'alertname=~"(Pod|Container|Deployment|StatefulSet|DaemonSet|Job|Volume|Quota|K3s|Kubelet).+|NodeNotReady|NodeCordoned|NodeUnderPressure", namespace=~"$namespace|"',
  variables: [
    choice('namespace', 'Namespace', 'odin:pod_workload:info', 'namespace'),
    choice('workload', 'Workload', 'odin:pod_workload:info{namespace=~"$namespace"}', 'workload'),
  ],
  rows: [now, { title: 'Workloads', panels: [workloadTable] }, usage, pods, network, storage, cluster],
});
