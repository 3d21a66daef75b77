// Whether the stack's Loki is in the cluster, so that it can be asked for the past of logs. Pure.
import type { Overview } from '../../shared/model/overview.ts';

/** Undefined while nothing is known of the cluster. */
export function hasLoki(overview: Overview | null | undefined): boolean | undefined {
  return overview?.services.some(({ name, health }) => name === 'loki' && health.state !== 'NotFound');
}
