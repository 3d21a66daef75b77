// The metrics API, which K3s' metrics-server serves: what pods and the node use now. Nothing of it is stored.
// Source: https://github.com/kubernetes/metrics/blob/master/pkg/apis/metrics/v1beta1/types.go
import { Failure, methodNotAllowed } from '../store/failure.ts';
import { isObject, type Json, type JsonObject, listAt, objectAt, stringAt } from '../store/json.ts';
import { timestamp } from '../store/registry.ts';
import { type Resource, resourceOf } from '../store/resources.ts';
import type { Store } from '../store/store.ts';
import { matcherOf } from './read.ts';
import type { Target } from './request.ts';

/** Cores, and bytes of the working set. */
export interface Amounts {
  readonly cpuCores: number;
  readonly memoryBytes: number;
}

/** What is used at a time, in unix seconds. */
export interface UsageSource {
  container(container: JsonObject, seconds: number): Amounts;
  node(seconds: number): Amounts;
}

const GROUP = 'metrics.k8s.io';
const API_VERSION = `${GROUP}/v1beta1`;

/** It looks at the kubelets so often, and a pod has to run for as long before it is told of. */
const WINDOW_SECONDS = 15;

function row(kind: string, plural: string, namespaced: boolean): Resource {
  return {
    group: GROUP,
    version: 'v1beta1',
    kind,
    struct: kind,
    plural,
    // So metrics-server says.
    singular: '',
    namespaced,
    shortNames: [],
    categories: [],
    hasStatus: false,
    hasGeneration: false,
    verbs: ['get', 'list'],
    subresources: [],
  };
}

/** Its rows of discovery. */
export const METRICS_RESOURCES: readonly Resource[] = [
  row('NodeMetrics', 'nodes', false),
  row('PodMetrics', 'pods', true),
];

/** Whether a path leads there. */
export function isOfMetrics({ resource }: Target): boolean {
  return resource.group === GROUP;
}

/** The answer to a read; everything else is refused. `nowMs`: since the epoch. */
export function metricsAt(
  store: Store,
  target: Target,
  query: URLSearchParams,
  method: string,
  usage: UsageSource,
  nowMs: number,
): JsonObject {
  if (method !== 'GET') throw methodNotAllowed();
  const { resource, namespace, name } = target;
  const isPod = resource.kind === 'PodMetrics';
  const stored = store.list(resourceOf(isPod ? 'Pod' : 'Node'), namespace);
  const told = (object: JsonObject) => (isPod ? podMetrics(object, usage, nowMs) : [nodeMetrics(object, usage, nowMs)]);
  if (name !== '') {
    const found = stored.filter((it) => stringAt(it, 'metadata.name') === name).flatMap(told)[0];
    if (found === undefined) throw unknown(target);
    return found;
  }
  const items = stored.filter(matcherOf(target, query)).flatMap(told);
  return { kind: `${resource.kind}List`, apiVersion: API_VERSION, metadata: {}, items };
}

function podMetrics(pod: JsonObject, usage: UsageSource, nowMs: number): readonly JsonObject[] {
  const statuses = listAt(pod, 'status.containerStatuses');
  const running = listAt(pod, 'spec.containers').filter((container): container is JsonObject => {
    const status = statuses.find((it) => stringAt(it, 'name') === stringAt(container, 'name'));
    const since = Date.parse(stringAt(objectAt(status, 'state.running'), 'startedAt'));
    return isObject(container) && nowMs - since >= WINDOW_SECONDS * 1000;
  });
  if (running.length === 0) return [];
  const containers = running.map((container): Json => {
    return { name: stringAt(container, 'name'), usage: quantities(usage.container(container, nowMs / 1000)) };
  });
  return [{ ...headOf('PodMetrics', pod, nowMs), containers }];
}

function nodeMetrics(node: JsonObject, usage: UsageSource, nowMs: number): JsonObject {
  return { ...headOf('NodeMetrics', node, nowMs), usage: quantities(usage.node(nowMs / 1000)) };
}

function headOf(kind: string, object: JsonObject, nowMs: number): JsonObject {
  const { name = '', namespace, labels } = objectAt(object, 'metadata');
  const metadata = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    creationTimestamp: timestamp(new Date(nowMs)),
    ...(labels === undefined ? {} : { labels }),
  };
  const measuredAt = timestamp(new Date(nowMs - WINDOW_SECONDS * 1000));
  return { kind, apiVersion: API_VERSION, metadata, timestamp: measuredAt, window: `${WINDOW_SECONDS}.012s` };
}

function quantities({ cpuCores, memoryBytes }: Amounts): JsonObject {
  return { cpu: `${Math.round(cpuCores * 1e9)}n`, memory: `${Math.round(memoryBytes / 1024)}Ki` };
}

function unknown({ resource, namespace, name }: Target): Failure {
  const plural = resource.kind.toLowerCase();
  const asked = namespace === '' ? name : `${namespace}/${name}`;
  const details = { name: asked, group: GROUP, kind: plural };
  return new Failure(404, 'NotFound', `${plural}.${GROUP} "${asked}" not found`, details);
}
