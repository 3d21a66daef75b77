// For tests: a cluster's answers as one node with a GPU gives them, each of which a test may change.

import { ApiError } from '../../kube/api-error.ts';
import type { KubeClient, KubeRequest, KubeResponse } from '../../kube/client.ts';

/** Path → the items of its list, or the text of a log; an error is thrown. */
export type Answers = Readonly<Record<string, readonly object[] | string | Error>>;

export const NODES = '/api/v1/nodes';
export const CLASSES = '/apis/node.k8s.io/v1/runtimeclasses';
export const SETS = '/apis/apps/v1/daemonsets';
export const PODS = '/api/v1/pods';
const OWN = '/api/v1/namespaces/monitoring';
export const OWN_PODS = `${OWN}/pods`;
export const OWN_EVENTS = `${OWN}/events`;
export const EXPORTER_LOG = `${OWN}/pods/nvidia-gpu-exporter-x/log`;

export interface NodeLike {
  readonly handlers?: readonly string[];
  readonly runtime?: string;
  readonly gpus?: Readonly<Record<string, string>>;
  readonly allocatable?: Readonly<Record<string, string>>;
}

export function node({
  handlers,
  runtime = 'containerd://2.1.5-k3s1',
  gpus = {},
  allocatable = gpus,
}: NodeLike = {}): object {
  return {
    metadata: { name: 'blade', labels: { 'kubernetes.io/os': 'linux' } },
    status: {
      addresses: [{ type: 'InternalIP', address: '192.0.2.7' }],
      nodeInfo: { containerRuntimeVersion: runtime },
      capacity: { cpu: '32', ...gpus },
      allocatable: { cpu: '32', ...allocatable },
      ...(handlers === undefined ? {} : { runtimeHandlers: handlers.map((name) => ({ name })) }),
    },
  };
}

export interface SetLike {
  readonly name?: string;
  readonly namespace?: string;
  readonly image?: string;
  readonly ready?: number;
  readonly desired?: number;
  readonly runtimeClass?: string | null;
}

export function daemonSet({
  name = 'nvidia-gpu-exporter',
  namespace = 'monitoring',
  image = 'x',
  ready = 1,
  desired = 1,
  runtimeClass = 'nvidia',
}: SetLike = {}): object {
  return {
    metadata: { name, namespace, labels: {} },
    spec: {
      selector: { matchLabels: { 'app.kubernetes.io/name': name } },
      template: {
        spec: { ...(runtimeClass === null ? {} : { runtimeClassName: runtimeClass }), containers: [{ name, image }] },
      },
    },
    status: { desiredNumberScheduled: desired, numberReady: ready },
  };
}

export const PLUGIN = { name: 'nvidia-device-plugin', image: 'nvcr.io/nvidia/k8s-device-plugin:v0.20.1' };

export interface PodLike {
  readonly name?: string;
  readonly isReady?: boolean;
  /** Of its container. */
  readonly state?: object;
}

export function pod({ name = 'nvidia-gpu-exporter-x', isReady = true, state }: PodLike = {}): object {
  const usual = isReady ? { running: {} } : { waiting: { reason: 'ContainerCreating' } };
  return {
    metadata: { name, namespace: 'monitoring' },
    spec: { containers: [{ name: name.replace(/-x$/, ''), ports: [{ name: 'http', containerPort: 9835 }] }] },
    status: {
      conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }],
      containerStatuses: [{ state: state ?? usual }],
    },
  };
}

export const warning = (reason: string, message: string) => ({
  metadata: { name: reason, creationTimestamp: '2026-11-29T10:00:00Z' },
  type: 'Warning',
  reason,
  message,
});

/** A pod that asks for GPUs. */
export const asking = (name: string, resource: string, unschedulable?: string) => ({
  metadata: { name, namespace: 'default' },
  spec: { containers: [{ resources: { limits: { [resource]: '1' } } }] },
  status: {
    phase: unschedulable === undefined ? 'Running' : 'Pending',
    conditions: [
      { type: 'PodScheduled', status: unschedulable === undefined ? 'True' : 'False', message: unschedulable ?? '' },
    ],
  },
});

export const WELL: Answers = {
  [NODES]: [node({ handlers: ['', 'runc', 'nvidia'] })],
  [CLASSES]: [{ metadata: { name: 'nvidia' }, handler: 'nvidia' }],
  [SETS]: [daemonSet()],
  [OWN_PODS]: [pod()],
  [OWN_EVENTS]: [],
  [EXPORTER_LOG]: 'listening\n',
  [PODS]: [],
  '/apis/networking.k8s.io/v1/namespaces/monitoring/networkpolicies': [
    {
      metadata: { name: 'nvidia-gpu-exporter' },
      spec: { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'nvidia-gpu-exporter' } } },
    },
  ],
};

/** Answers these, and 404 to all else. Where pods or events are asked for by name, those of that name alone. */
export function clientOf(answers: Answers): KubeClient {
  return {
    server: 'https://api.test',
    request: async <T>({ path, query }: KubeRequest): Promise<KubeResponse<T>> => {
      const { [path]: answer } = answers;
      if (answer instanceof Error) throw answer;
      if (answer === undefined) throw new ApiError(404, `${path} is not there.`);
      if (typeof answer === 'string') return { status: 200, body: answer as T, warnings: [] };
      const wanted = /app\.kubernetes\.io\/name=([\w-]+)/.exec(String(query?.labelSelector ?? ''))?.[1];
      const items = answer.filter((one) => wanted === undefined || JSON.stringify(one).includes(`"name":"${wanted}-`));
      return { status: 200, body: { metadata: {}, items } as T, warnings: [], values: 1 };
    },
    lines: () => {
      throw new Error('asked for lines');
    },
    websocket: () => Promise.reject(new Error('asked for a WebSocket')),
    close: async () => {},
  };
}
