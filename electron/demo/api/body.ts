// Reads the object in a request's body, in the words of the API server's decoders.
import { DecodeError, decodeObject } from '../store/decode.ts';
import { badRequest, Failure, internalError } from '../store/failure.ts';
import { isObject, type JsonObject, stringAt } from '../store/json.ts';
import { apiVersionOf, findResource, type Resource } from '../store/resources.ts';
import type { RequestOptions } from './options.ts';
import { parseJson, parseYaml, type Target } from './request.ts';
import type { WriteRequest } from './write-request.ts';

const JSON_TYPES = ['', 'application/json'];
const YAML_TYPES = ['application/yaml'];

/** An object as the API server's types hold it, and what it warns of. */
export interface DecodedObject {
  readonly object: JsonObject;
  readonly warnings: readonly string[];
}

/** Reads a sent object of the target's kind, in the words of the API server's decoder. */
export function decode(resource: Resource, sent: JsonObject, options: RequestOptions, isMerged = false): DecodedObject {
  const version = stringAt(sent, 'apiVersion') || apiVersionOf(resource);
  const kind = stringAt(sent, 'kind') || resource.kind;
  const handle = `${kind} in version "${version.slice(version.indexOf('/') + 1)}" cannot be handled as a ${resource.kind}: `;
  const isOwn = version === apiVersionOf(resource) && kind === resource.kind;
  const found = isOwn ? resource : findResource(version, kind);
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

/** Without checking the kind. Throws {@link DecodeError}. */
export function decodeStrictly(
  sent: JsonObject,
  resource: Resource,
  { fieldValidation }: RequestOptions,
): DecodedObject {
  const { object, unknown } = decodeObject(sent, resource.struct);
  const messages = unknown.map((path) => `unknown field "${path}"`);
  if (messages.length > 0 && fieldValidation === 'Strict') {
    throw new DecodeError(`strict decoding error: ${messages.join(', ')}`);
  }
  return { object, warnings: fieldValidation === 'Ignore' ? [] : messages };
}

/** The body as a JSON object, whatever form it came in. */
export function readObject({ body, contentType, target }: WriteRequest): JsonObject {
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
export function checkNames({ namespace, name }: Target, object: JsonObject, mayLackName = false): void {
  const own = stringAt(object, 'metadata.name');
  if (name !== '' && own !== name && !(mayLackName && own === '')) {
    throw badRequest(`the name of the object (${own}) does not match the name on the URL (${name})`);
  }
  const ownNamespace = stringAt(object, 'metadata.namespace');
  if (ownNamespace !== '' && ownNamespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
}

/** `apps/v1`, or `/v1` for the core group, as messages about typed objects write it. */
export function groupVersion(resource: Resource): string {
  return `${resource.group}/${resource.version}`;
}
