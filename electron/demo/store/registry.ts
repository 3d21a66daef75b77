// The way every write goes, the API's and the controllers': defaults, admission, validation, ownership, store.
import { randomUUID } from 'node:crypto';
import { admitCreate, randomSuffix } from './admission.ts';
import { withDefaults } from './defaults.ts';
import { alreadyExists, Failure, failedPrecondition, internalError, invalidObject, staleVersion } from './failure.ts';
import { checkImmutable } from './immutable.ts';
import { equalJson, type Json, type JsonObject, listAt, numberAt, objectAt, stringAt, withValue } from './json.ts';
import { type Manager, managersOf, withManagers } from './managed-fields.ts';
import { managersAfterUpdate, type Writer } from './ownership.ts';
import { checkQuota } from './quota.ts';
import { apiVersionOf, type Resource } from './resources.ts';
import type { Store } from './store.ts';
import { isTerminating, prepareCreate, prepareUpdate } from './strategy.ts';
import { validate } from './validate.ts';

/** Who writes, and whether it is only tried. */
export interface WriteOptions {
  readonly manager: string;
  readonly dryRun?: boolean;
  readonly subresource?: 'status';
  /** Who owns what afterwards; left out, the writer takes what it changed. */
  readonly managers?: readonly Manager[];
}

export interface DeleteOptions {
  readonly dryRun?: boolean;
  readonly gracePeriodSeconds?: number;
  readonly propagation?: 'Foreground' | 'Background' | 'Orphan';
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/** Seconds are enough for Kubernetes' times. */
export function timestamp(date = new Date()): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** Writes objects into a store as the API server would. All methods throw `Failure`. */
export class Registry {
  readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  create(resource: Resource, namespace: string, sent: JsonObject, options: WriteOptions): JsonObject {
    if (stringAt(sent, 'metadata.resourceVersion') !== '') {
      throw internalError('resourceVersion should not be set on objects to be created');
    }
    const time = timestamp();
    const { generateName } = objectAt(sent, 'metadata');
    const base = typeof generateName === 'string' && generateName !== '' ? generateName + randomSuffix() : '';
    const name = stringAt(sent, 'metadata.name') || base;
    let object = withDefaults(sent, resource.struct);
    const managers =
      options.managers ??
      managersAfterUpdate(undefined, ownable(resource, object), resource.struct, this.#writer(resource, options, time));
    const { resourceVersion: _rv, managedFields: _mf, deletionTimestamp: _dt, ...rest } = objectAt(object, 'metadata');
    const metadata = {
      ...rest,
      ...(name === '' ? {} : { name }),
      ...(resource.namespaced ? { namespace } : {}),
      uid: randomUUID(),
      creationTimestamp: time,
    };
    object = prepareCreate(resource, { ...object, apiVersion: apiVersionOf(resource), kind: resource.kind, metadata });
    object = admitCreate(this.store, resource, object);
    this.#validate(resource, object);
    if (this.store.get(resource, namespace, name) !== undefined) throw alreadyExists(resource, name);
    checkQuota(this.store, resource, object);
    object = withManagers(object, managers);
    return options.dryRun === true ? object : this.store.put(resource, object);
  }

  /** Replaces the live object, or its status, by what was sent. Unchanged objects are not written. */
  update(resource: Resource, live: JsonObject, sent: JsonObject, options: WriteOptions): JsonObject {
    const name = stringAt(live, 'metadata.name');
    const version = stringAt(sent, 'metadata.resourceVersion');
    if (version !== '' && version !== stringAt(live, 'metadata.resourceVersion')) throw staleVersion(resource, name);
    const uid = stringAt(sent, 'metadata.uid');
    if (uid !== '' && uid !== stringAt(live, 'metadata.uid')) {
      const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${stringAt(live, 'metadata.uid')}`;
      const { body, message } = staleVersion(resource, name);
      throw new Failure(409, 'Conflict', message.replace(/: the object.*/, `: ${why}`), objectAt(body, 'details'));
    }
    const part = options.subresource ?? 'main';
    let object = prepareUpdate(resource, live, withDefaults(sent, resource.struct), part);
    object = { ...object, apiVersion: apiVersionOf(resource), kind: resource.kind };
    object = withValue(object, 'metadata.resourceVersion', stringAt(live, 'metadata.resourceVersion'));
    const writer = this.#writer(resource, options, timestamp());
    object = withManagers(object, options.managers ?? managersAfterUpdate(live, object, resource.struct, writer));
    if (part === 'main') {
      this.#validate(resource, object);
      const causes = checkImmutable(live, object, resource.struct);
      if (causes.length > 0) throw invalidObject(resource, name, causes);
    }
    if (options.dryRun === true) return object;
    return this.#settle(resource, live, object);
  }

  /** Deletes, or marks as deleted while finalizers or containers are still there. The answer's second part: is it gone? */
  delete(resource: Resource, live: JsonObject, options: DeleteOptions = {}): readonly [JsonObject, boolean] {
    this.#checkPreconditions(resource, live, options);
    let object = live;
    const grace = graceSeconds(resource, live, options);
    if (options.propagation === 'Foreground') object = withFinalizer(object, 'foregroundDeletion');
    if (options.propagation === 'Orphan') object = withFinalizer(object, 'orphan');
    const isHeld = listAt(object, 'metadata.finalizers').length > 0 || resource.struct === 'Namespace' || grace > 0;
    if (!isHeld) return [options.dryRun === true ? object : this.store.remove(resource, object), true];
    if (isTerminating(object)) {
      if (resource.struct !== 'Pod' || grace >= numberAt(object, 'metadata.deletionGracePeriodSeconds')) {
        return [object, false];
      }
    }
    object = withValue(object, 'metadata.deletionTimestamp', timestamp(new Date(Date.now() + grace * 1000)));
    if (resource.struct === 'Namespace') object = withValue(object, 'status.phase', 'Terminating');
    else object = withValue(object, 'metadata.deletionGracePeriodSeconds', grace);
    if (resource.hasGeneration) {
      object = withValue(object, 'metadata.generation', numberAt(live, 'metadata.generation') + 1);
    }
    return [options.dryRun === true ? object : this.store.put(resource, object), false];
  }

  #checkPreconditions(resource: Resource, live: JsonObject, { uid, resourceVersion }: DeleteOptions): void {
    const refuse = (what: string, wanted: string, found: string, advice: string) => {
      const why = `the ${what} in the precondition (${wanted}) does not match the ${what} in record (${found}). ${advice}`;
      return failedPrecondition(resource, stringAt(live, 'metadata.name'), why);
    };
    const liveUid = stringAt(live, 'metadata.uid');
    if (uid !== undefined && uid !== liveUid) {
      throw refuse('UID', uid, liveUid, 'The object might have been deleted and then recreated');
    }
    const version = stringAt(live, 'metadata.resourceVersion');
    if (resourceVersion !== undefined && resourceVersion !== version) {
      throw refuse('ResourceVersion', resourceVersion, version, 'The object might have been modified');
    }
  }

  #settle(resource: Resource, live: JsonObject, object: JsonObject): JsonObject {
    if (isSameButTimes(live, object)) return live;
    const isGone = isTerminating(object) && listAt(object, 'metadata.finalizers').length === 0;
    const isFree = numberAt(object, 'metadata.deletionGracePeriodSeconds') === 0 && resource.struct !== 'Namespace';
    const isPurged = resource.struct === 'Namespace' && listAt(object, 'spec.finalizers').length === 0;
    return isGone && (isFree || isPurged) ? this.store.remove(resource, object) : this.store.put(resource, object);
  }

  #validate(resource: Resource, object: JsonObject): void {
    const causes = validate(object, resource.struct);
    if (causes.length > 0) throw invalidObject(resource, stringAt(object, 'metadata.name'), causes);
  }

  #writer(resource: Resource, options: WriteOptions, time: string): Writer {
    return {
      manager: options.manager,
      apiVersion: apiVersionOf(resource),
      subresource: options.subresource ?? '',
      time,
    };
  }
}

/** A pod that has been placed gets time to end; everything else goes at once. */
function graceSeconds(resource: Resource, pod: JsonObject, options: DeleteOptions): number {
  const phase = stringAt(pod, 'status.phase');
  const isPlaced = stringAt(pod, 'spec.nodeName') !== '' && phase !== 'Succeeded' && phase !== 'Failed';
  if (resource.struct !== 'Pod' || !isPlaced) return 0;
  return options.gracePeriodSeconds ?? numberAt(pod, 'spec.terminationGracePeriodSeconds', 30);
}

function withFinalizer(object: JsonObject, finalizer: string): JsonObject {
  const finalizers: readonly Json[] = listAt(object, 'metadata.finalizers');
  return finalizers.includes(finalizer) ? object : withValue(object, 'metadata.finalizers', [...finalizers, finalizer]);
}

/** What whoever creates an object may own of it: its status is the controllers'. */
function ownable(resource: Resource, object: JsonObject): JsonObject {
  const { status: _status, ...rest } = object;
  return resource.hasStatus ? rest : object;
}

/** A write that changes nothing but when it was tried is none. */
function isSameButTimes(a: JsonObject, b: JsonObject): boolean {
  const timeless = (object: JsonObject): JsonObject => {
    const managers = managersOf(object).map((manager) => ({ ...manager, time: '' }));
    return withManagers(object, managers);
  };
  return equalJson(timeless(a), timeless(b));
}
