// Refusals to change a field once it is set, and the price of making the object anew.
import { record } from '../../../shared/json.ts';
import { type KubeObject, refOf } from '../../../shared/model/object.ts';
import type { ApiError } from '../../kube/api-error.ts';
import { isEqual } from '../fields/canonical.ts';
import { isKeptKind, saysKeep } from '../object/additions.ts';

/** How the validations of Kubernetes' own kinds say it; each has words of its own. */
const WORDS = /immutable|may not (be )?change|cannot change|updates to .*(are )?forbidden/i;

/** The fields that a refused change would have to change and cannot; undefined when (also) something else is wrong. */
export function immutableFieldsOf(error: ApiError): readonly string[] | undefined {
  const causes = error.body?.details?.causes ?? [];
  if (error.status !== 422 || causes.length === 0) return undefined;
  if (!causes.every(({ message }) => WORDS.test(message ?? ''))) return undefined;
  return [...new Set(causes.map(({ field }) => (field ?? '').replace(/^<nil>$/, '')).filter((field) => field !== ''))];
}

/** Whether an object may be deleted to be made anew: never what holds data or other people's objects, or says that it is to be kept. */
export function isReplaceable(object: KubeObject): boolean {
  const { apiVersion, kind } = object;
  return !isKeptKind(object) && !(kind === 'PersistentVolume' && apiVersion === 'v1') && !saysKeep(object);
}

/** A StatefulSet's pods stay and are taken up by its successor, unless that would not know them. */
export function staysOrphaned(before: KubeObject, wanted: KubeObject): boolean {
  const { kind, apiVersion } = refOf(before);
  if (kind !== 'StatefulSet' || !apiVersion.startsWith('apps/')) return false;
  return isEqual(record(before.spec).selector, record(wanted.spec).selector);
}

/** What a person should know before an object is made anew. */
export function dangerOfReplacing(before: KubeObject, wanted: KubeObject): string {
  const again = 'It is deleted and made anew';
  if (staysOrphaned(before, wanted)) return `${again}; its pods and volumes stay.`;
  switch (before.kind) {
    case 'Deployment':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'StatefulSet':
      return `${again}: its pods stop first.`;
    case 'Service':
      return `${again}: its address may change, and it does not answer in between.`;
    case 'Job':
    case 'Pod':
      return `${again}: what it does runs again.`;
    default:
      return `${again}.`;
  }
}
