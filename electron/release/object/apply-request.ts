// The one request that changes an object: server-side apply, strict.
import type { KubeRequest } from '../../kube/client.ts';
import { objectPath } from '../../kube/discovery.ts';
import { FIELD_MANAGER } from '../fields/owned-fields.ts';
import type { Wanted } from './entry.ts';

export interface ApplyOptions {
  /** Everything but storing it. */
  readonly dryRun?: boolean;
  /** Takes fields away from other managers. */
  readonly force?: boolean;
  /** Refused (409) where the object has another `resourceVersion` by then. */
  readonly version?: string;
}

/** The request that applies (or, for `create`, makes) a wanted object. */
export function applyRequest({ ref, resource, body, mode }: Wanted, options: ApplyOptions = {}): KubeRequest {
  const query = {
    fieldManager: FIELD_MANAGER,
    fieldValidation: 'Strict',
    ...(options.dryRun === true ? { dryRun: 'All' } : {}),
  };
  if (mode === 'create') return { method: 'POST', path: objectPath(resource, ref.namespace), query, body };
  return {
    method: 'PATCH',
    path: objectPath(resource, ref.namespace, ref.name),
    query: { ...query, force: options.force === true },
    contentType: 'application/apply-patch+yaml', // JSON is YAML
    body:
      options.version === undefined
        ? body
        : { ...body, metadata: { ...body.metadata, resourceVersion: options.version } },
  };
}
