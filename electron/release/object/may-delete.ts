// Changes after which the cluster itself deletes: an owner that there is not, claims that end with their pods.
import { record, records } from '../../../shared/json.ts';
import { isEqual } from '../fields/canonical.ts';

/** Whether data may be lost by making `after` of `before`. */
export function mayDelete(before: unknown, after: unknown): boolean {
  const [now, then] = [record(before), record(after)];
  const owners = (object: typeof now) => records(record(object.metadata).ownerReferences);
  if (owners(then).length > 0 && !isEqual(owners(now), owners(then))) return true;
  const retention = record(record(then.spec).persistentVolumeClaimRetentionPolicy);
  const replicas = (object: typeof now) => Number(record(object.spec).replicas ?? 1);
  return retention.whenScaled === 'Delete' && replicas(then) < replicas(now);
}
