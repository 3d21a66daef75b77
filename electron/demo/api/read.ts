// Gets and lists: the current state, or the state at an earlier revision, page by page.
import { badRequest, expired, Failure, internalError, invalid, notFound } from '../store/failure.ts';
import type { Json, JsonObject } from '../store/json.ts';
import { stringAt } from '../store/json.ts';
import { apiVersionOf } from '../store/resources.ts';
import type { Store } from '../store/store.ts';
import type { Target } from './request.ts';
import { fieldMatcher, labelMatcher, type Matcher } from './selectors.ts';

/** One object. */
export function getObject(store: Store, { resource, namespace, name }: Target): JsonObject {
  const object = store.get(resource, namespace, name);
  if (object === undefined) throw notFound(resource, name);
  return object;
}

/** Which objects of a collection a list or watch is about. */
export function matcherOf({ resource, namespace }: Target, query: URLSearchParams): Matcher {
  const labels = labelMatcher(query.get('labelSelector') ?? '');
  const fields = fieldMatcher(query.get('fieldSelector') ?? '', resource);
  return (object) =>
    (namespace === '' || stringAt(object, 'metadata.namespace') === namespace) && labels(object) && fields(object);
}

/** A collection, or the part of it that `limit` and `continue` ask for. */
export function listObjects(store: Store, target: Target, query: URLSearchParams): JsonObject {
  const { resource, namespace } = target;
  const matches = matcherOf(target, query);
  const limit = parseLimit(query.get('limit'));
  const token = query.get('continue') ?? '';
  const from = token === '' ? undefined : parseToken(token);
  const revision = from?.revision ?? listRevision(store, query);
  if (revision < store.forgotten) throw from === undefined ? tooOld(revision, store) : tokenTooOld(store, from.start);
  const found = store
    .list(resource, namespace, revision)
    .filter(matches)
    .filter((object) => from === undefined || keyOf(object) >= from.start);
  const isCustom = resource.struct !== resource.kind;
  const page = limit === 0 ? found : found.slice(0, limit);
  const last = page.at(-1);
  const rest = found.length - page.length;
  const isFiltered = (query.get('labelSelector') ?? query.get('fieldSelector') ?? '') !== '';
  return {
    kind: `${resource.kind}List`,
    apiVersion: apiVersionOf(resource),
    metadata: {
      resourceVersion: String(revision),
      ...(isCustom ? { continue: '' } : {}),
      ...(rest > 0 && last !== undefined ? { continue: makeToken(revision, `${keyOf(last)}\0`) } : {}),
      ...(rest > 0 && !isFiltered ? { remainingItemCount: rest } : {}),
    },
    // Custom resources are listed as they are.
    items: isCustom ? page : page.map(asItem),
  };
}

/** In lists the kind is said once. */
function asItem({ apiVersion: _version, kind: _kind, ...item }: JsonObject): Json {
  return item;
}

function keyOf(object: JsonObject): string {
  const namespace = stringAt(object, 'metadata.namespace');
  return `${namespace === '' ? '' : `${namespace}/`}${stringAt(object, 'metadata.name')}`;
}

function parseLimit(text: string | null): number {
  if (text === null || text === '') return 0;
  if (!/^-?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  return Math.max(0, Number(text));
}

/** The revision that a list asks for: an exact one, or now. */
function listRevision(store: Store, query: URLSearchParams): number {
  const text = query.get('resourceVersion') ?? '';
  const match = query.get('resourceVersionMatch') ?? '';
  if (match !== '' && text === '') {
    const message = 'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided';
    throw invalid('meta.k8s.io', 'ListOptions', '', [
      { reason: 'FieldValueForbidden', message, field: 'resourceVersionMatch' },
    ]);
  }
  if (text === '' || text === '0') return store.revision;
  if (!/^\d+$/.test(text)) {
    const why = `Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`;
    throw badRequest(`invalid resource version: resourceVersion: ${why}`);
  }
  if (Number(text) > store.revision) throw fromTheFuture(Number(text), store.revision);
  return match === 'Exact' ? Number(text) : store.revision;
}

function fromTheFuture(revision: number, current: number): Failure {
  const message = `Timeout: Too large resource version: ${revision}, current: ${current}`;
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
  return new Failure(504, 'Timeout', message, { causes, retryAfterSeconds: 1 });
}

function tooOld(revision: number, store: Store): Failure {
  return expired(`too old resource version: ${revision} (${store.forgotten})`);
}

function tokenTooOld(store: Store, start: string): Failure {
  const message =
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';
  return expired(message, { continue: makeToken(store.revision, start) });
}

function makeToken(revision: number, start: string): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start })).toString('base64url');
}

function parseToken(token: string): { readonly revision: number; readonly start: string } {
  try {
    const { rv, start } = JSON.parse(Buffer.from(token, 'base64url').toString()) as { rv: unknown; start: unknown };
    if (typeof rv === 'number' && typeof start === 'string') return { revision: rv, start };
  } catch {
    // Not ours: refused below.
  }
  const why = "invalid character 'i' looking for beginning of value";
  throw badRequest(`invalid continue token: continue key is not valid: ${why}`);
}

/** A watch's starting point that is not a number. */
export function invalidRevision(text: string): Failure {
  return internalError(
    `resourceVersion: Invalid value: "${text}": strconv.ParseUint: parsing "${text}": invalid syntax`,
  );
}
