// The common part of the controllers of workloads: ownership, revisions of a template, pods made from it.
import { createHash } from 'node:crypto';
import { Failure } from '../store/failure.ts';
import { isObject, type Json, type JsonObject, listAt, objectAt, stringAt } from '../store/json.ts';
import { isTerminating } from '../store/strategy.ts';
import { hasCondition, nameOf, namespaceOf, uidOf, type World } from './world.ts';

/** The reference that a controller puts on what it makes. */
export function ownerReference(owner: JsonObject): JsonObject {
  return {
    apiVersion: stringAt(owner, 'apiVersion'),
    kind: stringAt(owner, 'kind'),
    name: nameOf(owner),
    uid: uidOf(owner),
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Objects of a kind in the owner's namespace that it controls. */
export function controlledBy(world: World, owner: JsonObject, kind: string): readonly JsonObject[] {
  return world.list(kind, namespaceOf(owner)).filter((object) => controllerOf(object)?.uid === uidOf(owner));
}

/** The controlling owner of an object. */
export function controllerOf(object: JsonObject) {
  const reference = listAt(object, 'metadata.ownerReferences').find((it) => isObject(it) && it.controller === true);
  if (reference === undefined) return undefined;
  return { kind: stringAt(reference, 'kind'), name: stringAt(reference, 'name'), uid: stringAt(reference, 'uid') };
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** A short name for a template: the same for the same template, whatever the order of its keys. */
export function templateHash(template: Json): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify(sorted(template)))
    .digest();
  return [...bytes.subarray(0, 10)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => sorted(item));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

/** A pod of a workload's template. `extra` is laid over its metadata and spec. */
export function podFrom(owner: JsonObject, name: JsonObject, labels: JsonObject, extra: JsonObject = {}): JsonObject {
  const template = objectAt(owner, 'spec.template');
  const annotations = objectAt(template, 'metadata.annotations');
  return {
    metadata: {
      ...name,
      labels: { ...objectAt(template, 'metadata.labels'), ...labels },
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      ownerReferences: [ownerReference(owner)],
    },
    spec: { ...objectAt(template, 'spec'), ...extra },
  };
}

export function isReady(pod: JsonObject): boolean {
  return hasCondition(pod, 'Ready') && !isTerminating(pod);
}

/** Pods that are neither going nor finished. */
export function activePods(pods: readonly JsonObject[]): readonly JsonObject[] {
  return pods.filter((pod) => !isTerminating(pod) && !['Succeeded', 'Failed'].includes(stringAt(pod, 'status.phase')));
}

/** Tries again ever more slowly what a quota or admission refused. */
export class Retries {
  readonly #tries = new Map<string, { readonly count: number; readonly atMs: number }>();

  /** Whether it is too early to try again; asks to be woken when it is not. */
  isTooEarly(world: World, key: string): boolean {
    const { atMs } = this.#tries.get(key) ?? { atMs: 0 };
    if (atMs <= Date.now()) return false;
    world.wakeAt(atMs);
    return true;
  }

  failed(world: World, key: string): void {
    const count = (this.#tries.get(key)?.count ?? 0) + 1;
    this.#tries.set(key, { count, atMs: world.later(Math.min(1000 * 2 ** count, 300_000)) });
  }

  succeeded(key: string): void {
    this.#tries.delete(key);
  }
}

/** Creates a pod for a controller and says so in its events; undefined and the reason when it was refused. */
export function createPod(
  world: World,
  owner: JsonObject,
  pod: JsonObject,
  component: string,
  words: { readonly done: (name: string) => string; readonly failed: (name: string, why: string) => string },
): { readonly pod: JsonObject } | { readonly refusal: string } {
  try {
    const created = world.create('Pod', namespaceOf(owner), pod);
    world.event(owner, { type: 'Normal', reason: 'SuccessfulCreate', message: words.done(nameOf(created)), component });
    return { pod: created };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const message = words.failed(stringAt(pod, 'metadata.name'), error.message);
    world.event(owner, { type: 'Warning', reason: 'FailedCreate', message, component });
    return { refusal: error.message };
  }
}
