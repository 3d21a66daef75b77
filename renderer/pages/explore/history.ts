// The expressions that were run on this machine, whatever the cluster was, newest first.
import { MOST_EXPRESSION_CHARACTERS } from '../../../shared/model/explore-bounds.ts';

const MOST = 50;

/** With this expression as the newest; the same one is there once. */
export function withExpression(history: readonly string[], expression: string): readonly string[] {
  const own = expression.trim();
  return [own, ...withoutExpression(history, own)].slice(0, MOST);
}

export function withoutExpression(history: readonly string[], expression: string): readonly string[] {
  return history.filter((other) => other !== expression);
}

/** Whether something that was kept is such a list. */
export function isHistory(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= MOST &&
    value.every((one) => typeof one === 'string' && one !== '' && one.length <= MOST_EXPRESSION_CHARACTERS)
  );
}
