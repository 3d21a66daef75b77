// Reads of a cluster what the chain needs: nodes, RuntimeClasses, the workloads of GPUs, who has them, the policies before them.
import { record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import type { KubeClient } from '../../kube/client.ts';
import { listAll } from '../../kube/list-all.ts';
import { readOf } from '../../node-files/fact.ts';
import { factOf } from '../../node-files/fact-of.ts';
import type { ClusterFacts, GpuPod, NodeFacts } from '../facts.ts';
import { isPlugin, readWorkload } from './workloads.ts';

const NVIDIA = 'nvidia.com/';
/** Of GPU Operator. */
const OPERATORS_TOOLKIT = 'nvidia-container-toolkit-daemonset';
const NODES = '/api/v1/nodes';
const CLASSES = '/apis/node.k8s.io/v1/runtimeclasses';
const DAEMON_SETS = '/apis/apps/v1/daemonsets';
const PODS = '/api/v1/pods';

/** Where the stack is, and which of its exporters may be there. */
export interface ClusterSubject {
  readonly client: KubeClient;
  readonly namespace: string;
  readonly exporters: readonly string[];
}

/** What was read, and the nodes as they are; none where they may not be read. */
export interface ClusterReading {
  readonly facts: ClusterFacts;
  readonly nodes: readonly KubeObject[];
}

/** A list that may not be read is a fact that says so. Throws only where `signal` was aborted. */
export async function readCluster(subject: ClusterSubject, signal: AbortSignal): Promise<ClusterReading> {
  const { client, namespace, exporters } = subject;
  const list = async (path: string) => (await listAll(client, { path }, signal)).objects;
  const [nodes, runtimeClasses, sets, policies] = await Promise.all([
    factOf(NODES, signal, () => list(NODES)),
    factOf(CLASSES, signal, async () =>
      (await list(CLASSES)).map((one) => ({ name: one.metadata.name, handler: text(one.handler) })),
    ),
    factOf(DAEMON_SETS, signal, () => list(DAEMON_SETS)),
    policiesIn(client, namespace, exporters, signal),
  ]);
  const told = readOf(nodes)?.map(nodeOf);
  const isOffered = told?.some(({ capacity }) => Object.keys(capacity).length > 0) === true;
  const of = async <T>(read: (objects: readonly KubeObject[]) => Promise<T>) => {
    const objects = readOf(sets);
    return objects === undefined
      ? (sets as { from: string; unread: string })
      : factOf(DAEMON_SETS, signal, () => read(objects));
  };
  const [exporter, plugins, hasOperator, gpuPods] = await Promise.all([
    of(async (objects) => {
      const found = objects.find(
        ({ metadata }) => metadata.namespace === namespace && exporters.includes(metadata.name),
      );
      return found === undefined ? null : readWorkload(client, found, signal);
    }),
    of((objects) =>
      Promise.all(
        objects
          .filter(isPlugin)
          .slice(0, 5)
          .map((one) => readWorkload(client, one, signal)),
      ),
    ),
    of(async (objects) =>
      objects.some(
        ({ metadata }) =>
          metadata.name === OPERATORS_TOOLKIT || metadata.labels?.['app.kubernetes.io/managed-by'] === 'gpu-operator',
      ),
    ),
    // Without GPUs to have, nobody has one: then a list of all pods is not asked for.
    factOf(PODS, signal, async () => (isOffered ? gpuPodsOf(await list(PODS)) : [])),
  ]);
  return {
    facts: {
      nodes: told === undefined ? (nodes as { from: string; unread: string }) : { from: NODES, value: told },
      runtimeClasses,
      exporter,
      plugins,
      hasOperator,
      gpuPods,
      policies,
    },
    nodes: readOf(nodes) ?? [],
  };
}

function nodeOf({ metadata, status }: KubeObject): NodeFacts {
  const { nodeInfo, runtimeHandlers, capacity, allocatable } = record(status);
  const handlers = records(runtimeHandlers).map(({ name }) => text(name));
  return {
    name: metadata.name,
    runtime: text(record(nodeInfo).containerRuntimeVersion),
    handlers: handlers.length === 0 ? undefined : handlers,
    labels: Object.fromEntries(Object.entries(metadata.labels ?? {}).filter(([key]) => key.startsWith(NVIDIA))),
    capacity: amountsIn(capacity),
    allocatable: amountsIn(allocatable),
  };
}

function amountsIn(resources: unknown): Readonly<Record<string, number>> {
  const own = Object.entries(record(resources)).filter(([key]) => key.startsWith(NVIDIA));
  return Object.fromEntries(own.map(([key, value]) => [key, Number(value) || 0]));
}

function gpuPodsOf(pods: readonly KubeObject[]): readonly GpuPod[] {
  return pods.flatMap(({ metadata, spec, status }) => {
    const { phase, conditions } = record(status);
    if (phase !== 'Running' && phase !== 'Pending') return [];
    const limits = records(record(spec).containers).flatMap(({ resources }) =>
      Object.entries(amountsIn(record(resources).limits)),
    );
    const [[resource, count] = []] = limits;
    if (resource === undefined || count === undefined || count === 0) return [];
    const scheduled = records(conditions).find(({ type }) => type === 'PodScheduled');
    const message = scheduled?.status === 'False' ? text(scheduled.message) : undefined;
    const { namespace = '', name } = metadata;
    return [{ namespace, name, resource, count, isPending: phase === 'Pending', unschedulable: message }];
  });
}

function policiesIn(client: KubeClient, namespace: string, exporters: readonly string[], signal: AbortSignal) {
  const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
  return factOf(path, signal, async () => {
    const { objects } = await listAll(client, { path }, signal);
    const names = [...exporters, 'prometheus'];
    const chosen = objects.filter(({ spec }) => {
      const labels = record(record(record(spec).podSelector).matchLabels);
      const name = labels['app.kubernetes.io/name'];
      return name === undefined || names.includes(text(name));
    });
    return chosen.map(({ metadata }) => metadata.name);
  });
}
