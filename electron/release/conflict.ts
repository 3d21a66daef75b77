// The API server's "somebody else manages this field", read from its refusal.
import type { ObjectRef } from '../../shared/model/object-ref.ts';
import type { FieldConflict } from '../../shared/model/plan.ts';
import { ApiError } from '../kube/api-error.ts';

/** The conflict in a refusal of server-side apply; undefined when it was refused for another reason. */
export function fieldConflictOf(ref: ObjectRef, error: unknown): FieldConflict | undefined {
  if (!(error instanceof ApiError) || error.status !== 409) return undefined;
  const causes = (error.body?.details?.causes ?? []).filter((cause) => cause.reason === 'FieldManagerConflict');
  if (causes.length === 0) return undefined;
  // `conflict with "kubectl-edit" using apps/v1` or `… with subresource "scale" using …`
  const managers = new Set(
    causes.map((cause) => /conflict with "([^"]+)"/.exec(cause.message ?? '')?.[1] ?? 'another manager'),
  );
  const fields = causes.map((cause) => cause.field ?? '').filter((field) => field !== '');
  return { ref, manager: [...managers].join(', '), fields: fields.map((field) => field.replace(/^\./, '')) };
}
