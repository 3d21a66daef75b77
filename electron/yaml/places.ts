// The places of nodes in the text that they were read from: ranges of the `yaml` library, and what they leave out. They hold for
// a document that was not changed yet. Pure.
import { isCollection, isMap, isNode, isPair, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import { leadOf, lineStart } from './splice.ts';

export type Collection = YAMLMap | YAMLSeq;

export function isListOrMap(node: unknown): node is Collection {
  return isMap(node) || isSeq(node);
}

/** From where a node itself begins to where it ends, without anchor, tag, comment and last line end. */
export function spanOf(source: string, node: unknown): readonly [start: number, end: number] | undefined {
  const start = isNode(node) ? node.range?.[0] : undefined;
  const end = endOf(source, node);
  if (start === undefined || end === undefined) return undefined;
  return [start, start + source.slice(start, end).trimEnd().length];
}

/** Whether something else on one line can take its place, with nothing that would have to go with it. */
export function isPlainlyWritten(node: unknown): boolean {
  const isBlock = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  const isInBlocks = isCollection(node) && node.flow !== true;
  const { anchor, tag } = node as Partial<Node> & { readonly anchor?: string };
  return !isBlock && !isInBlocks && anchor === undefined && tag === undefined;
}

/** Right behind the colon of a pair; undefined where there is none, or a comment before it. */
export function afterColon(source: string, { key }: { readonly key: unknown }): number | undefined {
  const end = isNode(key) ? key.range?.[1] : undefined;
  const colon = end === undefined ? null : /^\s*:/.exec(source.slice(end, end + 200));
  return end === undefined || colon === null ? undefined : end + colon[0].length;
}

/** Where an item of a collection begins: its key, its dash, or in brackets itself. */
export function startOf(source: string, collection: Collection, item: unknown): number | undefined {
  const node = isPair(item) ? item.key : item;
  const start = isNode(node) ? node.range?.[0] : undefined;
  if (start === undefined || collection.flow === true) return start;
  if (isPair(item)) return start - (/\?[ \t]+$/.exec(leadOf(source, start))?.[0].length ?? 0);
  const first = collection.range?.[0];
  return first === undefined ? undefined : dashOf(source, first, start);
}

/** The dash before `at`, as far in as the first one. */
function dashOf(source: string, first: number, at: number): number | undefined {
  const column = first - lineStart(source, first);
  for (let start = lineStart(source, at); start + column >= first; start = lineStart(source, start - 1)) {
    const dash = start + column;
    const isAlone = dash === first || source.slice(start, dash).trim() === '';
    if (isAlone && dash <= at && /^-(?:\s|$)/.test(source.slice(dash, dash + 2))) return dash;
    if (start === 0) break;
  }
  return undefined;
}

/** Where an item ends, or a node: with its last line end, where it has lines of its own. */
export function endOf(source: string, item: unknown): number | undefined {
  if (isPair(item)) {
    const least = afterColon(source, item) ?? (isNode(item.key) ? item.key.range?.[1] : undefined);
    return Math.max(endOf(source, item.value) ?? 0, least ?? 0) || undefined;
  }
  // What the library counts to a list or map in blocks is also the comments behind it.
  if (isListOrMap(item) && item.flow !== true && item.items.length > 0) return endOf(source, item.items.at(-1));
  return isNode(item) ? item.range?.[1] : undefined;
}
