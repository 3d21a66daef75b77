// Reads PromQL: the part of it that charts and people at a demo need. What it does not know it refuses by name.
// Grammar: https://prometheus.io/docs/prometheus/latest/querying/basics/

export type Expression =
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'selector'; readonly selector: Selector }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly is: 'aggregate';
      readonly name: string;
      readonly grouping: 'by' | 'without';
      readonly labels: readonly string[];
      readonly of: Expression;
    }
  | {
      readonly is: 'binary';
      readonly operator: string;
      readonly isBool: boolean;
      readonly left: Expression;
      readonly right: Expression;
      readonly matching: Matching;
    };

export interface Selector {
  readonly matchers: readonly LabelMatcher[];
  /** 0 for an instant selector. */
  readonly rangeSeconds: number;
  readonly offsetSeconds: number;
}

export interface LabelMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** How the two sides of an operation find each other. */
export interface Matching {
  readonly on: readonly string[] | undefined;
  readonly ignoring: readonly string[];
  readonly group: 'left' | 'right' | undefined;
  readonly include: readonly string[];
}

/** What is wrong with a query, for Prometheus' `bad_data`. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}

const AGGREGATIONS = ['sum', 'avg', 'min', 'max', 'count', 'group'];
const PRECEDENCE: readonly (readonly string[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '<=', '<', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:ms|[smhdwy])(?:\d+(?:ms|[smhdwy]))*)|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([a-zA-Z_:][\w:]*)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(=~|!~|==|!=|<=|>=|[-+*/%<>=(){}[\],]))/y;

interface Token {
  readonly is: 'duration' | 'number' | 'word' | 'string' | 'symbol';
  readonly text: string;
  /** Where it begins in the query. */
  readonly at: number;
}

/** The expression of a query; throws {@link QueryError}. */
export function parseQuery(query: string): Expression {
  const parser = new Parser(tokenize(query), query);
  const expression = parser.expression(0);
  parser.end();
  return expression;
}

function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < query.trimEnd().length) {
    const before = TOKEN.lastIndex;
    const at = before + query.slice(before).search(/\S/);
    const match = TOKEN.exec(query);
    if (match === null)
      throw new QueryError(`${placeOf(query, at)}: parse error: unexpected character: ${JSON.stringify(query[at])}`);
    const [, duration, number, word, string, symbol] = match;
    if (duration !== undefined) tokens.push({ is: 'duration', text: duration, at });
    else if (number !== undefined) tokens.push({ is: 'number', text: number, at });
    else if (word !== undefined) tokens.push({ is: 'word', text: word, at });
    else if (string !== undefined) tokens.push({ is: 'string', text: string, at });
    else if (symbol !== undefined) tokens.push({ is: 'symbol', text: symbol, at });
  }
  if (tokens.length === 0) throw new QueryError('unknown position: parse error: no expression found in input');
  return tokens;
}

/** `2:5`: line and column, from 1. */
function placeOf(query: string, at: number): string {
  const lines = query.slice(0, at).split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

/** `1h30m` in seconds. */
export function parseDuration(text: string): number {
  const units: Readonly<Record<string, number>> = {
    ms: 0.001,
    s: 1,
    m: 60,
    h: 3600,
    d: 86_400,
    w: 604_800,
    y: 31_536_000,
  };
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdwy])/g)].reduce(
    (total, [, count, unit]) => total + Number(count) * (units[unit ?? 's'] ?? 1),
    0,
  );
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #query: string;
  #at = 0;

  constructor(tokens: readonly Token[], query: string) {
    this.#tokens = tokens;
    this.#query = query;
  }

  end(): void {
    const token = this.#tokens[this.#at];
    if (token !== undefined) throw new QueryError(`${this.#place()}: parse error: unexpected <${token.text}>`);
  }

  expression(level: number): Expression {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return this.#unary();
    let left = this.expression(level + 1);
    for (let token = this.#peek(); token !== undefined && operators.includes(token.text); token = this.#peek()) {
      this.#at++;
      const isBool = this.#take('bool');
      const matching = this.#matching();
      left = { is: 'binary', operator: token.text, isBool, left, right: this.expression(level + 1), matching };
    }
    return left;
  }

  #matching(): Matching {
    const isOn = this.#take('on');
    const isIgnoring = !isOn && this.#take('ignoring');
    const labels = isOn || isIgnoring ? this.#labels() : [];
    const group = this.#take('group_left') ? 'left' : this.#take('group_right') ? 'right' : undefined;
    const include = group !== undefined && this.#peek()?.text === '(' ? this.#labels() : [];
    return { on: isOn ? labels : undefined, ignoring: isIgnoring ? labels : [], group, include };
  }

  #unary(): Expression {
    if (this.#take('+')) return this.#unary();
    if (!this.#take('-')) return this.#primary();
    const matching = { on: undefined, ignoring: [], group: undefined, include: [] };
    const left: Expression = { is: 'number', value: -1 };
    return { is: 'binary', operator: '*', isBool: false, left, right: this.#unary(), matching };
  }

  #primary(): Expression {
    const token = this.#peek();
    if (token === undefined) throw new QueryError(`${this.#place()}: parse error: unexpected end of input`);
    if (token.is === 'number') {
      this.#at++;
      return { is: 'number', value: Number(token.text) };
    }
    if (token.text === '(') {
      this.#at++;
      const inner = this.expression(0);
      this.#expect(')');
      return inner;
    }
    if (token.text === '{') return this.#selector('');
    if (token.is !== 'word') throw new QueryError(`${this.#place()}: parse error: unexpected <${token.text}>`);
    this.#at++;
    if (AGGREGATIONS.includes(token.text) && ['(', 'by', 'without'].includes(this.#peek()?.text ?? '')) {
      return this.#aggregate(token.text);
    }
    if (this.#peek()?.text === '(') return this.#call(token.text);
    return this.#selector(token.text);
  }

  #aggregate(name: string): Expression {
    let grouping = this.#grouping();
    this.#expect('(');
    const of = this.expression(0);
    this.#expect(')');
    grouping ??= this.#grouping();
    return { is: 'aggregate', name, of, ...(grouping ?? { grouping: 'by', labels: [] }) };
  }

  #grouping() {
    for (const grouping of ['by', 'without'] as const) {
      if (this.#take(grouping)) return { grouping, labels: this.#labels() };
    }
    return undefined;
  }

  #call(name: string): Expression {
    this.#expect('(');
    const args: Expression[] = [];
    while (!this.#take(')')) {
      args.push(this.expression(0));
      if (this.#peek()?.text !== ')') this.#expect(',');
    }
    return { is: 'call', name, args };
  }

  #selector(name: string): Expression {
    const matchers: LabelMatcher[] = name === '' ? [] : [{ label: '__name__', operator: '=', value: name }];
    if (this.#take('{')) {
      while (!this.#take('}')) {
        const label = this.#next('word', 'label name');
        const operator = this.#next('symbol', 'label matching operator');
        if (operator !== '=' && operator !== '!=' && operator !== '=~' && operator !== '!~') {
          throw new QueryError(`${this.#place(-1)}: parse error: unexpected <${operator}> in label matching`);
        }
        matchers.push({ label, operator, value: unquote(this.#next('string', 'string')) });
        if (this.#peek()?.text !== '}') this.#expect(',');
      }
    }
    let rangeSeconds = 0;
    if (this.#take('[')) {
      rangeSeconds = parseDuration(this.#next('duration', 'duration'));
      if (!this.#take(']')) throw new QueryError("the demo cluster's Prometheus does not evaluate subqueries");
    }
    const sign = this.#take('offset') ? (this.#take('-') ? -1 : 1) : 0;
    const offsetSeconds = sign === 0 ? 0 : sign * parseDuration(this.#next('duration', 'duration'));
    return { is: 'selector', selector: { matchers, rangeSeconds, offsetSeconds } };
  }

  #labels(): readonly string[] {
    this.#expect('(');
    const labels: string[] = [];
    while (!this.#take(')')) {
      labels.push(this.#next('word', 'label'));
      if (this.#peek()?.text !== ')') this.#expect(',');
    }
    return labels;
  }

  /** As Prometheus names it: of the token that is next, or of one before it; the end where there is none. */
  #place(offset = 0): string {
    return placeOf(this.#query, this.#tokens[this.#at + offset]?.at ?? this.#query.length);
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #take(text: string): boolean {
    const token = this.#peek();
    if (token?.text !== text || token.is === 'string') return false;
    this.#at++;
    return true;
  }

  #expect(text: string): void {
    if (this.#take(text)) return;
    const found = this.#peek()?.text ?? 'end of input';
    throw new QueryError(`${this.#place()}: parse error: unexpected <${found}>, expected "${text}"`);
  }

  #next(is: Token['is'], what: string): string {
    const token = this.#peek();
    if (token?.is !== is) {
      throw new QueryError(
        `${this.#place()}: parse error: unexpected <${token?.text ?? 'end of input'}>, expected ${what}`,
      );
    }
    this.#at++;
    return token.text;
  }
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, (_all, char: string) => ({ n: '\n', t: '\t' })[char] ?? char);
}
