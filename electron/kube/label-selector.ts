// Label selectors: as a query of the API, and asked of the labels of one object.
// Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
import { isRecord, record, records, text } from '../../shared/json.ts';

/** One demand of a selector. */
interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** A `meta/v1.LabelSelector` as the query `labelSelector`; undefined for what is none, or what selects all. */
export function selectorQuery(selector: unknown): string | undefined {
  const words = requirementsOf(selector).map(inWords);
  return words.length === 0 ? undefined : words.join(',');
}

/** Whether a `meta/v1.LabelSelector` selects what has these labels. An empty one selects all, one that is absent nothing. */
export function selects(selector: unknown, labels: Readonly<Record<string, string>> | undefined): boolean {
  if (!isRecord(selector)) return false;
  return requirementsOf(selector).every((requirement) => isMet(requirement, labels?.[requirement.key]));
}

/** Whether a Service's `spec.selector`, a map, selects it. An empty one selects nothing: its endpoints are made by hand. */
export function mapSelects(selector: unknown, labels: Readonly<Record<string, string>> | undefined): boolean {
  const pairs = Object.entries(record(selector));
  return pairs.length > 0 && pairs.every(([key, value]) => labels?.[key] === value);
}

function inWords({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In':
      return `${key} in (${values.join(',')})`;
    case 'NotIn':
      return `${key} notin (${values.join(',')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}

function isMet({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

function requirementsOf(selector: unknown): readonly Requirement[] {
  const { matchLabels, matchExpressions } = record(selector);
  const labels = Object.entries(record(matchLabels)).map(
    ([key, value]): Requirement => ({ key, operator: 'In', values: [text(value)] }),
  );
  return [...labels, ...records(matchExpressions).flatMap(requirementOf)];
}

function requirementOf({ key, operator, values }: Readonly<Record<string, unknown>>): Requirement[] {
  if (operator !== 'In' && operator !== 'NotIn' && operator !== 'Exists' && operator !== 'DoesNotExist') return [];
  return [{ key: text(key), operator, values: Array.isArray(values) ? values.map(text) : [] }];
}
