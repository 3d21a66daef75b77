// A stamp: the object as it was sent and as it became, as one short text. While what is wanted and what is there give the
// same text again, applying would change nothing, and the API server need not be asked.
import { type Json, record, records } from '../../../shared/json.ts';
import type { KubeObject } from '../../../shared/model/object.ts';
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
  const { resourceVersion: _version, generation: _generation, managedFields, annotations = {}, ...named } = metadata;
  const entries = records(managedFields);
  const reported = entries.filter(({ subresource }) => subresource !== undefined).flatMap(annotationsOf);
  const lasting = Object.entries(annotations).filter(([name]) => !reported.includes(name));
  const owners = entries
    .filter(({ subresource }) => subresource === undefined)
    .map(({ manager, operation, fieldsV1 }) => canonical({ manager, operation, fieldsV1 }))
    .sort();
  return hashOf({ body, content, metadata: named, annotations: Object.fromEntries(lasting), owners }).slice(0, LENGTH);
}

/** A controller that reports on an object may do so in annotations, too, as a Deployment's does with its revision. */
function annotationsOf({ fieldsV1 }: Json): readonly string[] {
  const fields = record(record(record(fieldsV1)['f:metadata'])['f:annotations']);
  return Object.keys(fields).flatMap((key) => (key.startsWith('f:') ? [key.slice(2)] : []));
}
