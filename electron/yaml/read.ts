// One YAML text as Kubernetes' programs read it: go-yaml v2's meaning of words, doubled keys, merges and anchors, as JSON.
// Sources: https://github.com/yaml/go-yaml/blob/v2.4.4/decode.go, https://github.com/kubernetes-sigs/yaml/blob/v1.6.0/yaml.go
import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { isRecord } from '../../shared/json.ts';
import { keyText } from './key-text.ts';
import { resolvePlain, resolveTagged, type ScalarValue } from './plain-scalar.ts';
import { faultAt, faultOf, type YamlFault } from './yaml-fault.ts';

/** Deeper than any schema of a CRD. */
const DEPTH_LIMIT = 1_000;
/** What aliases may add, in nodes and characters: far more than people write, far less than a bomb. */
const ALIAS_LIMIT = 10_000_000;
/** An anchor whose value is still being read: an alias of it would contain itself. */
const UNFINISHED = Symbol('unfinished');
const TAG = /^!(?:!|<tag:yaml\.org,2002:)?([^>]*)>?$/;

interface Anchored {
  readonly value: unknown;
  readonly weight: number;
}

/**
 * The first document of a text as JSON values; null for an empty one. Of keys that are there twice the last counts, and
 * a merge overwrites the keys before it, as for kubectl.
 *
 * Throws {@link YamlFault} for what cannot be read or has no place in JSON, for numbers that JavaScript cannot carry
 * exactly, and for more aliases than any text needs.
 */
export function readYaml(text: string): unknown {
  try {
    const events = parseEvents(text, { maxDepth: DEPTH_LIMIT });
    return events.length === 0 ? null : new Reader(text, events).document();
  } catch (error) {
    throw faultOf(error);
  }
}

class Reader {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #anchors = new Map<string, Anchored | typeof UNFINISHED>();
  #next = 1; // after the document's own event
  #weight = 0;
  #added = 0;

  constructor(text: string, events: readonly Event[]) {
    this.#text = text;
    this.#events = events;
  }

  document(): unknown {
    return this.#node();
  }

  #node(): unknown {
    const event = this.#take();
    if (event.type === EVENT_ID.ALIAS) return this.#aliased(this.#text.slice(event.anchorStart, event.anchorEnd));
    if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) throw this.#fault(event, 'it ends too early');
    const anchor = event.anchorStart < 0 ? '' : this.#text.slice(event.anchorStart, event.anchorEnd);
    if (anchor !== '') this.#anchors.set(anchor, UNFINISHED);
    const before = this.#weight;
    this.#weight += 1;
    const value = this.#content(event);
    if (anchor !== '') this.#anchors.set(anchor, { value, weight: this.#weight - before });
    return value;
  }

  #content(event: Event): unknown {
    if (event.type === EVENT_ID.SEQUENCE) return this.#sequence();
    if (event.type === EVENT_ID.MAPPING) return this.#mapping();
    return event.type === EVENT_ID.SCALAR ? this.#carried(event, this.#scalar(event)) : null;
  }

  #sequence(): unknown[] {
    const items: unknown[] = [];
    while (!this.#isAtEnd()) items.push(this.#node());
    return items;
  }

  #mapping(): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    while (!this.#isAtEnd()) {
      const key = this.#events[this.#next];
      if (key?.type === EVENT_ID.SCALAR && isMergeKey(this.#text, key)) {
        this.#next += 1;
        this.#merge(map, key);
      } else {
        const name = this.#key();
        set(map, name, this.#node());
      }
    }
    return map;
  }

  #key(): string {
    const event = this.#events[this.#next];
    const isScalar = event?.type === EVENT_ID.SCALAR;
    if (isScalar && event.anchorStart < 0) {
      this.#next += 1;
      const value = this.#scalar(event);
      return this.#guarded(event, () => keyText(value));
    }
    const value = this.#node();
    if (typeof value === 'object' && value !== null) throw this.#fault(event, 'a key is a list or a map');
    return this.#guarded(event, () => keyText(value as ScalarValue));
  }

  #merge(map: Record<string, unknown>, key: ScalarEvent): void {
    const value = this.#node();
    const sources = Array.isArray(value) ? value.toReversed() : [value]; // the first of a list has the last word
    for (const source of sources) {
      if (!isRecord(source)) throw this.#fault(key, 'a merge (<<) needs a map, or a list of maps');
      for (const [name, inner] of Object.entries(source)) set(map, name, inner);
    }
  }

  #aliased(name: string): unknown {
    const known = this.#anchors.get(name);
    const event = this.#events[this.#next - 1];
    if (known === undefined) throw this.#fault(event, 'an alias names no anchor');
    if (known === UNFINISHED) throw this.#fault(event, 'an anchor contains itself');
    this.#weight += known.weight;
    this.#added += known.weight;
    if (this.#added > ALIAS_LIMIT) throw this.#fault(event, 'its aliases stand for too much');
    return known.value;
  }

  #scalar(event: ScalarEvent): ScalarValue {
    const source = getScalarValue(this.#text, event);
    this.#weight += source.length;
    if (event.tagStart < 0) {
      if (event.style !== SCALAR_STYLE.PLAIN) return source;
      return this.#guarded(event, () => resolvePlain(source));
    }
    const [, tag = ''] = TAG.exec(this.#text.slice(event.tagStart, event.tagEnd)) ?? [];
    return this.#guarded(event, () => resolveTagged(tag, source));
  }

  #carried(event: ScalarEvent, value: ScalarValue): ScalarValue {
    if (typeof value === 'number' && !Number.isFinite(value)) throw this.#fault(event, 'JSON has no such number');
    return value;
  }

  #guarded<T>(event: Event | undefined, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw error instanceof RangeError ? this.#fault(event, error.message) : error;
    }
  }

  #take(): Event {
    const event = this.#events[this.#next];
    if (event === undefined) throw this.#fault(undefined, 'it ends too early');
    this.#next += 1;
    return event;
  }

  #isAtEnd(): boolean {
    if (this.#events[this.#next]?.type !== EVENT_ID.POP) return false;
    this.#next += 1;
    return true;
  }

  /** At the event, or at the nearest one before it that says where it is. */
  #fault(event: Event | undefined, reason: string): YamlFault {
    const at = event === undefined ? this.#events.length : this.#events.indexOf(event) + 1;
    const offset = this.#events.slice(0, at).reduce((last, one) => Math.max(last, offsetOf(one)), 0);
    return faultAt(this.#text, offset, reason);
  }
}

function offsetOf(event: Event): number {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  return event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING ? event.start : 0;
}

function isMergeKey(text: string, { valueStart, valueEnd, style, tagStart, tagEnd }: ScalarEvent): boolean {
  if (valueEnd - valueStart !== 2 || style !== SCALAR_STYLE.PLAIN || !text.startsWith('<<', valueStart)) return false;
  return tagStart < 0 || text.slice(tagStart, tagEnd) === '!!merge';
}

function set(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') map[key] = value;
  else Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
}
