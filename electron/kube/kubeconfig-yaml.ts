// A kubeconfig's YAML as kubectl reads it: the first document alone, YAML 1.1's words, of doubled keys the last.
// Source: https://github.com/yaml/go-yaml/blob/v2.4.4/decode.go
import {
  Composer,
  type CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Pair,
  Parser,
  type Scalar,
} from 'yaml';
import { isRecord } from '../../shared/json.ts';
import { resolvePlain } from '../yaml/plain-scalar.ts';

/** Text that is no YAML. Its message is the end of a sentence, and has nothing of the text in it. */
export class UnreadableYaml extends Error {}

/** What a file may be when its aliases are written out, in nodes. */
const MOST_NODES = 1_000_000;
/** Words, signs and blanks: three thousand contexts with clusters and users of their own, which are read in a second. */
const MOST_LEXEMES = 250_000;
const DEEPEST = 500;
const DOCUMENT_ENDS: ReadonlySet<string> = new Set(['---', '...']);
const TAG_PREFIX = 'tag:yaml.org,2002:';

/** go-yaml reads no text with one of these in it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** What the parser found, in words that quote nothing. */
const WORDS: Readonly<Record<string, string>> = {
  BAD_INDENT: 'its indentation does not fit',
  BAD_SCALAR_START: 'text that begins with this sign needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'text with a colon and a blank in it needs quotes',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  MISSING_CHAR: 'a bracket, quote, comma or colon is missing',
  TAB_AS_INDENT: 'it is indented with a tab, where YAML wants blanks',
};

/**
 * The value of its first document as JSON values; null where that is empty. A key that is no text is left out, and a
 * number that JavaScript cannot carry is `NaN`: no field of a kubeconfig is either.
 *
 * Throws {@link UnreadableYaml} for what is no YAML, is nested too deeply, or has more aliases than any kubeconfig needs.
 */
export function readFirstDocument(text: string): unknown {
  const source = text.replace(/\r\n?/g, '\n');
  const control = source.search(CONTROL);
  if (control >= 0) throw new UnreadableYaml(`line ${lineOf(source, control)}: it has a control character`);
  try {
    const lines = new LineCounter();
    const composer = new Composer({ schema: 'failsafe', merge: false, uniqueKeys: false });
    const [document] = composer.compose(firstTokens(source, lines), true, source.length);
    if (document === undefined) return null;
    const [error] = document.errors;
    if (error !== undefined) throw unreadable(lines, error.pos[0], WORDS[error.code] ?? 'it breaks the rules of YAML');
    return new Reader(lines).read(document.contents);
  } catch (error) {
    if (error instanceof UnreadableYaml) throw error;
    throw new UnreadableYaml(error instanceof RangeError ? 'it is nested too deeply' : 'it cannot be parsed');
  }
}

/** What comes after the first document may be anything: kubectl does not read it either. */
function firstTokens(source: string, lines: LineCounter): readonly CST.Token[] {
  const tokens: CST.Token[] = [];
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let count = 0;
  let depth = 0;
  for (const lexeme of new Lexer().lex(source)) {
    count += 1;
    depth += lexeme === '[' || lexeme === '{' ? 1 : lexeme === ']' || lexeme === '}' ? -1 : 0;
    if (count > MOST_LEXEMES) throw new UnreadableYaml('it has more in it than is read here');
    if (depth > DEEPEST) throw new UnreadableYaml('it is nested too deeply');
    tokens.push(...parser.next(lexeme));
    // A document that ends otherwise is one with a mistake, which the next token tells.
    if (DOCUMENT_ENDS.has(lexeme) && tokens.some(({ type }) => type === 'document')) return tokens;
  }
  tokens.push(...parser.end());
  return tokens;
}

interface Anchored {
  readonly value: unknown;
  readonly nodes: number;
}

/** Makes values of nodes. What an alias stands for is shared, and counted each time. */
class Reader {
  readonly #lines: LineCounter;
  readonly #anchors = new Map<string, Anchored | 'open'>();
  #nodes = 0;
  #depth = 0;

  constructor(lines: LineCounter) {
    this.#lines = lines;
  }

  read(node: unknown): unknown {
    if (isAlias(node)) return this.#aliased(node.source, node.range?.[0] ?? 0);
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, 'open');
    const before = this.#nodes;
    this.#count(1);
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new UnreadableYaml('it is nested too deeply');
    const value = this.#valueOf(node);
    this.#depth -= 1;
    if (anchor !== undefined) this.#anchors.set(anchor, { value, nodes: this.#nodes - before });
    return value;
  }

  #valueOf(node: unknown): unknown {
    if (isScalar(node)) return scalarValue(node);
    if (isSeq(node)) return node.items.map((item) => this.read(item));
    return isMap(node) ? this.#map(node.items) : null;
  }

  /** In go-yaml's order: a merge takes the place of the keys before it, and the keys after it take its own. */
  #map(pairs: readonly Pair[]): Readonly<Record<string, unknown>> {
    const entries = new Map<string, unknown>();
    for (const { key: keyNode, value: valueNode } of pairs) {
      if (isMergeKey(keyNode)) {
        for (const [key, value] of this.#merged(this.read(valueNode))) entries.set(key, value);
        continue;
      }
      const key = this.read(keyNode);
      const value = this.read(valueNode);
      if (typeof key === 'string') entries.set(key, value);
    }
    return Object.fromEntries(entries);
  }

  #merged(value: unknown): readonly (readonly [string, unknown])[] {
    const maps: readonly unknown[] = Array.isArray(value) ? value.toReversed() : [value];
    const entries = maps.flatMap((map) => {
      if (!isRecord(map)) throw new UnreadableYaml('a merge (<<) needs a map, or a list of maps');
      return Object.entries(map);
    });
    this.#count(entries.length);
    return entries;
  }

  #aliased(name: string, offset: number): unknown {
    const anchored = this.#anchors.get(name);
    if (anchored === undefined) {
      throw unreadable(this.#lines, offset, 'an alias names no anchor: text that begins with * needs quotes');
    }
    if (anchored === 'open') throw unreadable(this.#lines, offset, 'an alias stands in what it stands for');
    this.#count(anchored.nodes);
    return anchored.value;
  }

  #count(nodes: number): void {
    this.#nodes += nodes;
    if (this.#nodes > MOST_NODES) throw new UnreadableYaml('its aliases stand for more than anybody could read');
  }
}

function scalarValue({ value, source, tag, type }: Scalar): unknown {
  const text = typeof value === 'string' ? value : (source ?? '');
  switch (tag?.replace(TAG_PREFIX, '')) {
    case undefined:
      return type === 'PLAIN' ? plainValue(text) : text;
    case 'bool':
    case 'float':
    case 'int':
    case 'null':
      return plainValue(text);
    case 'binary':
      return Buffer.from(text, 'base64').toString();
    default:
      return text;
  }
}

function plainValue(text: string): unknown {
  try {
    return resolvePlain(text);
  } catch {
    return Number.NaN; // a number that is not carried exactly
  }
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.tag === undefined && key.type === 'PLAIN';
}

function unreadable(lines: LineCounter, offset: number, reason: string): UnreadableYaml {
  return new UnreadableYaml(`line ${lines.linePos(offset).line}: ${reason}`);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
