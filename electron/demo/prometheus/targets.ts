// The targets of the demo cluster's Prometheus: its own configuration, read from its ConfigMap and followed to the letter.
import { parse } from 'yaml';
import { type Json, type JsonObject, listAt, objectAt, stringAt, valueAt } from '../store/json.ts';
import { resourceOf } from '../store/resources.ts';
import type { Store } from '../store/store.ts';
import { parseDuration } from './parse.ts';
import { relabel } from './relabel.ts';
import type { Labels } from './value.ts';

/** One scraped address. */
export interface Target {
  readonly job: string;
  readonly labels: Labels;
  /** Before relabelling, as `discoveredLabels`. */
  readonly discovered: Labels;
  readonly url: string;
  readonly address: string;
  readonly interval: string;
  readonly intervalSeconds: number;
}

/** The Prometheus pod that runs and is ready, if there is one. */
export function findPrometheus(store: Store): JsonObject | undefined {
  return store
    .list(resourceOf('Pod'))
    .find((pod) => isImage(pod, 'prometheus/prometheus') && stringAt(pod, 'status.podIP') !== '');
}

/** Whether a container of the pod has an image whose name contains this. */
export function isImage(pod: JsonObject, part: string): boolean {
  return listAt(pod, 'spec.containers').some((container) => stringAt(container, 'image').includes(part));
}

/** All targets of a Prometheus pod. */
export function targetsOf(store: Store, prometheus: JsonObject): readonly Target[] {
  const namespace = stringAt(prometheus, 'metadata.namespace');
  const config = readConfig(store, prometheus, namespace);
  const usual = stringAt(config, 'global.scrape_interval') || '1m';
  return listAt(config, 'scrape_configs').flatMap((scrape) => {
    const job = stringAt(scrape, 'job_name');
    const interval = stringAt(scrape, 'scrape_interval') || usual;
    const found = listAt(scrape, 'kubernetes_sd_configs').flatMap((discovery) => discover(store, discovery, namespace));
    const fixed = listAt(scrape, 'static_configs').flatMap((group) =>
      listAt(group, 'targets').map((address) => ({ __address__: String(address) })),
    );
    return [...fixed, ...found].flatMap((meta) => {
      const discovered: Labels = {
        ...meta,
        job,
        __scheme__: stringAt(scrape, 'scheme') || 'http',
        __metrics_path__: stringAt(scrape, 'metrics_path') || '/metrics',
        __scrape_interval__: interval,
      };
      const labels = relabel(discovered, listAt(scrape, 'relabel_configs'));
      return labels === undefined ? [] : [targetFrom(job, discovered, labels, interval)];
    });
  });
}

function targetFrom(job: string, discovered: Labels, labels: Labels, interval: string): Target {
  const address = labels.__address__ ?? '';
  const own = Object.entries(labels).filter(([label]) => !label.startsWith('__'));
  return {
    job,
    address,
    discovered,
    interval,
    intervalSeconds: parseDuration(interval) || 60,
    labels: { instance: address, ...Object.fromEntries(own) },
    url: `${labels.__scheme__ ?? 'http'}://${address}${labels.__metrics_path__ ?? '/metrics'}`,
  };
}

/** The file `prometheus.yml` in a ConfigMap that the pod mounts. */
function readConfig(store: Store, pod: JsonObject, namespace: string): Json {
  for (const volume of listAt(pod, 'spec.volumes')) {
    const name = stringAt(volume, 'configMap.name');
    const text = objectAt(store.get(resourceOf('ConfigMap'), namespace, name), 'data')['prometheus.yml'];
    if (typeof text !== 'string') continue;
    try {
      return parse(text) as Json;
    } catch {
      // A broken file: Prometheus would not start; it scrapes nothing.
      return {};
    }
  }
  return {};
}

function discover(store: Store, discovery: Json, namespace: string): readonly Labels[] {
  const isOwn = valueAt(discovery, 'namespaces.own_namespace') === true;
  const names = isOwn ? [namespace] : listAt(discovery, 'namespaces.names').map(String);
  const inScope = (object: JsonObject) => names.length === 0 || names.includes(stringAt(object, 'metadata.namespace'));
  switch (stringAt(discovery, 'role')) {
    case 'node':
      return store.list(resourceOf('Node')).map(nodeLabels);
    case 'pod':
      return store.list(resourceOf('Pod')).filter(inScope).flatMap(podTargets);
    case 'endpoints':
    case 'endpointslice':
      return store
        .list(resourceOf('EndpointSlice'))
        .filter(inScope)
        .flatMap((slice) => sliceTargets(store, slice));
    default:
      return [];
  }
}

function nodeLabels(node: JsonObject): Labels {
  const address = listAt(node, 'status.addresses').find((it) => stringAt(it, 'type') === 'InternalIP');
  return {
    __address__: `${stringAt(address, 'address')}:10250`,
    __meta_kubernetes_node_name: stringAt(node, 'metadata.name'),
    ...metaOf('node', node),
  };
}

function podLabels(pod: JsonObject): Labels {
  return {
    __meta_kubernetes_namespace: stringAt(pod, 'metadata.namespace'),
    __meta_kubernetes_pod_name: stringAt(pod, 'metadata.name'),
    __meta_kubernetes_pod_node_name: stringAt(pod, 'spec.nodeName'),
    __meta_kubernetes_pod_ip: stringAt(pod, 'status.podIP'),
    __meta_kubernetes_pod_phase: stringAt(pod, 'status.phase'),
    ...metaOf('pod', pod),
  };
}

function podTargets(pod: JsonObject): readonly Labels[] {
  const ip = stringAt(pod, 'status.podIP');
  return listAt(pod, 'spec.containers').flatMap((container) => {
    const ports = listAt(container, 'ports');
    const base = { ...podLabels(pod), __meta_kubernetes_pod_container_name: stringAt(container, 'name') };
    if (ports.length === 0) return [{ ...base, __address__: ip }];
    return ports.map((port) => ({
      ...base,
      __address__: `${ip}:${String(valueAt(port, 'containerPort'))}`,
      __meta_kubernetes_pod_container_port_name: stringAt(port, 'name'),
      __meta_kubernetes_pod_container_port_number: String(valueAt(port, 'containerPort')),
    }));
  });
}

function sliceTargets(store: Store, slice: JsonObject): readonly Labels[] {
  const namespace = stringAt(slice, 'metadata.namespace');
  const serviceName = String(objectAt(slice, 'metadata.labels')['kubernetes.io/service-name'] ?? '');
  const service = store.get(resourceOf('Service'), namespace, serviceName);
  return listAt(slice, 'endpoints').flatMap((endpoint) => {
    const pod = store.get(resourceOf('Pod'), namespace, stringAt(endpoint, 'targetRef.name'));
    return listAt(slice, 'ports').map((port) => ({
      ...(pod === undefined ? {} : podLabels(pod)),
      ...(service === undefined ? {} : metaOf('service', service)),
      __address__: `${String(listAt(endpoint, 'addresses')[0])}:${String(valueAt(port, 'port'))}`,
      __meta_kubernetes_namespace: namespace,
      __meta_kubernetes_service_name: serviceName,
      __meta_kubernetes_endpointslice_port_name: stringAt(port, 'name'),
      __meta_kubernetes_endpoint_port_name: stringAt(port, 'name'),
      __meta_kubernetes_endpointslice_endpoint_conditions_ready: String(valueAt(endpoint, 'conditions.ready')),
    }));
  });
}

/** Labels and annotations as meta labels. */
function metaOf(what: string, object: JsonObject): Labels {
  const entries = (['label', 'annotation'] as const).flatMap((part) =>
    Object.entries(objectAt(object, `metadata.${part}s`)).map(([key, value]) => {
      return [`__meta_kubernetes_${what}_${part}_${key.replace(/[^a-zA-Z0-9_]/g, '_')}`, String(value)];
    }),
  );
  return Object.fromEntries(entries) as Labels;
}
