// YAML as it was written, for programs that know which types they want: Alertmanager, Prometheus, ODIN's own settings. They read
// it strictly by go-yaml v2: https://github.com/yaml/go-yaml/blob/v2.4.4/decode.go
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
  type YAMLParseError,
} from 'yaml';
import { isText, textOf, Word, type Yaml } from './word.ts';
import { faultAt, YamlFault } from './yaml-fault.ts';

/** What is in a text, and where. */
export interface WrittenYaml {
  /** A document with nothing in it is a word of no text. */
  readonly value: Yaml;
  /** The line of what is at a path, from 1 on; of the nearest thing around it where that is unknown. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** More nodes than any file has that people write: aliases of aliases can be as many as one likes. */
const MOST_NODES = 500_000;
const DEEPEST = 500;
const TAG_PREFIX = 'tag:yaml.org,2002:';

/** YAML 1.1 breaks lines at these, and YAML 1.2 does not; outside of quotes nobody sees them. */
const OLD_BREAKS = /[\u0085\u2028\u2029]/;

/** Go reads no text with one of these in it, not even in a comment. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

/** The fixed words for what a parser found, which might quote a secret itself. */
const WORDS: Readonly<Record<string, string>> = {
  BAD_ALIAS: 'it has an alias without its anchor; text that begins with * needs quotes',
  DUPLICATE_KEY: 'it has a key twice',
  TAB_AS_INDENT: 'it is indented with a tab, where YAML wants spaces',
  BAD_INDENT: 'its indentation does not fit',
  MISSING_CHAR: 'a bracket, quote or comma is missing',
  BLOCK_AS_IMPLICIT_KEY: 'it has a map where text is expected: text with ": " in it needs quotes',
  MULTILINE_IMPLICIT_KEY: 'it has a key of several lines',
  UNEXPECTED_TOKEN: 'it has something that YAML does not expect',
  BAD_SCALAR_START: 'it has text that begins with a sign of YAML: put it in quotes',
  RESOURCE_EXHAUSTION: 'it is nested too deeply',
  BAD_DQ_ESCAPE: 'it has an escape in double quotes that YAML does not know',
};

const HUGGED =
  'it has a colon right before a comma or bracket, which Go takes for text: put a space behind it, or quotes around it';

/** The documents of a text, in their order. Throws {@link YamlFault}. */
function documentsOf(text: string): readonly WrittenYaml[] {
  const source = text.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n');
  const control = source.search(CONTROL);
  if (control >= 0) throw faultAt(source, control, 'it has a control character');
  const lines = new LineCounter();
  return parsed(source, lines).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw faultOf(error);
    const reader = new Reader(source, document, lines);
    return { value: reader.read(document.contents), lineOf: (path) => lineAt(document, lines, path) };
  });
}

/** The one document of a text; none where all of it is empty. More than one with something in it is refused, for Go reads the first. */
export function readAsWritten(text: string): WrittenYaml | undefined {
  const documents = documentsOf(text).filter(({ value }) => !(value instanceof Word && value.value === null));
  const [first, second] = documents;
  if (second !== undefined)
    throw new YamlFault('it has a second document, which nobody would read,', second.lineOf([]));
  return first;
}

function parsed(text: string, lineCounter: LineCounter): readonly Document.Parsed<ParsedNode>[] {
  try {
    const documents = parseAllDocuments(text, { schema: 'failsafe', merge: false, lineCounter, uniqueKeys: false });
    return [...documents];
  } catch (cause) {
    throw new YamlFault(cause instanceof RangeError ? 'it is nested too deeply' : 'it is no YAML', 1);
  }
}

function faultOf(error: YAMLParseError): YamlFault {
  const [start] = error.linePos ?? [];
  return new YamlFault(WORDS[error.code] ?? 'it breaks the rules of YAML', start?.line ?? 1, start?.col);
}

function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (node as Node | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

class Reader {
  readonly #source: string;
  readonly #document: Document;
  readonly #lines: LineCounter;
  /** Aliases that are being read: one of them inside of itself has no end. */
  readonly #open = new Set<Node>();
  #count = 0;
  #depth = 0;
  /** Lists and maps on one line around what is being read. */
  #flows = 0;

  constructor(source: string, document: Document, lines: LineCounter) {
    this.#source = source;
    this.#document = document;
    this.#lines = lines;
  }

  read(node: unknown): Yaml {
    this.#count += 1;
    if (this.#count > MOST_NODES) throw this.#refused(node, 'its aliases make more of it than anybody could read');
    if (isAlias(node)) return this.#readAlias(node);
    if (isScalar(node)) return this.#scalar(node);
    const inFlow = (node as { readonly flow?: boolean } | null)?.flow === true ? 1 : 0;
    this.#depth += 1;
    this.#flows += inFlow;
    if (this.#depth > DEEPEST) throw this.#refused(node, 'it is nested too deeply');
    try {
      if (isSeq(node)) return node.items.map((item) => this.read(item));
      if (isMap(node)) return this.#map(node.items);
      return new Word('');
    } finally {
      this.#depth -= 1;
      this.#flows -= inFlow;
    }
  }

  #readAlias(node: Node & { resolve: (document: Document) => Node | undefined }): Yaml {
    const target = node.resolve(this.#document);
    if (target === undefined) throw this.#refused(node, WORDS.BAD_ALIAS ?? '');
    if (this.#open.has(target)) throw this.#refused(node, 'it has an alias of what it is in');
    this.#open.add(target);
    const value = this.read(target);
    this.#open.delete(target);
    return value;
  }

  /** In Go's order: a merge takes the place of what stands before it, and what comes after it the place of the merge. */
  #map(items: readonly { readonly key: unknown; readonly value: unknown }[]): Yaml {
    const entries = new Map<string, readonly [string | Word, Yaml]>();
    const own = new Set<string>();
    for (const { key: keyNode, value } of items) {
      if (isMerge(keyNode)) {
        for (const [key, merged] of this.#merged(value)) put(entries, key, merged);
        continue;
      }
      const key = keyNode === null ? new Word('') : this.read(keyNode);
      if (typeof key !== 'string' && !(key instanceof Word))
        throw this.#refused(keyNode, 'it has a key that is a map or a list');
      if (this.#isHugged(keyNode, value)) throw this.#refused(keyNode, HUGGED);
      if (own.has(textOf(key))) throw this.#refused(keyNode, WORDS.DUPLICATE_KEY ?? '');
      own.add(textOf(key));
      put(entries, key, this.read(value));
    }
    return new Map(entries.values());
  }

  /** `[a:, b]`: a map to YAML 1.2, and the text `a:` to Go. */
  #isHugged(key: unknown, value: unknown): boolean {
    const isEmpty = value === null || (isScalar(value) && value.type === 'PLAIN' && value.source === '');
    const end = (key as Node | null)?.range?.[1];
    return isEmpty && end !== undefined && /^:[,\]}]/.test(this.#source.slice(end, end + 2));
  }

  /** Of a list the first counts most. */
  #merged(node: unknown): readonly (readonly [string | Word, Yaml])[] {
    const value = this.read(node);
    const maps = value instanceof Map ? [value] : Array.isArray(value) ? value.toReversed() : [];
    if (maps.length === 0 || !maps.every((map) => map instanceof Map))
      throw this.#refused(node, 'it merges what is no map');
    return maps.flatMap((map: ReadonlyMap<string | Word, Yaml>) => [...map]);
  }

  #scalar(node: Scalar): Yaml {
    const source = typeof node.value === 'string' ? node.value : (node.source ?? '');
    if (OLD_BREAKS.test(source) && OLD_BREAKS.test(this.#source.slice(...(node.range ?? []))))
      throw this.#refused(
        node,
        'it has a line break of Unicode, which Go reads otherwise: write it as \\u2028 in double quotes',
      );
    if (this.#flows > 0 && node.type === 'PLAIN' && source.startsWith('?'))
      throw this.#refused(node, 'it has text that begins with ? in brackets: put it in quotes');
    if (/\p{Surrogate}/u.test(source)) throw this.#refused(node, 'it has half a character');
    const tag = node.tag?.replace(TAG_PREFIX, '');
    if (tag === 'binary') return Buffer.from(source, 'base64').toString();
    const isPlain = tag === undefined ? node.type === 'PLAIN' : ['int', 'float', 'bool', 'null'].includes(tag);
    if (!isPlain || isText(source)) return source;
    return new Word(source);
  }

  #refused(node: unknown, words: string): YamlFault {
    const { line, col } = this.#lines.linePos((node as Node | null)?.range?.[0] ?? 0);
    return new YamlFault(words, line, col);
  }
}

function put(entries: Map<string, readonly [string | Word, Yaml]>, key: string | Word, value: Yaml): void {
  entries.set(textOf(key), [key, value]);
}

function isMerge(key: unknown): boolean {
  return (
    isScalar(key) &&
    key.value === '<<' &&
    (key.tag === `${TAG_PREFIX}merge` || (key.tag === undefined && key.type === 'PLAIN'))
  );
}
