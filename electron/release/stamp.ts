// What an object became when the release applied it, as one short text. While what is wanted and what is there give the same
// text again, applying would change nothing, and the API server need not be asked.
import type { KubeObject } from '../../shared/model/object.ts';
import { records } from '../cluster/health/fields.ts';
import { canonical, hashOf } from './canonical.ts';

/** 128 bits: enough that no two states of one object share it. */
const LENGTH = 32;

/**
 * Covers all that is sent, all that is there, and who owns which of its fields; not status, which controllers move. Undefined
 * where the release wants a status itself.
 */
export function stampOf(body: KubeObject, live: KubeObject): string | undefined {
  if (body.status !== undefined) return undefined;
  const { status: _status, metadata, ...content } = live;
  const { resourceVersion: _version, generation: _generation, managedFields, ...named } = metadata;
  const owners = records(managedFields)
    .filter(({ subresource }) => subresource === undefined)
    .map(({ manager, operation, fieldsV1 }) => canonical({ manager, operation, fieldsV1 }))
    .sort();
  return hashOf({ body, content, metadata: named, owners }).slice(0, LENGTH);
}
