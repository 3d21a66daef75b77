// Sets one condition in a list of them, as all of Kubernetes does: the time of transition moves only with the status.
import { isObject, type Json, stringAt } from '../store/json.ts';
import { timestamp } from '../store/registry.ts';

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number;
  readonly lastProbeTime?: null;
}

/** The list with this condition in it. `touched` names a time that moves with every change (`lastUpdateTime`). */
export function withCondition(conditions: readonly Json[], condition: Condition, touched?: string): readonly Json[] {
  const before = conditions.find((it) => stringAt(it, 'type') === condition.type);
  const now = timestamp();
  const isSame =
    isObject(before) &&
    Object.entries(condition).every(([key, value]) => before[key] === value) &&
    before.reason === condition.reason &&
    before.message === condition.message;
  if (isSame) return conditions;
  const isTransition = stringAt(before, 'status') !== condition.status;
  const next = {
    ...condition,
    lastTransitionTime: isTransition ? now : stringAt(before, 'lastTransitionTime'),
    ...(touched === undefined ? {} : { [touched]: now }),
  };
  if (before === undefined) return [...conditions, next];
  return conditions.map((it) => (it === before ? next : it));
}
