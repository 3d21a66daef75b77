// Changes a YAML text node by node: what is not touched stays as it was written, and what is set is read by go-yaml v2 as what
// was meant. Text that would be read as something else, or not at all, is put in quotes.
import {
  Document,
  type Node,
  Pair,
  parseDocument,
  Scalar,
  type ScalarTag,
  type SchemaOptions,
  YAMLMap,
  YAMLSeq,
} from 'yaml';
import { isText, Word, type Yaml } from './word.ts';

/** A word is written as it was, and what looks like one is either such a word or in quotes. */
const WORD: ScalarTag = {
  tag: 'tag:odin.example,2000:word',
  default: true,
  // The library asks no more of it than whether it holds.
  test: { test: (text: string) => !isText(text) } as RegExp,
  identify: (value) => value instanceof Word || value === null || ['number', 'boolean'].includes(typeof value),
  resolve: (text) => new Word(text),
  stringify: ({ value }) => (value instanceof Word ? value.text : String(value)),
};

/** Go reads these otherwise than YAML 1.2, or reads no text that has one. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const ODD = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
const ODD_RAW = new RegExp(ODD.source, 'g');

/** Go breaks where these stand unquoted: a tab that begins a text of several lines, and these two signs in a list or map on one line. */
const FRAGILE = /^[\n ]*\t[\s\S]*\n|^:|\?/;

const OPTIONS = { lineWidth: 0, flowCollectionPadding: false } as const;

const WRITTEN: SchemaOptions = {
  schema: 'failsafe',
  customTags: (tags) => [...tags, WORD],
};

/** A text to be changed node by node: whatever is not touched stays as it was written, comments too. */
export function editableYaml(text: string): Document {
  return parseDocument(text, WRITTEN);
}

/** The text of what {@link editableYaml} gave. Text of a person's that was set in it must be of {@link nodeOf}. */
export function writeEdited(document: Document): string {
  return escaped(document.toString(OPTIONS));
}

/** A list or map for such a text, by itself: its aliases may lead to anchors elsewhere. */
export function writePart(part: YAMLMap | YAMLSeq): string {
  const document = new Document(null, WRITTEN);
  document.contents = part as never;
  return escaped(document.toString({ ...OPTIONS, verifyAliasOrder: false }));
}

/** A node for JSON, or for YAML that was read. */
export function nodeOf(value: unknown): Node {
  if (typeof value === 'string') return scalarOf(value);
  if (value instanceof Word) return new Scalar(value.text === '' ? null : value);
  if (value instanceof Map) return mapOf([...(value as ReadonlyMap<string | Word, Yaml>)]);
  if (Array.isArray(value)) {
    const list = new YAMLSeq();
    list.items = value.map((item) => nodeOf(item));
    return list;
  }
  if (typeof value === 'object' && value !== null)
    return mapOf(Object.entries(value).filter(([, inner]) => inner !== undefined));
  return new Scalar(value ?? null);
}

function mapOf(entries: readonly (readonly [string | Word, unknown])[]): Node {
  const map = new YAMLMap();
  map.items = entries.map(([key, value]) => new Pair(nodeOf(key), nodeOf(value)));
  return map;
}

function scalarOf(text: string): Node {
  const scalar = new Scalar(text);
  if (!isText(text) || text === '<<' || ODD.test(text) || FRAGILE.test(text)) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

/** All of them stand in double quotes. */
function escaped(text: string): string {
  return text.replace(ODD_RAW, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
