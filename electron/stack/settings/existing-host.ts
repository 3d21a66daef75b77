// The name by which pods of the cluster call a Prometheus that is there already.
import type { ExistingPrometheus } from '../../../shared/model/settings/existing-prometheus.ts';

/** With `.svc` for TLS: certificates in a cluster, as those of cert-manager, seldom have the shorter name. */
export function existingHost({ namespace, service, scheme }: ExistingPrometheus): string {
  return scheme === 'https' ? `${service}.${namespace}.svc` : `${service}.${namespace}`;
}
