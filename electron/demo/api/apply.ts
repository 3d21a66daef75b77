// Server-side apply: from a configuration to the object that it makes of the live one.
import { checkTyped } from '../store/decode.ts';
import { applyConflict, badRequest, Failure, internalError, staleVersion } from '../store/failure.ts';
import { isObject, type JsonObject, objectAt, stringAt, withValue } from '../store/json.ts';
import { applyConfiguration, describeConflicts } from '../store/ownership.ts';
import { type Registry, timestamp } from '../store/registry.ts';
import { apiVersionOf } from '../store/resources.ts';
import { checkNames, decode, groupVersion } from './body.ts';
import { readOptions } from './options.ts';
import { parseYaml, type Target } from './request.ts';
import { type WriteAnswer, type WriteRequest, writeOptions } from './write-request.ts';

/** Applies the body's configuration for its field manager; conflicts are refused unless forced. */
export function applyObject(registry: Registry, request: WriteRequest): WriteAnswer {
  const { target } = request;
  const { resource, namespace, name } = target;
  const options = readOptions('PatchOptions', request);
  const sent = parseYaml(request.body);
  if (!isObject(sent)) {
    const why = 'json: cannot unmarshal array into Go value of type map[string]interface {}';
    throw badRequest(`error decoding YAML: error unmarshaling JSON: while decoding JSON: ${why}`);
  }
  const apiVersion = stringAt(sent, 'apiVersion');
  const kind = stringAt(sent, 'kind');
  if (apiVersion !== apiVersionOf(resource) || kind !== resource.kind) {
    throw badRequest(`invalid object type: ${apiVersion.includes('/') ? apiVersion : `/${apiVersion}`}, Kind=${kind}`);
  }
  if (isObject(sent.metadata) && sent.metadata.managedFields !== undefined) {
    throw badRequest('metadata.managedFields must be nil');
  }
  const wrong = checkTyped(sent, resource.struct);
  if (wrong.length > 0) {
    const list = wrong.length === 1 ? wrong[0] : `errors:\n${wrong.map((line) => `  ${line}`).join('\n')}`;
    const of = `(${stringAt(sent, 'metadata.namespace')}/${name}; ${groupVersion(resource)}, Kind=${resource.kind})`;
    throw internalError(`failed to create typed patch object ${of}: ${list}`);
  }
  checkNames(target, sent, true);
  const live = registry.store.get(resource, namespace, name);
  const uid = stringAt(sent, 'metadata.uid');
  if (live === undefined && uid !== '') {
    const why = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`;
    const { message, body } = staleVersion(resource, name);
    throw new Failure(409, 'Conflict', message.replace(/: the object.*/, `: ${why}`), objectAt(body, 'details'));
  }
  const writer = {
    manager: options.fieldManager,
    apiVersion: apiVersionOf(resource),
    subresource: target.subresource,
    time: timestamp(),
  };
  const config = ownPart(sent, target);
  const applied = applyConfiguration(live, config, resource.struct, writer, options.force);
  if ('conflicts' in applied) {
    const { message, causes } = describeConflicts(applied.conflicts);
    throw applyConflict(message, causes);
  }
  const { object } = decode(resource, withValue(applied.object, 'metadata.name', name), options, true);
  const write = { ...writeOptions(request, options), managers: applied.managers };
  return live === undefined
    ? { code: 201, body: registry.create(resource, namespace, object, write), warnings: [] }
    : { code: 200, body: registry.update(resource, live, object, write), warnings: [] };
}

/** What this path may own: everything but the status, or the status alone. */
function ownPart(sent: JsonObject, { resource, subresource }: Target): JsonObject {
  const { status, ...main } = sent;
  if (!resource.hasStatus) return sent;
  if (subresource !== 'status') return main;
  const { apiVersion, kind, metadata } = main;
  return {
    apiVersion: apiVersion ?? '',
    kind: kind ?? '',
    metadata: metadata ?? {},
    ...(status === undefined ? {} : { status }),
  };
}
