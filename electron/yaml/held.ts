// The lists and maps of a YAML as they were read, each item with its place in the text, and how they differ from that by now. Pure.
import { type Document, isPair, visit } from 'yaml';
import { type Collection, endOf, isListOrMap, spanOf, startOf } from './places.ts';

/** An item as it was: a node of a list, a pair of a map with the value that it had. Places in UTF-16 units. */
export interface HeldItem {
  readonly item: unknown;
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  /** Of the value. */
  readonly span: readonly [start: number, end: number] | undefined;
}

/** Those of a collection; undefined where the text does not tell where they are. */
export type Held = ReadonlyMap<unknown, readonly HeldItem[] | undefined>;

/** As they are now, before anything is changed. */
export function heldIn(source: string, document: Document): Held {
  const held = new Map<unknown, readonly HeldItem[] | undefined>();
  visit(document, {
    Collection: (_key, node) => {
      if (isListOrMap(node)) held.set(node, itemsOf(source, node));
    },
  });
  return held;
}

function itemsOf(source: string, collection: Collection): readonly HeldItem[] | undefined {
  const items: HeldItem[] = [];
  for (const item of collection.items as readonly unknown[]) {
    const value = isPair(item) ? item.value : item;
    const start = startOf(source, collection, item);
    const end = endOf(source, item);
    if (start === undefined || end === undefined) return undefined;
    items.push({ item, value, start, end, span: spanOf(source, value) });
  }
  return items;
}

export interface ChangedItems {
  /** Places among the former ones. */
  readonly removed: readonly number[];
  /** What came right after which former place; -1 is the beginning. */
  readonly added: readonly { readonly after: number; readonly items: readonly unknown[] }[];
}

/** Undefined where those that stayed have another order. */
export function changedItems(before: readonly HeldItem[], now: readonly unknown[]): ChangedItems | undefined {
  const places = new Map(before.map(({ item }, place) => [item, place]));
  const added = new Map<number, unknown[]>();
  let last = -1;
  for (const item of now) {
    const place = places.get(item);
    if (place === undefined) added.set(last, [...(added.get(last) ?? []), item]);
    else if (place <= last) return undefined;
    else last = place;
  }
  const kept = new Set(now);
  return {
    removed: before.flatMap(({ item }, place) => (kept.has(item) ? [] : [place])),
    added: [...added].map(([after, items]) => ({ after, items })),
  };
}
