// The world of the controllers: the registry in short words, events, and simulated time.
import { Failure } from '../store/failure.ts';
import { equalJson, type JsonObject, listAt, numberAt, objectAt, stringAt } from '../store/json.ts';
import { type DeleteOptions, type Registry, timestamp } from '../store/registry.ts';
import { resourceOf } from '../store/resources.ts';

/** The names under which the parts of a cluster write. */
export const MANAGER = 'kube-controller-manager';

/** What an event says. `count` grows when the same is said again about the same object. */
export interface EventText {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly component: string;
  /** `spec.containers{name}`. */
  readonly fieldPath?: string;
}

const EVENT_LIFE_MS = 3_600_000;

/** One cluster's controllers share one of these. */
export class World {
  readonly registry: Registry;
  /** How many times faster than a real cluster this one lives. */
  readonly speed: number;
  readonly #wake: (atMs: number) => void;
  #eventCount = 0;

  constructor(registry: Registry, speed: number, wake: (atMs: number) => void) {
    this.registry = registry;
    this.speed = speed;
    this.#wake = wake;
  }

  list(kind: string, namespace = ''): readonly JsonObject[] {
    return this.registry.store.list(resourceOf(kind), namespace);
  }

  get(kind: string, namespace: string, name: string): JsonObject | undefined {
    return this.registry.store.get(resourceOf(kind), namespace, name);
  }

  /** The object as it is now; undefined once it is gone or another took its name. */
  fresh(object: JsonObject): JsonObject | undefined {
    const found = this.get(
      stringAt(object, 'kind'),
      stringAt(object, 'metadata.namespace'),
      stringAt(object, 'metadata.name'),
    );
    return found !== undefined && uidOf(found) === uidOf(object) ? found : undefined;
  }

  create(kind: string, namespace: string, object: JsonObject, manager = MANAGER): JsonObject {
    return this.registry.create(resourceOf(kind), namespace, object, { manager });
  }

  /** Changes everything but the status. Nothing happens when the change is none, or the object is gone. */
  change(object: JsonObject, change: (live: JsonObject) => JsonObject, manager = MANAGER): void {
    const live = this.fresh(object);
    if (live === undefined) return;
    const changed = change(live);
    if (equalJson(live, changed)) return;
    this.registry.update(resourceOf(stringAt(object, 'kind')), live, changed, { manager });
  }

  setStatus(object: JsonObject, status: JsonObject, manager = MANAGER): void {
    this.changeStatus(object, (live) => ({ ...live, status }), manager);
  }

  /** As {@link World.change}, through the status' sub-resource: the annotations may change with it, the rest stays. */
  changeStatus(object: JsonObject, change: (live: JsonObject) => JsonObject, manager = MANAGER): void {
    const live = this.fresh(object);
    if (live === undefined) return;
    const changed = change(live);
    if (equalJson(live, changed)) return;
    this.registry.update(resourceOf(stringAt(object, 'kind')), live, changed, { manager, subresource: 'status' });
  }

  remove(object: JsonObject, options: DeleteOptions = {}): void {
    const live = this.fresh(object);
    if (live === undefined) return;
    this.registry.delete(resourceOf(stringAt(object, 'kind')), live, options);
  }

  /** Tells something about an object, as `kubectl describe` shows it. */
  event(about: JsonObject, { type, reason, message, component, fieldPath }: EventText): void {
    const namespace = stringAt(about, 'metadata.namespace') || 'default';
    const now = timestamp();
    const isSame = (event: JsonObject) =>
      stringAt(event, 'involvedObject.uid') === uidOf(about) &&
      event.reason === reason &&
      event.message === message &&
      event.reportingComponent === component;
    const events = this.list('Event', namespace);
    const known = events.find(isSame);
    if (known !== undefined) {
      this.change(known, (live) => ({ ...live, count: numberAt(live, 'count') + 1, lastTimestamp: now }), component);
      return;
    }
    for (const old of events.filter(isOld)) this.remove(old);
    const name = stringAt(about, 'metadata.name');
    const source = { component, ...(component === 'kubelet' ? { host: nodeNameOf(this) } : {}) };
    const event: JsonObject = {
      metadata: { name: `${name}.${(Date.now() * 1000 + (this.#eventCount++ % 1000)).toString(16)}` },
      involvedObject: {
        kind: about.kind ?? '',
        namespace: stringAt(about, 'metadata.namespace'),
        name,
        uid: uidOf(about),
        apiVersion: about.apiVersion ?? '',
        resourceVersion: stringAt(about, 'metadata.resourceVersion'),
        ...(fieldPath === undefined ? {} : { fieldPath }),
      },
      reason,
      message,
      source,
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      type,
      reportingComponent: component,
      reportingInstance: component === 'kubelet' ? nodeNameOf(this) : '',
    };
    try {
      this.create('Event', namespace, event, component);
    } catch (error) {
      // A namespace that is going takes no more events; nobody will miss them.
      if (!(error instanceof Failure)) throw error;
    }
  }

  /** Milliseconds of this machine until so much simulated time has passed. */
  scaled(simulatedMs: number): number {
    return simulatedMs / this.speed;
  }

  /** Asks for another pass after so much simulated time; returns when that is. */
  later(simulatedMs: number): number {
    const at = Date.now() + this.scaled(simulatedMs);
    this.#wake(at);
    return at;
  }

  /** Asks for another pass at a time that `later` gave. */
  wakeAt(atMs: number): void {
    this.#wake(atMs);
  }
}

function isOld(event: JsonObject): boolean {
  const last = stringAt(event, 'lastTimestamp');
  return last !== '' && Date.now() - Date.parse(last) > EVENT_LIFE_MS;
}

export function uidOf(object: JsonObject): string {
  return stringAt(object, 'metadata.uid');
}

export function nameOf(object: JsonObject): string {
  return stringAt(object, 'metadata.name');
}

export function namespaceOf(object: JsonObject): string {
  return stringAt(object, 'metadata.namespace');
}

/** The one node's name. */
export function nodeNameOf(world: World): string {
  const [node] = world.list('Node');
  return node === undefined ? '' : nameOf(node);
}

/** Whether `labels` has all of `matchLabels`; an empty selector matches nothing here. */
export function isSelected(selector: JsonObject, object: JsonObject): boolean {
  const labels = objectAt(object, 'metadata.labels');
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

/** Whether a condition of the object is `True`. */
export function hasCondition(object: JsonObject, type: string): boolean {
  return listAt(object, 'status.conditions').some(
    (it) => stringAt(it, 'type') === type && stringAt(it, 'status') === 'True',
  );
}
