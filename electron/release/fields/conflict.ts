// The API server's "somebody else manages this field", read from its refusal.
import type { ObjectRef } from '../../../shared/model/object-ref.ts';
import type { FieldConflict } from '../../../shared/model/plan.ts';
import { ApiError } from '../../kube/api-error.ts';
import { FIELD_MANAGER } from './owned-fields.ts';

/** Whether server-side apply was refused for what others manage, Helm 3 among them. */
export function isFieldConflict(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 409 && causesOf(error).length > 0;
}

/**
 * The conflict in a refusal of server-side apply; undefined when it was refused for another reason, or only for what Helm 3
 * updated: under the release's own name, it is the release's.
 */
export function fieldConflictOf(ref: ObjectRef, error: unknown): FieldConflict | undefined {
  if (!isFieldConflict(error)) return undefined;
  const causes = causesOf(error).filter((cause) => managerIn(cause) !== FIELD_MANAGER);
  if (causes.length === 0) return undefined;
  const managers = new Set(causes.map(managerIn));
  const fields = causes.map((cause) => cause.field ?? '').filter((field) => field !== '');
  return { ref, manager: [...managers].join(', '), fields: fields.map((field) => field.replace(/^\./, '')) };
}

function causesOf(error: ApiError) {
  return (error.body?.details?.causes ?? []).filter((cause) => cause.reason === 'FieldManagerConflict');
}

/** `conflict with "kubectl-edit" using apps/v1` or `… with subresource "scale" using …` */
function managerIn({ message = '' }: { readonly message?: string }): string {
  return /conflict with "([^"]+)"/.exec(message)?.[1] ?? 'another manager';
}
