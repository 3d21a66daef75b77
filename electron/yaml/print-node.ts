// New nodes of a YAML as text that is put between what stays: in blocks, indented as what is around it, or on one line in brackets.
import { isPair, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { writePart } from './edit.ts';

/** Items of a list or map in blocks, `indent` before each line; without a line end behind them. */
export function blockItems(items: readonly unknown[], indent: string): string {
  const lines = writePart(collectionOf(items)).trimEnd().split('\n');
  return lines.map((line) => (line === '' ? '' : indent + line)).join('\n');
}

/** A value behind its colon, whose key is as far in as `indent`: with the space before it, or beginning with a line end. */
export function blockValue(value: unknown, indent: string): string {
  return blockItems([new Pair(new Scalar('k'), value)], indent).slice(`${indent}k:`.length);
}

/** Items of a list or map in brackets, without these. */
export function flowItems(items: readonly unknown[]): string {
  const collection = collectionOf(items);
  collection.flow = true;
  return writePart(collection).trim().slice(1, -1).trim();
}

function collectionOf(items: readonly unknown[]): YAMLMap | YAMLSeq {
  const collection = items.every((item) => isPair(item)) ? new YAMLMap() : new YAMLSeq();
  collection.items = [...items] as never;
  return collection;
}
