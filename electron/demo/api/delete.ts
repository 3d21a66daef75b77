// Deletes: one object or a collection, with their preconditions and what happens to dependents.
import { invalid } from '../store/failure.ts';
import { type JsonObject, numberAt, stringAt } from '../store/json.ts';
import type { DeleteOptions, Registry } from '../store/registry.ts';
import { RETURNS_DELETED } from '../store/strategy.ts';
import { readObject } from './body.ts';
import { readOptions } from './options.ts';
import { getObject, listObjects } from './read.ts';
import type { WriteAnswer, WriteRequest } from './write-request.ts';

export function deleteObject(registry: Registry, request: WriteRequest): WriteAnswer {
  const { target } = request;
  const { resource, name } = target;
  const options = readDeleteOptions(request);
  const live = getObject(registry.store, target);
  const [object, isGone] = registry.delete(resource, live, options);
  if (!isGone || RETURNS_DELETED.has(resource.struct)) return { code: 200, body: object, warnings: [] };
  const details = {
    name,
    ...(resource.group === '' ? {} : { group: resource.group }),
    kind: resource.plural,
    uid: stringAt(object, 'metadata.uid'),
  };
  return {
    code: 200,
    body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details },
    warnings: [],
  };
}

export function deleteCollection(registry: Registry, request: WriteRequest): WriteAnswer {
  const { target, query } = request;
  const options = readDeleteOptions(request);
  const list = listObjects(registry.store, target, query);
  for (const item of (list.items ?? []) as readonly JsonObject[]) {
    const at = { namespace: stringAt(item, 'metadata.namespace'), name: stringAt(item, 'metadata.name') };
    registry.delete(target.resource, getObject(registry.store, { ...target, ...at }), options);
  }
  return { code: 200, body: list, warnings: [] };
}

function readDeleteOptions(request: WriteRequest): DeleteOptions {
  const options = readOptions('DeleteOptions', request);
  const { query } = request;
  const body = request.body === '' ? {} : readObject(request);
  const propagation = stringAt(body, 'propagationPolicy') || (query.get('propagationPolicy') ?? '');
  const isOrphaning = body.orphanDependents === true || query.get('orphanDependents') === 'true';
  switch (propagation) {
    case '':
    case 'Background':
    case 'Foreground':
    case 'Orphan':
      break;
    default: {
      const supported = '"Foreground", "Background", "Orphan", "nil"';
      const message = `Unsupported value: ${JSON.stringify(propagation)}: supported values: ${supported}`;
      const cause = { reason: 'FieldValueNotSupported', message, field: 'propagationPolicy' };
      throw invalid('meta.k8s.io', 'DeleteOptions', '', [cause]);
    }
  }
  const grace = numberAt(body, 'gracePeriodSeconds', Number(query.get('gracePeriodSeconds') ?? -1));
  const uid = stringAt(body, 'preconditions.uid');
  const resourceVersion = stringAt(body, 'preconditions.resourceVersion');
  const dryRun = options.dryRun || JSON.stringify(body.dryRun ?? []) === '["All"]';
  return {
    dryRun,
    propagation: isOrphaning ? 'Orphan' : propagation === '' ? 'Background' : propagation,
    ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
    ...(uid === '' ? {} : { uid }),
    ...(resourceVersion === '' ? {} : { resourceVersion }),
  };
}
