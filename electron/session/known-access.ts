// The way to the Prometheus that the settings name, read once for as long as those settings are believed.
import type { ExistingPrometheus } from '../../shared/model/settings/existing-prometheus.ts';
import type { ServiceAccess } from '../cluster/service-access.ts';
import type { KubeClient } from '../kube/client.ts';
import { existingAccess } from './existing-access.ts';

/** Reads it when it is asked for; settings are believed for half a minute, so that a login that was renewed is read again then. */
export function knownAccess(
  client: KubeClient,
  existingPrometheus: (signal: AbortSignal) => Promise<ExistingPrometheus | undefined>,
): (signal: AbortSignal) => Promise<ServiceAccess | undefined> {
  const accesses = new WeakMap<ExistingPrometheus, ServiceAccess>();
  return async (signal) => {
    const existing = await existingPrometheus(signal);
    if (existing === undefined) return undefined;
    const known = accesses.get(existing);
    if (known !== undefined) return known;
    const access = await existingAccess(client, existing, signal);
    accesses.set(existing, access);
    return access;
  };
}
