// The scale sub-resource: a workload's number of replicas by itself, in a kind that is the same for all of them.
// Source: https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/apps/deployment/storage/storage.go
import { badRequest, Failure, invalid, staleVersion } from '../store/failure.ts';
import { isObject, type JsonObject, numberAt, objectAt, stringAt, valueAt, withValue } from '../store/json.ts';
import { managersAfterUpdate } from '../store/ownership.ts';
import { type Registry, timestamp } from '../store/registry.ts';
import { apiVersionOf } from '../store/resources.ts';
import { mergePatch } from './merge-patch.ts';
import { readOptions } from './options.ts';
import { getObject } from './read.ts';
import { parseJson } from './request.ts';
import type { WriteAnswer, WriteRequest } from './write-request.ts';

/** How a workload is scaled now. */
export function scaleOf(object: JsonObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = objectAt(object, 'metadata');
  const replicas = numberAt(object, 'spec.replicas');
  const labels = Object.entries(objectAt(object, 'spec.selector.matchLabels'));
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name: name ?? '',
      namespace: namespace ?? '',
      uid: uid ?? '',
      resourceVersion: resourceVersion ?? '',
      creationTimestamp: creationTimestamp ?? null,
    },
    spec: replicas === 0 ? {} : { replicas },
    status: {
      replicas: numberAt(object, 'status.replicas'),
      selector: labels
        .map(([key, value]) => `${key}=${String(value)}`)
        .sort()
        .join(','),
    },
  };
}

/** Scales by a whole Scale (PUT) or a JSON merge patch of it. Throws `Failure`. */
export function writeScale(registry: Registry, request: WriteRequest, method: 'PUT' | 'PATCH'): WriteAnswer {
  const { target, contentType, body } = request;
  const { resource, name } = target;
  const options = readOptions(method === 'PUT' ? 'UpdateOptions' : 'PatchOptions', request);
  if (method === 'PATCH' && contentType !== 'application/merge-patch+json') {
    throw new Failure(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  }
  const live = getObject(registry.store, target);
  const sent = parseJson(body);
  if (!isObject(sent)) throw badRequest('the body is no Scale');
  const scale = method === 'PUT' ? sent : mergePatch(scaleOf(live), sent);
  const version = stringAt(scale, 'metadata.resourceVersion');
  if (version !== '' && version !== stringAt(live, 'metadata.resourceVersion')) throw staleVersion(resource, name);
  const replicas = valueAt(scale, 'spec.replicas') ?? 0;
  if (typeof replicas !== 'number' || replicas < 0) {
    const message = `Invalid value: ${JSON.stringify(replicas)}: must be greater than or equal to 0`;
    throw invalid('autoscaling', 'Scale', name, [{ reason: 'FieldValueInvalid', message, field: 'spec.replicas' }]);
  }
  const scaled = withValue(live, 'spec.replicas', replicas);
  const writer = {
    manager: options.fieldManager,
    apiVersion: apiVersionOf(resource),
    subresource: 'scale',
    time: timestamp(),
  };
  const managers = managersAfterUpdate(live, scaled, resource.struct, writer);
  const written = registry.update(resource, live, scaled, {
    manager: options.fieldManager,
    dryRun: options.dryRun,
    managers,
  });
  return { code: 200, body: scaleOf(written), warnings: [] };
}
