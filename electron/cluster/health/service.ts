// A Service: its address and, where they are watched, the endpoints behind it.
import { isRecord, record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { specOf, statusOf } from './conditions.ts';
import { bySeverity, current, type Diagnosis, failed, inProgress } from './diagnosis.ts';
import { isActive } from './finished.ts';
import { diagnosePod } from './pod.ts';
import { eventsOf, lastWarning, messageOf, type RelatedObjects } from './related.ts';

/** The health of a Service. Without watched EndpointSlices only what the Service says of itself counts. */
export function diagnoseService(service: KubeObject, related: RelatedObjects): Diagnosis {
  const spec = specOf(service);
  if (spec.type === 'ExternalName') return current(`stands for ${text(spec.externalName)}`);
  const ingress = records(record(statusOf(service).loadBalancer).ingress);
  if (spec.type === 'LoadBalancer' && ingress.length === 0) {
    const message = messageOf(lastWarning(eventsOf(related, service), 'SyncLoadBalancerFailed'));
    return inProgress(
      message === '' ? 'waits for a load balancer to give it an address' : `has no address: ${message}`,
    );
  }
  if (related.endpointSlices === undefined) return current('has its address');
  return endpoints(service, related.endpointSlices, related);
}

function endpoints(service: KubeObject, slices: readonly KubeObject[], related: RelatedObjects): Diagnosis {
  const { name, namespace } = service.metadata;
  const all = slices
    .filter(
      (slice) =>
        slice.metadata.namespace === namespace && slice.metadata.labels?.['kubernetes.io/service-name'] === name,
    )
    .flatMap((slice) => records(slice.endpoints));
  const ready = all.filter((endpoint) => record(endpoint.conditions).ready !== false).length;
  if (ready > 0) return current(`${ready} of ${all.length} ${all.length === 1 ? 'endpoint' : 'endpoints'} ready`);

  const selector = specOf(service).selector;
  if (!isRecord(selector)) return inProgress('no endpoint is ready');
  const pods = related.pods.filter(
    (pod) =>
      isActive(pod) &&
      pod.metadata.namespace === namespace &&
      Object.entries(selector).every(([key, value]) => pod.metadata.labels?.[key] === value),
  );
  if (pods.length === 0) return inProgress('no pod is behind it');
  const worst = pods.map((pod) => ({ ...diagnosePod(pod, related), pod: pod.metadata.name })).sort(bySeverity)[0];
  const reason = `no endpoint is ready: ${worst?.reason ?? ''}`;
  // Never certain by itself: the workload behind it knows whether waiting is pointless.
  if (worst === undefined) return inProgress(reason);
  const { state, cause, evidence, facts, pod } = worst;
  if (state === 'Failed') return { ...failed(cause ?? 'failed', reason, evidence, undefined, facts), pod };
  return { ...inProgress(reason, evidence, cause, facts), pod };
}
