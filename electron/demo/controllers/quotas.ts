// Keeps what each ResourceQuota says of the use of its namespace.
import { objectAt } from '../store/json.ts';
import { formatAmount, namespaceUsage } from '../store/quota.ts';
import { namespaceOf, type World } from './world.ts';

/** One pass over all quotas. */
export function reconcileQuotas(world: World): void {
  for (const quota of world.list('ResourceQuota')) {
    const hard = objectAt(quota, 'spec.hard');
    const usage = namespaceUsage(world.registry.store, namespaceOf(quota), Object.keys(hard));
    const used = Object.fromEntries(Object.keys(hard).map((key) => [key, formatAmount(key, usage[key] ?? 0)]));
    world.setStatus(quota, { hard, used });
  }
}
