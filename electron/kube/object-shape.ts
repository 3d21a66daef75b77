// The shape of what an API server answers: an object with its metadata, a list of them. Below the metadata nothing is
// promised; what is there is judged by whoever reads it.
import { isRecord, type Json } from '../../shared/json.ts';

/** `list`: it has `items`. `object`: it has a name. `anything`: a Status, a list of kinds; a JSON object all the same. */
export type Shape = 'list' | 'object' | 'anything';

/** Paths with three parts below a namespaced one's prefix that are no list. */
const OF_NAMESPACE = new Set(['status', 'finalize']);

/**
 * The shape of the answer to a request of a path, by the API's conventions.
 * Source: https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris
 */
export function shapeOf(method: string, path: string): Shape {
  const [below] = path.replace(/^\/(?:api|apis\/[^/]+)\/[^/?]+\/?/, '').split('?');
  if (below === path || below === undefined || below === '' || below.startsWith('/')) return 'anything';
  const parts = below.split('/');
  const [first = '', , third = ''] = parts;
  const isInNamespace = first === 'namespaces' && parts.length > 2 && !OF_NAMESPACE.has(third);
  const count = isInNamespace ? parts.length - 2 : parts.length;
  if (count > 2 || method === 'DELETE') return 'anything';
  if (count === 2) return 'object';
  return method === 'GET' ? 'list' : 'object';
}

/** The fault of an answer without its shape, which ends the sentence "the answer …"; undefined where it has it. `null` where a part may be absent is taken out. */
export function faultOf(body: unknown, shape: Shape): string | undefined {
  if (!isRecord(body)) return 'is no JSON object';
  switch (shape) {
    case 'anything':
      return undefined;
    case 'object':
      return faultOfObject(body) ?? strayType(body, ['apiVersion', 'kind'], 'string', true);
    case 'list':
      return faultOfList(body);
  }
}

/** The same, of an object in a list or a watch, whose kind may be said once for all of them. */
export function faultOfObject(object: unknown): string | undefined {
  if (!isRecord(object)) return 'has an object that is none';
  const { metadata } = object;
  if (!isRecord(metadata)) return 'has an object without metadata';
  if (typeof metadata.name !== 'string' || metadata.name === '') return 'has an object without a name';
  return strayType(object, ['apiVersion', 'kind'], 'string') ?? faultOfMetadata(metadata);
}

function faultOfList(body: Json): string | undefined {
  const { items, metadata } = body;
  if (items === null) (body as { items: unknown }).items = [];
  else if (!Array.isArray(items)) return 'is no list';
  if (metadata === null || metadata === undefined) (body as { metadata: unknown }).metadata = {};
  else if (!isRecord(metadata)) return 'has metadata of another type';
  const fault =
    strayType(body, ['apiVersion', 'kind'], 'string') ??
    strayType(body.metadata as Json, ['resourceVersion', 'continue'], 'string');
  if (fault !== undefined) return fault;
  for (const item of body.items as readonly unknown[]) {
    const inItem = faultOfObject(item);
    if (inItem !== undefined) return inItem;
  }
  return undefined;
}

const TEXTS = ['namespace', 'uid', 'resourceVersion', 'creationTimestamp', 'deletionTimestamp'] as const;

function faultOfMetadata(metadata: Json): string | undefined {
  const stray = strayType(metadata, TEXTS, 'string') ?? strayType(metadata, ['generation'], 'number');
  return stray ?? strayTexts(metadata, 'labels') ?? strayTexts(metadata, 'annotations') ?? strayRecords(metadata);
}

function strayType(
  object: Json,
  keys: readonly string[],
  type: 'string' | 'number',
  isRequired = false,
): string | undefined {
  for (const key of keys) {
    const value = own(object, key);
    if (value === undefined && isRequired) return `has no ${key}`;
    if (value !== undefined && typeof value !== type) return `has a ${key} of another type`;
  }
  return undefined;
}

function strayTexts(metadata: Json, key: string): string | undefined {
  const texts = own(metadata, key);
  if (texts === undefined) return undefined;
  if (!isRecord(texts)) return `has ${key} of another type`;
  for (const name in texts) if (typeof texts[name] !== 'string') return `has ${key} of another type`;
  return undefined;
}

function strayRecords(metadata: Json): string | undefined {
  const owners = own(metadata, 'ownerReferences');
  if (owners !== undefined) {
    if (!Array.isArray(owners)) return 'has ownerReferences of another type';
    for (const owner of owners) {
      if (!isRecord(owner)) return 'has ownerReferences of another type';
      const stray = strayType(owner, ['kind', 'name', 'uid'], 'string', true);
      if (stray !== undefined) return stray;
    }
  }
  const managers = own(metadata, 'managedFields');
  if (managers === undefined || Array.isArray(managers)) return undefined;
  return 'has managedFields of another type';
}

/** A part of it; one that is null is as if it were absent, and is so from here on. */
function own(object: Json, key: string): unknown {
  const value = object[key];
  if (value !== null) return value;
  delete (object as Record<string, unknown>)[key];
  return undefined;
}
