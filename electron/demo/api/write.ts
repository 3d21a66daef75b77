// Creates, updates and patches: from a request's body to the registry.
import { DecodeError } from '../store/decode.ts';
import { badRequest, Failure, invalid, invalidObject } from '../store/failure.ts';
import { isObject, type Json, type JsonObject, stringAt } from '../store/json.ts';
import type { Registry } from '../store/registry.ts';
import { applyObject } from './apply.ts';
import { checkNames, type DecodedObject, decode, decodeStrictly, readObject } from './body.ts';
import { jsonPatch } from './json-patch.ts';
import { mergePatch, strategicPatch } from './merge-patch.ts';
import { readOptions } from './options.ts';
import { getObject } from './read.ts';
import { parseJson } from './request.ts';
import { type WriteAnswer, type WriteRequest, writeOptions } from './write-request.ts';

export function createObject(registry: Registry, request: WriteRequest): WriteAnswer {
  const { resource, namespace } = request.target;
  const options = readOptions('CreateOptions', request);
  const sent = readObject(request);
  const { object, warnings } = decode(resource, sent, options);
  checkNames(request.target, object);
  const body = registry.create(resource, namespace, object, writeOptions(request, options));
  return { code: 201, body, warnings };
}

export function updateObject(registry: Registry, request: WriteRequest): WriteAnswer {
  const { target } = request;
  const options = readOptions('UpdateOptions', request);
  const { object, warnings } = decode(target.resource, readObject(request), options);
  checkNames(target, object);
  const live = getObject(registry.store, target);
  const body = registry.update(target.resource, live, object, writeOptions(request, options));
  return { code: 200, body, warnings };
}

export function patchObject(registry: Registry, request: WriteRequest): WriteAnswer {
  const { target, contentType } = request;
  switch (contentType) {
    case 'application/apply-patch+yaml':
      return applyObject(registry, request);
    case 'application/json-patch+json':
    case 'application/merge-patch+json':
    case 'application/strategic-merge-patch+json':
      break;
    default:
      throw new Failure(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  }
  const options = readOptions('PatchOptions', request);
  const live = getObject(registry.store, target);
  const patched = patch(live, request);
  let decoded: DecodedObject;
  try {
    decoded = decodeStrictly(patched, target.resource, options);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    const message = `Invalid value: ${JSON.stringify(JSON.stringify(patched))}: ${error.message}`;
    throw invalid('', '', '', [{ reason: 'FieldValueInvalid', message, field: 'patch' }]);
  }
  const name = stringAt(decoded.object, 'metadata.name');
  if (name !== target.name) {
    const why = 'field is immutable';
    const message = `Invalid value: ${JSON.stringify(name)}: ${why}`;
    throw invalidObject(target.resource, name, [{ reason: 'FieldValueInvalid', message, field: 'metadata.name' }]);
  }
  checkNames(target, decoded.object);
  const body = registry.update(target.resource, live, decoded.object, writeOptions(request, options));
  return { code: 200, body, warnings: decoded.warnings };
}

function patch(live: JsonObject, { body, contentType, target }: WriteRequest): JsonObject {
  let parsed: Json;
  try {
    parsed = parseJson(body);
  } catch (error) {
    throw badRequest(`error decoding patch: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (contentType === 'application/json-patch+json') return jsonPatch(live, parsed);
  if (!isObject(parsed)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}',
    );
  }
  const merged =
    contentType === 'application/merge-patch+json'
      ? mergePatch(live, parsed)
      : strategicPatch(live, parsed, target.resource.struct);
  return isObject(merged) ? merged : {};
}
