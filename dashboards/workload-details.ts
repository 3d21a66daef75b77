// The rows of the workloads dashboard below the workloads themselves: pods, network, volumes, the cluster's room.
import * as units from '@grafana/grafana-foundation-sdk/units';
import { chart } from './house/charts.ts';
import type { Row } from './house/dashboard.ts';
import { COLORS, highIsBad, LEVELS } from './house/levels.ts';
import { bars } from './house/numbers.ts';
import { query } from './house/query.ts';
import { table } from './house/table.ts';
import { OF_WORKLOAD, POD } from './workload-selectors.ts';

export const pods: Row = {
  title: 'Pods',
  panels: [
    chart({
      title: 'Pods by phase',
      description:
        'Pending: waits for a node, an image or a volume. Failed and Succeeded: ended, and kept to be looked at.',
      unit: units.Short,
      span: 8,
      stacked: true,
      colors: {
        '/^Running$/': COLORS.good,
        '/^Succeeded$/': COLORS.plain,
        '/^Pending$/': COLORS.look,
        '/^(Failed|Unknown)$/': COLORS.bad,
      },
      queries: [
        query(
          `sum by (phase) (
             max by (namespace, pod, phase) (kube_pod_status_phase{${POD}})
             * on (namespace, pod) group_left () max by (namespace, pod) (odin:pod_workload:info{${POD}, workload=~"$workload"})
           )`,
          '{{phase}}',
        ),
      ],
    }),
    chart({
      title: 'Restarts',
      description: 'Of containers, within the hour before each moment.',
      unit: units.Short,
      span: 8,
      decimals: 0,
      queries: [
        query(
          `sum by (namespace, workload) (
             sum by (namespace, pod) (increase(kube_pod_container_status_restarts_total{${POD}}[1h])) ${OF_WORKLOAD}
           ) > 0`,
          '{{namespace}} · {{workload}}',
        ),
      ],
    }),
    table({
      title: 'What pods wait for',
      description: 'Containers that do not run, and the reason that the kubelet gives. No data: none waits.',
      span: 8,
      height: 8,
      labels: { namespace: 'Namespace', pod: 'Pod', container: 'Container', reason: 'Reason' },
      sortBy: 'Reason',
      hidden: ['Waits'],
      columns: [
        {
          title: 'Waits',
          unit: units.Short,
          expr: `max by (namespace, pod, container, reason) (kube_pod_container_status_waiting_reason{${POD}}) == 1`,
        },
      ],
    }),
  ],
};

/** A pod's network is its own, so that cAdvisor's series of it have no container; on the host's network they are the node's. */
const traffic = (direction: 'receive' | 'transmit') => `
  sum by (namespace, workload) (
    (
      sum by (namespace, pod) (rate(container_network_${direction}_bytes_total{${POD}, interface!="lo"}[$__rate_interval]))
      unless on (namespace, pod) kube_pod_info{${POD}, host_network="true"}
    ) ${OF_WORKLOAD}
  ) * 8`;

export const network: Row = {
  title: 'Network',
  isClosed: true,
  panels: [
    chart({
      title: 'Traffic by workload',
      description:
        'What pods received is above the line, what they sent below. Pods on the host’s network are left out: the node’s traffic is theirs and everybody’s.',
      unit: units.BitsPerSecondSI,
      span: 24,
      legend: 'table',
      below: '/ · sent$/',
      queries: [
        query(traffic('receive'), '{{namespace}} · {{workload}} · received'),
        query(traffic('transmit'), '{{namespace}} · {{workload}} · sent'),
      ],
    }),
  ],
};

export const storage: Row = {
  title: 'Volumes',
  isClosed: true,
  panels: [
    bars({
      title: 'Volumes in use',
      description:
        'Part of each volume that is full. Volumes that are a folder of a node’s disk, as K3s’ own, have no space of their own: see the node’s disks.',
      unit: units.PercentUnit,
      span: 12,
      max: 1,
      decimals: 0,
      levels: LEVELS.disk,
      queries: [query(`1 - odin:volume_free:ratio{${POD}}`, '{{namespace}} · {{persistentvolumeclaim}}')],
    }),
    table({
      title: 'Claims',
      description: 'What was asked for, by claim, and whether there is a volume for it.',
      span: 12,
      height: 8,
      labels: { namespace: 'Namespace', persistentvolumeclaim: 'Claim', phase: 'Phase' },
      sortBy: 'Requested',
      columns: [
        {
          title: 'Requested',
          unit: units.BytesIEC,
          expr: `
            max by (namespace, persistentvolumeclaim) (kube_persistentvolumeclaim_resource_requests_storage_bytes{${POD}})
            * on (namespace, persistentvolumeclaim) group_right ()
            (max by (namespace, persistentvolumeclaim, phase) (kube_persistentvolumeclaim_status_phase{${POD}}) == 1)`,
        },
      ],
    }),
  ],
};

const requested = (resource: 'cpu' | 'memory') => `
  sum by (node) (max by (namespace, pod, container, node) (kube_pod_container_resource_requests{resource="${resource}", node!=""}))
  / on (node) max by (node) (kube_node_status_allocatable{resource="${resource}"})`;

export const cluster: Row = {
  title: 'Room in the cluster',
  isClosed: true,
  panels: [
    bars({
      title: 'CPU requested',
      description:
        'Part of what each node can give that its pods have asked for. At 1, no pod that asks for CPU finds a place there.',
      unit: units.PercentUnit,
      span: 8,
      max: 1,
      decimals: 0,
      levels: highIsBad(0.8, 0.95),
      queries: [query(requested('cpu'), '{{node}}')],
    }),
    bars({
      title: 'Memory requested',
      description:
        'Part of what each node can give that its pods have asked for. At 1, no pod that asks for memory finds a place there.',
      unit: units.PercentUnit,
      span: 8,
      max: 1,
      decimals: 0,
      levels: highIsBad(0.8, 0.95),
      queries: [query(requested('memory'), '{{node}}')],
    }),
    bars({
      title: 'Pods',
      description: 'Part of the pods that each node may have. K3s allows 110.',
      unit: units.PercentUnit,
      span: 8,
      max: 1,
      decimals: 0,
      levels: highIsBad(0.8, 0.95),
      queries: [
        query(
          `count by (node) (max by (namespace, pod, node) (kube_pod_info{node!=""}))
           / on (node) max by (node) (kube_node_status_allocatable{resource="pods"})`,
          '{{node}}',
        ),
      ],
    }),
  ],
};
