// The documents of a text as kubectl finds them: JSON values one after the other, or YAML that is cut at its `---` first.
// Source: https://github.com/kubernetes/apimachinery/blob/v0.36.3/pkg/util/yaml/decoder.go
import { isRecord } from '../../shared/json.ts';
import { readYaml } from './read.ts';
import { faultAt, YamlFault } from './yaml-fault.ts';

/** What one document holds; `line` is where it begins, from 1. */
export interface YamlDocument {
  readonly value: unknown;
  readonly line: number;
}

/** Its end, for whoever cuts at lines that begin so. */
const SEPARATOR = '---';

/**
 * All documents in their order, those without a value too: a comment alone is a document, and its value is null.
 *
 * Throws {@link YamlFault}, with the line in `text`.
 */
export function readDocuments(text: string): readonly YamlDocument[] {
  // A byte order mark is space to `trimStart`, and nothing to the parser.
  if (!text.trimStart().startsWith('{')) return yamlDocuments(text, 1);
  const { documents, rest } = jsonValues(text);
  if (rest === undefined) return documents;
  // One JSON value alone may be the beginning of YAML, which JSON is too.
  if (documents.length > 1) throw faultAt(text, rest, 'what comes after the JSON is no JSON');
  return [...documents, ...yamlDocuments(text.slice(rest), lineAt(text, rest))];
}

function yamlDocuments(text: string, firstLine: number): YamlDocument[] {
  const documents: YamlDocument[] = [];
  let start = 0;
  let [from, line] = [firstLine, firstLine];
  const take = (end: number): void => {
    const part = text.slice(start, end);
    if (part !== '') documents.push({ value: valueIn(part, from), line: from });
  };
  for (let at = 0; at < text.length; line += 1) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    if (text.startsWith(SEPARATOR, at)) {
      const rest = text.slice(at + SEPARATOR.length, next).trim();
      if (rest !== '' && !rest.startsWith('#')) {
        throw new YamlFault('something stands behind the --- that separates documents', line);
      }
      take(at);
      [start, from] = [next, line + 1];
    }
    at = next;
  }
  take(text.length);
  return documents;
}

function valueIn(text: string, line: number): unknown {
  try {
    return text.trimStart().startsWith('{') ? jsonOrYaml(text) : readYaml(text);
  } catch (error) {
    throw error instanceof YamlFault ? error.after(line - 1) : error;
  }
}

/** JSON may be indented by tabs, which YAML takes amiss. */
function jsonOrYaml(text: string): unknown {
  const { documents, rest } = jsonValues(text);
  return documents.length === 1 && rest === undefined ? documents[0]?.value : readYaml(text);
}

/** The JSON values at the beginning of a text, and where the first thing is that is none. */
function jsonValues(text: string): { readonly documents: YamlDocument[]; readonly rest: number | undefined } {
  const documents: YamlDocument[] = [];
  for (let at = skipSpace(text, 0); at < text.length; ) {
    const end = endOfJson(text, at);
    const value = end === undefined ? undefined : parsed(text.slice(at, end));
    if (end === undefined || value === undefined) return { documents, rest: at };
    const unsafe = hasUnsafeNumber(value);
    if (unsafe) throw faultAt(text, at, 'a number in the JSON is too large to be kept exactly');
    documents.push({ value, line: lineAt(text, at) });
    at = skipSpace(text, end);
  }
  return { documents, rest: undefined };
}

/** Where the map that begins at `start` ends; what is no map is left to YAML. */
function endOfJson(text: string, start: number): number | undefined {
  if (text[start] !== '{') return undefined;
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === '{' || found === '[') depth += 1;
    else if (found === '}' || found === ']') depth -= 1;
    if (depth === 0) return token.lastIndex;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function hasUnsafeNumber(value: unknown): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  if (Array.isArray(value)) return value.some(hasUnsafeNumber);
  return isRecord(value) && Object.values(value).some(hasUnsafeNumber);
}

function skipSpace(text: string, from: number): number {
  const space = /\s*/y;
  space.lastIndex = from;
  space.exec(text);
  return space.lastIndex;
}

function lineAt(text: string, offset: number): number {
  return faultAt(text, offset, '').line;
}
