// Creates, updates, patches, applies and deletes: from a request's body to the registry.
import { checkTyped, DecodeError, decodeObject } from '../store/decode.ts';
import { isObject, type Json, type JsonObject, numberAt, objectAt, stringAt, withValue } from '../store/json.ts';
import { applyConfiguration, describeConflicts } from '../store/ownership.ts';
import { type DeleteOptions, type Registry, timestamp, type WriteOptions } from '../store/registry.ts';
import { apiVersionOf, findResource, type Resource } from '../store/resources.ts';
import { RETURNS_DELETED } from '../store/strategy.ts';
import { applyConflict, badRequest, Failure, internalError, invalid, invalidObject, staleVersion } from './failure.ts';
import { jsonPatch } from './json-patch.ts';
import { mergePatch, strategicPatch } from './merge-patch.ts';
import { type RequestOptions, readOptions } from './options.ts';
import { getObject, listObjects } from './read.ts';
import { parseJson, parseYaml, type Target } from './request.ts';

/** What a write answers. */
export interface Written {
  readonly code: 200 | 201;
  readonly body: JsonObject;
  readonly warnings: readonly string[];
}

/** A request's parts that writes need. */
export interface WriteRequest {
  readonly target: Target;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: string;
  readonly userAgent: string;
}

const JSON_TYPES = ['', 'application/json'];
const YAML_TYPES = ['application/yaml'];

export function createObject(registry: Registry, request: WriteRequest): Written {
  const { resource, namespace } = request.target;
  const options = readOptions('CreateOptions', request);
  const sent = readObject(request);
  const { object, warnings } = decode(resource, sent, options);
  checkNames(request.target, object);
  const body = registry.create(resource, namespace, object, writeOptions(request, options));
  return { code: 201, body, warnings };
}

export function updateObject(registry: Registry, request: WriteRequest): Written {
  const { target } = request;
  const options = readOptions('UpdateOptions', request);
  const { object, warnings } = decode(target.resource, readObject(request), options);
  checkNames(target, object);
  const live = getObject(registry.store, target);
  const body = registry.update(target.resource, live, object, writeOptions(request, options));
  return { code: 200, body, warnings };
}

export function patchObject(registry: Registry, request: WriteRequest): Written {
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
  let decoded: Decoded;
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
      : strategicPatch(live, parsed, target.resource.kind);
  return isObject(merged) ? merged : {};
}

/** Server-side apply. */
function applyObject(registry: Registry, request: WriteRequest): Written {
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
  const wrong = checkTyped(sent, resource.kind);
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
  const applied = applyConfiguration(live, config, resource.kind, writer, options.force);
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

export function deleteObject(registry: Registry, request: WriteRequest): Written {
  const { target } = request;
  const { resource, name } = target;
  const options = readDeleteOptions(request);
  const live = getObject(registry.store, target);
  const [object, isGone] = registry.delete(resource, live, options);
  if (!isGone || RETURNS_DELETED.has(resource.kind)) return { code: 200, body: object, warnings: [] };
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

export function deleteCollection(registry: Registry, request: WriteRequest): Written {
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

interface Decoded {
  readonly object: JsonObject;
  readonly warnings: readonly string[];
}

/** Reads a sent object of the target's kind, in the words of the API server's decoder. */
function decode(resource: Resource, sent: JsonObject, options: RequestOptions, isMerged = false): Decoded {
  const version = stringAt(sent, 'apiVersion') || apiVersionOf(resource);
  const kind = stringAt(sent, 'kind') || resource.kind;
  const handle = `${kind} in version "${version.slice(version.indexOf('/') + 1)}" cannot be handled as a ${resource.kind}: `;
  const found = findResource(version, kind);
  if (found === undefined) {
    throw badRequest(
      `${handle}no kind "${kind}" is registered for version "${version}" in scheme "pkg/runtime/scheme.go:111"`,
    );
  }
  if (found !== resource) {
    const home = resource.group === '' ? 'core' : (resource.group.split('.')[0] ?? '');
    const types = `converting (${found.version}.${found.kind}) to (${home}.${resource.kind})`;
    throw badRequest(`${handle}${types}: unknown conversion`);
  }
  try {
    return decodeStrictly(sent, resource, options);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    if (!isMerged) throw badRequest(handle + error.message);
    const of = `(${stringAt(sent, 'metadata.namespace')}/${stringAt(sent, 'metadata.name')}; ${groupVersion(resource)}, Kind=${kind})`;
    const what = `unable to convert unstructured object to ${groupVersion(resource)}, Kind=${kind}`;
    const why = error.message.replace(
      /^json: cannot unmarshal number .* of type (int\d+)$/,
      'cannot convert float64 to $1',
    );
    throw internalError(`failed to convert new object ${of} to proper version: ${what}: ${why}`);
  }
}

function decodeStrictly(sent: JsonObject, resource: Resource, { fieldValidation }: RequestOptions): Decoded {
  const { object, unknown } = decodeObject(sent, resource.kind);
  const messages = unknown.map((path) => `unknown field "${path}"`);
  if (messages.length > 0 && fieldValidation === 'Strict') {
    throw new DecodeError(`strict decoding error: ${messages.join(', ')}`);
  }
  return { object, warnings: fieldValidation === 'Ignore' ? [] : messages };
}

function readObject({ body, contentType, target }: WriteRequest): JsonObject {
  if (YAML_TYPES.includes(contentType)) {
    const parsed = parseYaml(body);
    return isObject(parsed) ? parsed : {};
  }
  if (!JSON_TYPES.includes(contentType)) {
    const types = 'application/json, application/yaml, application/vnd.kubernetes.protobuf';
    const message = `the body of the request was in an unknown format - accepted media types include: ${types}`;
    throw new Failure(415, 'UnsupportedMediaType', message);
  }
  const unrecognized = (why: string, shown: string) => {
    const what = `the object provided is unrecognized (must be of type ${target.resource.kind})`;
    return badRequest(`${what}: couldn't get version/kind; json parse error: ${why} (${shown})`);
  };
  try {
    const parsed = parseJson(body);
    if (isObject(parsed)) return parsed;
  } catch (error) {
    const shown = body === '' ? '<empty>' : body.length > 30 ? `${body.slice(0, 30)} ...` : body;
    throw unrecognized(error instanceof Error ? error.message : String(error), shown);
  }
  const go = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
  const hex = Buffer.from(body.slice(0, 30)).toString('hex');
  throw unrecognized(`json: cannot unmarshal array into Go value of type ${go}`, hex);
}

/** The body must be about what the path names. */
function checkNames({ namespace, name }: Target, object: JsonObject, mayLackName = false): void {
  const own = stringAt(object, 'metadata.name');
  if (name !== '' && own !== name && !(mayLackName && own === '')) {
    throw badRequest(`the name of the object (${own}) does not match the name on the URL (${name})`);
  }
  const ownNamespace = stringAt(object, 'metadata.namespace');
  if (ownNamespace !== '' && ownNamespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
}

function writeOptions({ target }: WriteRequest, options: RequestOptions): WriteOptions {
  return {
    manager: options.fieldManager,
    dryRun: options.dryRun,
    ...(target.subresource === 'status' ? { subresource: 'status' as const } : {}),
  };
}

/** `apps/v1`, or `/v1` for the core group, as messages about typed objects write it. */
function groupVersion(resource: Resource): string {
  return `${resource.group}/${resource.version}`;
}
