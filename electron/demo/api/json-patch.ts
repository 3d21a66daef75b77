// RFC 6902: a list of small operations on a JSON document.
import { badRequest, Failure } from '../store/failure.ts';
import { equalJson, isObject, type Json, type JsonObject } from '../store/json.ts';

/** Applies `add`, `remove`, `replace` and `test`; others are refused. */
export function jsonPatch(live: JsonObject, patch: Json): JsonObject {
  if (!Array.isArray(patch)) throw badRequest('error decoding patch: a JSON patch is a list of operations');
  let document: Json = live;
  for (const operation of patch as readonly Json[]) {
    if (!isObject(operation)) throw badRequest('error decoding patch: an operation is an object');
    const { op, path, value } = operation;
    if (typeof path !== 'string') throw badRequest('error decoding patch: an operation names its path');
    const keys = path
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (op === 'test') {
      if (!equalJson(read(document, keys), value)) throw cannot(`testing value ${path} failed: test failed`);
      continue;
    }
    if (op !== 'add' && op !== 'remove' && op !== 'replace')
      throw badRequest(`the demo cluster does not know the patch operation ${String(op)}`);
    if (op !== 'add' && read(document, keys) === undefined) {
      throw cannot(
        `${op} operation does not apply: doc is missing ${op === 'remove' ? 'key' : 'path'}: ${path}: missing value`,
      );
    }
    document = write(document, keys, op, value ?? null);
  }
  return isObject(document) ? document : {};
}

function cannot(message: string): Failure {
  return new Failure(422, 'Invalid', `the server rejected our request due to an error in our request: ${message}`, {});
}

function read(document: Json | undefined, keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((at, key) => {
    if (Array.isArray(at)) return (at as readonly Json[])[Number(key)];
    return isObject(at) ? at[key] : undefined;
  }, document);
}

function write(
  document: Json | undefined,
  keys: readonly string[],
  op: 'add' | 'remove' | 'replace',
  value: Json,
): Json {
  const [key = '', ...rest] = keys;
  if (keys.length === 0) return value;
  if (Array.isArray(document)) {
    const list = [...(document as readonly Json[])];
    const index = key === '-' ? list.length : Number(key);
    if (rest.length > 0) list[index] = write(list[index], rest, op, value);
    else list.splice(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
    return list;
  }
  const object: Record<string, Json> = isObject(document) ? { ...document } : {};
  if (rest.length > 0) object[key] = write(object[key], rest, op, value);
  else if (op === 'remove') delete object[key];
  else object[key] = value;
  return object;
}
