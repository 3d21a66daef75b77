// Evaluates PromQL at one time. Rates, staleness and matching are Prometheus' own rules; what is missing is refused by name.
// Source: https://github.com/prometheus/prometheus/blob/main/promql/functions.go
import { binary, nameless } from './binary.ts';
import { type Expression, type LabelMatcher, QueryError, type Selector } from './parse.ts';
import type { Labels, Sample, Series, Source, Value } from './value.ts';

/** The value of an expression at a time; throws {@link QueryError}. */
export function evaluate(expression: Expression, seconds: number, source: Source): Value {
  switch (expression.is) {
    case 'number':
      return expression.value;
    case 'selector': {
      if (expression.selector.rangeSeconds > 0) {
        throw new QueryError(
          'invalid expression type "range vector" for range query, must be Scalar or instant Vector',
        );
      }
      return instant(expression.selector, seconds, source);
    }
    case 'aggregate':
      return aggregate(expression, vector(evaluate(expression.of, seconds, source)));
    case 'binary':
      return binary(
        expression,
        evaluate(expression.left, seconds, source),
        evaluate(expression.right, seconds, source),
      );
    case 'call':
      return call(expression.name, expression.args, seconds, source);
  }
}

/** What a range selector selects: the series that have samples in it, and the times of these. */
export function rangeVector(selector: Selector, seconds: number, source: Source) {
  const to = seconds - selector.offsetSeconds;
  return select(selector, source)
    .map((series) => ({ series, times: series.times(to - selector.rangeSeconds, to) }))
    .filter(({ times }) => times.length > 0);
}

function instant(selector: Selector, seconds: number, source: Source): readonly Sample[] {
  return select(selector, source).flatMap((series) => {
    const time = series.last(seconds - selector.offsetSeconds);
    return time === undefined ? [] : [{ labels: series.labels, value: series.at(time) }];
  });
}

function select({ matchers }: Selector, source: Source): readonly Series[] {
  const name = matchers.find(({ label, operator }) => label === '__name__' && operator === '=')?.value;
  return source.series(name).filter(({ labels }) => matchers.every((matcher) => matches(matcher, labels)));
}

export function matches({ label, operator, value }: LabelMatcher, labels: Labels): boolean {
  const found = labels[label] ?? '';
  switch (operator) {
    case '=':
      return found === value;
    case '!=':
      return found !== value;
    case '=~':
    case '!~':
      return anchored(value).test(found) === (operator === '=~');
  }
}

const patterns = new Map<string, RegExp>();

function anchored(pattern: string): RegExp {
  let compiled = patterns.get(pattern);
  if (compiled === undefined) {
    try {
      compiled = new RegExp(`^(?:${pattern})$`, 's');
    } catch {
      throw new QueryError(`parse error: error parsing regexp: ${JSON.stringify(pattern)}`);
    }
    if (patterns.size > 200) patterns.clear();
    patterns.set(pattern, compiled);
  }
  return compiled;
}

function vector(value: Value): readonly Sample[] {
  if (typeof value !== 'number') return value;
  throw new QueryError('parse error: expected type instant vector, got scalar');
}

const OVER_TIME: Readonly<Record<string, (values: readonly number[]) => number>> = {
  avg_over_time: (values) => values.reduce((a, b) => a + b, 0) / values.length,
  count_over_time: (values) => values.length,
  last_over_time: (values) => values.at(-1) ?? Number.NaN,
  max_over_time: (values) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  min_over_time: (values) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  sum_over_time: (values) => values.reduce((a, b) => a + b, 0),
};
const RATES = ['rate', 'increase', 'delta', 'irate', 'idelta'];
const MATH: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  sqrt: Math.sqrt,
};

function call(name: string, args: readonly Expression[], seconds: number, source: Source): Value {
  const [first, ...rest] = args;
  if (name === 'time') return seconds;
  if (first === undefined) throw unknown(name);
  const overTime = OVER_TIME[name];
  if (overTime !== undefined || RATES.includes(name)) {
    if (first.is !== 'selector' || first.selector.rangeSeconds === 0) {
      throw new QueryError(`parse error: expected type range vector in call to function "${name}", got instant vector`);
    }
    const { selector } = first;
    return rangeVector(selector, seconds, source).flatMap(({ series, times }) => {
      const value = overTime?.(times.map((time) => series.at(time))) ?? rate(name, series, times, seconds, selector);
      if (value === undefined) return [];
      return [{ labels: name === 'last_over_time' ? series.labels : nameless(series.labels), value }];
    });
  }
  const number = (index: number) => {
    const value = rest[index] === undefined ? Number.NaN : evaluate(rest[index], seconds, source);
    return typeof value === 'number' ? value : Number.NaN;
  };
  const math = MATH[name];
  const apply = (change: (value: number) => number) =>
    vector(evaluate(first, seconds, source)).map(({ labels, value }) => ({
      labels: nameless(labels),
      value: change(value),
    }));
  if (math !== undefined) return apply(math);
  switch (name) {
    case 'clamp':
      return apply((value) => Math.min(Math.max(value, number(0)), number(1)));
    case 'clamp_min':
      return apply((value) => Math.max(value, number(0)));
    case 'clamp_max':
      return apply((value) => Math.min(value, number(0)));
    case 'vector': {
      const value = evaluate(first, seconds, source);
      return [{ labels: {}, value: typeof value === 'number' ? value : Number.NaN }];
    }
    case 'scalar': {
      const samples = vector(evaluate(first, seconds, source));
      return samples.length === 1 ? (samples[0]?.value ?? Number.NaN) : Number.NaN;
    }
    default:
      throw unknown(name);
  }
}

function unknown(name: string): QueryError {
  return new QueryError(`the demo cluster's Prometheus does not evaluate the function "${name}"`);
}

/** The demo's counters never go back, so first and last sample tell all; extrapolated as Prometheus does. */
function rate(
  name: string,
  series: Series,
  times: readonly number[],
  seconds: number,
  selector: Selector,
): number | undefined {
  const [first] = times;
  const last = times.at(-1);
  const beforeLast = times.at(-2);
  if (first === undefined || last === undefined || beforeLast === undefined) return undefined;
  if (name === 'irate') return (series.at(last) - series.at(beforeLast)) / (last - beforeLast);
  if (name === 'idelta') return series.at(last) - series.at(beforeLast);
  const value = series.at(first);
  const increase = series.at(last) - value;
  const end = seconds - selector.offsetSeconds;
  const start = end - selector.rangeSeconds;
  const covered = last - first;
  const average = covered / (times.length - 1);
  const threshold = average * 1.1;
  let toStart = first - start >= threshold ? average / 2 : first - start;
  const toEnd = end - last >= threshold ? average / 2 : end - last;
  // A counter does not begin below zero.
  if (name !== 'delta' && increase > 0 && value >= 0) toStart = Math.min(toStart, covered * (value / increase));
  const whole = increase * ((covered + toStart + toEnd) / covered);
  return name === 'rate' ? whole / selector.rangeSeconds : whole;
}

function aggregate(expression: Expression & { is: 'aggregate' }, samples: readonly Sample[]): readonly Sample[] {
  const groups = new Map<string, { labels: Labels; values: number[] }>();
  for (const { labels, value } of samples) {
    const kept = Object.entries(labels).filter(([label]) => {
      if (label === '__name__') return expression.grouping === 'by' && expression.labels.includes(label);
      return expression.labels.includes(label) === (expression.grouping === 'by');
    });
    const group = Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
    const key = JSON.stringify(group);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { labels: group, values: [value] });
    else known.values.push(value);
  }
  return [...groups.values()].map(({ labels, values }) => ({ labels, value: fold(expression.name, values) }));
}

function fold(name: string, values: readonly number[]): number {
  switch (name) {
    case 'sum':
      return values.reduce((a, b) => a + b, 0);
    case 'avg':
      return values.reduce((a, b) => a + b, 0) / values.length;
    case 'min':
      return Math.min(...values);
    case 'max':
      return Math.max(...values);
    case 'count':
      return values.length;
    default:
      return 1;
  }
}
