// PromQL's operators between numbers and vectors: how samples find each other, and what they make.
import { type Expression, type Matching, QueryError } from './parse.ts';
import type { Labels, Sample, Value } from './value.ts';

type Binary = Expression & { readonly is: 'binary' };

const COMPARISONS = ['==', '!=', '<=', '<', '>=', '>'];

/** The value of an operation on two values. */
export function binary(expression: Binary, left: Value, right: Value): Value {
  const { operator } = expression;
  if (operator === 'or' || operator === 'and' || operator === 'unless') {
    if (typeof left === 'number' || typeof right === 'number') {
      throw new QueryError(`parse error: set operator "${operator}" not allowed in binary scalar expression`);
    }
    return setOperation(operator, expression.matching, left, right);
  }
  if (typeof left === 'number' && typeof right === 'number') return compute(operator, left, right);
  if (typeof left === 'number' || typeof right === 'number') return withNumber(expression, left, right);
  return joined(expression, left, right);
}

function withNumber(expression: Binary, left: Value, right: Value): readonly Sample[] {
  const isLeft = typeof left === 'number';
  const samples = (isLeft ? right : left) as readonly Sample[];
  return samples.flatMap(({ labels, value }) => {
    const result = isLeft
      ? compute(expression.operator, left, value)
      : compute(expression.operator, value, right as number);
    return finish(expression, labels, value, result);
  });
}

/** Comparisons filter, unless they are told to say 0 or 1. */
function finish({ operator, isBool }: Binary, labels: Labels, kept: number, result: number): readonly Sample[] {
  if (!COMPARISONS.includes(operator)) return [{ labels: nameless(labels), value: result }];
  if (isBool) return [{ labels: nameless(labels), value: result }];
  return result === 1 ? [{ labels, value: kept }] : [];
}

function joined(expression: Binary, left: readonly Sample[], right: readonly Sample[]): readonly Sample[] {
  const { matching } = expression;
  const isRight = matching.group === 'right';
  const [many, one] = isRight ? [right, left] : [left, right];
  const partners = new Map<string, Sample>();
  for (const sample of one) {
    const key = keyOf(sample.labels, matching);
    if (partners.has(key)) {
      const side = isRight ? 'left' : 'right';
      throw new QueryError(
        `found duplicate series for the match group ${key} on the ${side} hand-side of the operation`,
      );
    }
    partners.set(key, sample);
  }
  const seen = new Set<string>();
  return many.flatMap((sample) => {
    const key = keyOf(sample.labels, matching);
    const partner = partners.get(key);
    if (partner === undefined) return [];
    if (matching.group === undefined && seen.has(key)) {
      throw new QueryError(
        'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
      );
    }
    seen.add(key);
    const [a, b] = isRight ? [partner.value, sample.value] : [sample.value, partner.value];
    const result = compute(expression.operator, a, b);
    const labels =
      matching.group === undefined
        ? plainLabels(sample.labels, matching, expression)
        : included(sample, partner, matching);
    return finish(expression, labels, sample.value, result);
  });
}

function plainLabels(labels: Labels, { on, ignoring }: Matching, { operator, isBool }: Binary): Labels {
  if (COMPARISONS.includes(operator) && !isBool) return labels;
  const kept = Object.entries(labels).filter(([label]) =>
    on === undefined ? !ignoring.includes(label) : on.includes(label),
  );
  return Object.fromEntries(kept);
}

function included(sample: Sample, partner: Sample, { include }: Matching): Labels {
  const labels: Record<string, string> = { ...nameless(sample.labels) };
  for (const label of include) {
    const value = partner.labels[label];
    if (value === undefined) delete labels[label];
    else labels[label] = value;
  }
  return labels;
}

function setOperation(
  operator: 'or' | 'and' | 'unless',
  matching: Matching,
  left: readonly Sample[],
  right: readonly Sample[],
): readonly Sample[] {
  const keys = (samples: readonly Sample[]) => new Set(samples.map(({ labels }) => keyOf(labels, matching)));
  if (operator === 'or') {
    const taken = keys(left);
    return [...left, ...right.filter(({ labels }) => !taken.has(keyOf(labels, matching)))];
  }
  const others = keys(right);
  return left.filter(({ labels }) => others.has(keyOf(labels, matching)) === (operator === 'and'));
}

function keyOf(labels: Labels, { on, ignoring }: Matching): string {
  const kept = Object.entries(labels)
    .filter(([label]) => (on === undefined ? label !== '__name__' && !ignoring.includes(label) : on.includes(label)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(kept));
}

function compute(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '==':
      return Number(a === b);
    case '!=':
      return Number(a !== b);
    case '<':
      return Number(a < b);
    case '<=':
      return Number(a <= b);
    case '>':
      return Number(a > b);
    case '>=':
      return Number(a >= b);
    default:
      throw new QueryError(`the demo cluster's Prometheus does not evaluate the operator "${operator}"`);
  }
}

/** Whatever computes with a value takes its metric's name away. */
export function nameless({ __name__: _name, ...labels }: Labels): Labels {
  return labels;
}
