// Abilities of an object: the actions that its kind and state allow; whether this user may is known when one is tried.
import { integer, isRecord, record, records } from '../../shared/json.ts';
import type { Inspection } from '../../shared/model/inspection.ts';
import type { KubeObject } from '../../shared/model/object.ts';
import { podTemplateOf } from './pod-spec.ts';

/** See `Inspection`. */
export type Abilities = Extract<Inspection, { state: 'there' }>['can'];

const ROLLED = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);
const SCALED = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);

/** Of an object that is there. */
export function abilitiesOf(object: KubeObject): Abilities {
  const { kind, metadata } = object;
  const isControlled = metadata.ownerReferences?.some(({ controller }) => controller === true) === true;
  // What another controller made goes back to what that one wants.
  const scale = SCALED.has(kind) && !isControlled;
  return {
    restart: ROLLED.has(kind) || (kind === 'Pod' && isControlled),
    scale,
    shell: kind === 'Pod' && isRunning(object),
    logs: podTemplateOf(object) !== undefined && kind !== 'CronJob' && kind !== 'ReplicationController',
    ...(scale ? { replicas: integer(record(object.spec).replicas, 1) } : {}),
  };
}

/** Of one that has gone: nothing. */
export const NO_ABILITIES: Abilities = { restart: false, scale: false, shell: false, logs: false };

function isRunning({ status }: KubeObject): boolean {
  const { containerStatuses, initContainerStatuses } = record(status);
  return [containerStatuses, initContainerStatuses]
    .flatMap(records)
    .some(({ state }) => isRecord(record(state).running));
}
