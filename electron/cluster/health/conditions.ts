// `status.conditions[]`, the part of a status that most kinds share.
import { type Json, record, records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';

/** One condition. `status` is `True`, `False` or `Unknown`. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** The condition of this type, if the object has it. */
export function conditionOf(object: KubeObject, type: string): Condition | undefined {
  const found = records(statusOf(object).conditions).find((condition) => condition.type === type);
  if (found === undefined) return undefined;
  return { type, status: text(found.status), reason: text(found.reason), message: text(found.message).trim() };
}

/** `Type: message`, or its reason where Kubernetes gave no message. */
export function describeCondition(condition: Condition): string {
  return condition.message || condition.reason || `${condition.type} is ${condition.status}`;
}

/** `status`. */
export function statusOf(object: KubeObject): Json {
  return record(object.status);
}

/** `spec`. */
export function specOf(object: KubeObject): Json {
  return record(object.spec);
}
