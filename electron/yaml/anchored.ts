// Watches over what aliases of a YAML stand for while its text is changed node by node: a change of it would change every place
// that has the alias. Pure.
import { type Alias, type Document, isAlias, isCollection, isNode, isPair, type Node, visit } from 'yaml';

/** What aliases stand for, and what each node of it is made of, at one moment. */
export interface Anchored {
  readonly targets: ReadonlyMap<Alias, Node>;
  readonly parts: ReadonlyMap<Node, readonly unknown[]>;
}

/** As it is now. */
export function anchoredIn(document: Document): Anchored {
  const targets = targetsIn(document);
  const parts = new Map<Node, readonly unknown[]>();
  const add = (part: unknown) => {
    if (!isNode(part) || parts.has(part)) return;
    parts.set(part, partsOf(part));
    for (const inner of partsOf(part)) add(inner);
  };
  for (const target of targets.values()) add(target);
  return { targets, parts };
}

/** The anchor of an alias that is still there and has come to stand for something else; undefined where there is none. */
export function changedAnchor(before: Anchored, document: Document): string | undefined {
  const isSame = new Map<unknown, boolean>();
  const same = (part: unknown): boolean => {
    if (!isNode(part)) return true;
    const known = isSame.get(part);
    if (known !== undefined) return known;
    // An alias of what it is in leads back here.
    isSame.set(part, true);
    const was = before.parts.get(part) ?? [];
    const now = partsOf(part);
    const is = was.length === now.length && was.every((one, index) => one === now[index]) && now.every(same);
    isSame.set(part, is);
    return is;
  };
  const targets = targetsIn(document);
  for (const alias of aliasesIn(document)) {
    const target = before.targets.get(alias);
    if (target !== targets.get(alias) || !same(target)) return alias.source;
  }
  return undefined;
}

function aliasesIn(document: Document): readonly Alias[] {
  const aliases: Alias[] = [];
  visit(document, { Alias: (_key, alias) => void aliases.push(alias) });
  return aliases;
}

/** The nearest anchor of the name before it counts, in one walk for all of them. */
function targetsIn(document: Document): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if (node.anchor) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

/** What would be another if it was changed. */
function partsOf(node: Node): readonly unknown[] {
  if (isAlias(node)) return [node.source];
  if (!isCollection(node)) return ['value' in node ? node.value : undefined];
  return node.items.flatMap((item) => (isPair(item) ? [item.key, item.value] : [item]));
}
