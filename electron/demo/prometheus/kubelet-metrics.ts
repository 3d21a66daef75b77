// The series of the demo's kubelet and its cAdvisor: names and labels as the real ones have them.
import { type JsonObject, stringAt, valueAt } from '../store/json.ts';
import { quantityValue } from '../store/quantity.ts';
import { BOOTED_BEFORE_SECONDS } from './exporters.ts';
import type { KnownPod } from './pod-log.ts';
import { containerUsageAt, cpuSecondsOf, share } from './pod-usage.ts';
import type { Labels, Metric } from './value.ts';

const WEEK_SECONDS = 7 * 86_400;

/** `startSeconds` is when the demo's history begins. */
export function cadvisorMetrics(pods: readonly KnownPod[], startSeconds: number): readonly Metric[] {
  return [
    { name: 'container_scrape_error', labels: {}, at: () => 0 },
    ...pods.flatMap((pod) => ofPod(pod, startSeconds)),
  ];
}

function ofPod(pod: KnownPod, startSeconds: number): readonly Metric[] {
  const { namespace, name, uid, containers, from, to } = pod;
  const isThere = (seconds: number) => seconds >= from && (to === null || seconds < to);
  const bootSeconds = startSeconds - BOOTED_BEFORE_SECONDS;
  const slice = `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod${uid.replaceAll('-', '_')}.slice`;
  return containers.flatMap((container) => {
    const labels: Labels = {
      namespace,
      pod: name,
      container: container.name,
      image: container.image,
      id: `${slice}/cri-containerd-${container.name}.scope`,
      name: `${uid}-${container.name}`,
    };
    const cpu: Labels = { ...labels, cpu: 'total' };
    return [
      {
        name: 'container_cpu_usage_seconds_total',
        labels: cpu,
        at: cpuSecondsOf(container, bootSeconds, from),
        isThere,
      },
      {
        name: 'container_memory_working_set_bytes',
        labels,
        at: (seconds) => containerUsageAt(container, seconds).memoryBytes,
        isThere,
      },
    ];
  });
}

/**
 * `claims` are those that are bound. Each volume has a space of its own here, where K3s' local-path ones would tell the whole disk's:
 * a person looks around in what other clusters have, too.
 */
export function kubeletMetrics(claims: readonly JsonObject[]): readonly Metric[] {
  return claims.flatMap((claim): readonly Metric[] => {
    const namespace = stringAt(claim, 'metadata.namespace');
    const persistentvolumeclaim = stringAt(claim, 'metadata.name');
    const labels = { namespace, persistentvolumeclaim };
    const capacity = quantityValue(String(valueAt(claim, 'spec.resources.requests.storage') ?? '0'));
    // It fills up for a week, and what is old is deleted then.
    const isFull = (seconds: number) =>
      0.16 + 0.2 * share(persistentvolumeclaim) + (0.12 * (seconds % WEEK_SECONDS)) / WEEK_SECONDS;
    const used = (seconds: number) => Math.round(capacity * isFull(seconds));
    return [
      { name: 'kubelet_volume_stats_capacity_bytes', labels, at: () => capacity },
      { name: 'kubelet_volume_stats_used_bytes', labels, at: used },
      { name: 'kubelet_volume_stats_available_bytes', labels, at: (seconds) => capacity - used(seconds) },
    ];
  });
}
