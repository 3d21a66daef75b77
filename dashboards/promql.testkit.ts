// Reads the metrics and labels that an expression asks for, by the grammar of Prometheus' own editor.
import { parser } from '@prometheus-io/lezer-promql';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** A metric's name, and the function that its samples over time go into, if any (`rate`, `increase`, …). */
export interface Selector {
  readonly metric: string;
  readonly rangeFunction: string | undefined;
}

/** Every selector of an expression. Throws for one that does not name its metric. */
export function selectorsOf(expr: string): readonly Selector[] {
  const found: Selector[] = [];
  const text = (node: SyntaxNode) => expr.slice(node.from, node.to);
  parser.parse(expr).iterate({
    enter: ({ name, node }) => {
      if (name !== 'VectorSelector') return;
      const identifier = node.getChild('Identifier');
      if (identifier === null) throw new Error(`${text(node)} does not name its metric.`);
      found.push({ metric: text(identifier), rangeFunction: rangeFunctionOf(node, text) });
    },
  });
  return found;
}

/** Whether an expression is nothing but a selector, whose series still have their metric's name. */
export function isSelector(expr: string): boolean {
  return parser.parse(expr).topNode.firstChild?.name === 'VectorSelector';
}

function rangeFunctionOf(selector: SyntaxNode, text: (node: SyntaxNode) => string): string | undefined {
  if (selector.parent?.name !== 'MatrixSelector') return undefined;
  let call: SyntaxNode | null = selector.parent;
  while (call !== null && call.name !== 'FunctionCall') call = call.parent;
  const identifier = call?.getChild('FunctionIdentifier');
  return identifier ? text(identifier) : undefined;
}
