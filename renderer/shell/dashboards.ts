// The dashboards of the stack that can be opened by name. A unit test holds them to the stack's own.

interface Dashboard {
  readonly uid: string;
  readonly title: string;
  /** The part that it comes with; without one it is always there. */
  readonly part?: string;
}

export const DASHBOARDS: readonly Dashboard[] = [
  { uid: 'odin-overview', title: 'Overview' },
  { uid: 'odin-gpu', title: 'GPU' },
  { uid: 'odin-node', title: 'Node' },
  { uid: 'odin-workloads', title: 'Kubernetes workloads' },
  { uid: 'odin-prometheus', title: 'Prometheus' },
  { uid: 'odin-logs', title: 'Logs', part: 'loki' },
];
