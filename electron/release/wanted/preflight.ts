// The faults of wanted objects that show before any cluster is asked.

import { type Json, record, records, text } from '../../../shared/json.ts';
import { formatRef, type KubeObject, refKey, refOf } from '../../../shared/model/object.ts';
import { isSegment } from '../../kube/discovery.ts';

// etcd's default of --max-request-bytes. A dry run does not reach etcd, so that it would be found in the middle of a change.
const STORABLE_BYTES = 1_572_864;

/** Objects one by one, and sentences for those that can't be part of a release. */
export interface Preflight {
  readonly objects: readonly KubeObject[];
  readonly problems: readonly string[];
}

/** Takes Lists apart; names what has no name, what is there twice, and what no release can own. */
export function preflight(input: readonly KubeObject[]): Preflight {
  const problems: string[] = [];
  const objects: KubeObject[] = [];
  for (const object of input.flatMap(flatten)) {
    const problem = problemOf(object);
    if (problem === undefined) objects.push(object);
    else problems.push(problem);
  }
  return { objects, problems };
}

/** Objects that are named twice; to be asked when every object has its namespace. */
export function duplicates(objects: readonly KubeObject[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const object of objects) {
    const key = refKey(refOf(object));
    if (seen.has(key)) twice.add(formatRef(refOf(object)));
    seen.add(key);
  }
  return [...twice].map((name) => `${name} is there twice; keep one of them.`);
}

/** The items of a list, one by one; another object alone. */
export function flatten(object: KubeObject): readonly KubeObject[] {
  if (!object.kind?.endsWith('List') || !Array.isArray(object.items)) return [object];
  const kind = object.kind.slice(0, -'List'.length);
  return records(object.items).flatMap((item) => flatten(asItem(item, object.apiVersion, kind)));
}

// Items of a typed list (`ConfigMapList`) may leave out what the list says; those of a plain `List` may not.
function asItem(item: Json, apiVersion: string, kind: string): KubeObject {
  return {
    ...item,
    apiVersion: text(item.apiVersion) || (kind === '' ? '' : apiVersion),
    kind: text(item.kind) || kind,
    metadata: { ...record(item.metadata), name: text(record(item.metadata).name) },
  };
}

function problemOf(object: KubeObject): string | undefined {
  const metadata = record(object.metadata);
  const name = text(metadata.name);
  const what = `${object.kind || 'An object'}${name === '' ? '' : `/${name}`}`;
  if (!object.apiVersion || !object.kind) return `${what} has no apiVersion or no kind; every manifest needs both.`;
  if (name === '' && metadata.generateName !== undefined) {
    return `${object.kind} uses generateName (${text(metadata.generateName)}): a release can only own objects with a fixed metadata.name.`;
  }
  if (name === '') return `A ${object.kind} has no metadata.name.`;
  const isNamed = [name, text(metadata.namespace) || 'default'].every(isSegment);
  if (!isNamed) return `${what} cannot be called so: a name is no part of a path.`;
  const bytes = Buffer.byteLength(JSON.stringify(object));
  return bytes > STORABLE_BYTES
    ? `${what} is ${bytes} bytes, more than the ${STORABLE_BYTES} that etcd stores of one object: make it smaller.`
    : undefined;
}
