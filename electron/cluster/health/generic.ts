// Kinds that need no rule of their own, and those that ODIN has never heard of.
import { records, text } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
import { conditionOf, describeCondition, specOf, statusOf } from './conditions.ts';
import { current, type Diagnosis, failed, inProgress } from './diagnosis.ts';

/**
 * The conventions that kstatus reads off any object: Stalled, Reconciling, Ready, Available.
 * Source: https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md
 */
export function diagnoseGeneric(object: KubeObject): Diagnosis {
  const stalled = conditionOf(object, 'Stalled');
  if (stalled?.status === 'True') {
    const words = describeCondition(stalled);
    return failed('failed', `is stalled: ${words}`, [words], 0, { words });
  }
  const reconciling = conditionOf(object, 'Reconciling');
  if (reconciling?.status === 'True')
    return inProgress(describeCondition(reconciling), [describeCondition(reconciling)]);
  const ready = conditionOf(object, 'Ready') ?? conditionOf(object, 'Available');
  if (ready === undefined) return current('exists');
  if (ready.status === 'True') return current(ready.message || ready.type.toLowerCase());
  return inProgress(`not ${ready.type.toLowerCase()}: ${describeCondition(ready)}`, [describeCondition(ready)]);
}

/** Kinds that are as they are once written, whatever conditions they show (an Ingress needs no controller to exist). */
export function diagnoseStatic(): Diagnosis {
  return current('exists');
}

/** A Namespace. Its end is told by {@link diagnoseTerminating}. */
export function diagnoseNamespace(namespace: KubeObject): Diagnosis {
  const phase = text(statusOf(namespace).phase);
  return phase === 'Terminating' ? diagnoseTerminating(namespace) : current('active');
}

/** A CustomResourceDefinition: served, or its names taken by another. */
export function diagnoseDefinition(definition: KubeObject): Diagnosis {
  const names = conditionOf(definition, 'NamesAccepted');
  if (names?.status === 'False') {
    const words = describeCondition(names);
    return failed('config', `its names are not accepted: ${words}`, [words], 0, { words });
  }
  if (conditionOf(definition, 'Established')?.status === 'True') return current('established');
  return inProgress('waits to be established');
}

/** A PersistentVolume. */
export function diagnoseVolume(volume: KubeObject): Diagnosis {
  const phase = text(statusOf(volume).phase);
  if (phase !== 'Failed') return current(phase === '' ? 'exists' : phase.toLowerCase());
  const message = text(statusOf(volume).message);
  return failed('claim', `failed: ${message}`, [message], 0, { words: message });
}

/** A HorizontalPodAutoscaler is never waited for; what hinders it is told. */
export function diagnoseAutoscaler(autoscaler: KubeObject): Diagnosis {
  const active = conditionOf(autoscaler, 'ScalingActive');
  if (active?.status !== 'False') return current('exists');
  return current(`does not scale: ${describeCondition(active)}`, [describeCondition(active)]);
}

/** Anything that is being deleted, with what holds it. */
export function diagnoseTerminating(object: KubeObject): Diagnosis {
  const remaining = records(statusOf(object).conditions)
    .filter((condition) => condition.status === 'True')
    .filter((condition) => /Remaining|Failure/.test(text(condition.type)))
    .map((condition) => text(condition.message));
  const finalizers = [object.metadata.finalizers, specOf(object).finalizers]
    .flat()
    .filter((one) => typeof one === 'string');
  const held = finalizers.length === 0 ? 'is being deleted' : `is being deleted; held by ${finalizers.join(', ')}`;
  const reason = remaining.length === 0 ? held : `is being deleted: ${remaining.join(' ')}`;
  return { state: 'Terminating', reason, evidence: remaining };
}
