// JSON values as YAML in blocks, which every reader of YAML 1.1 and 1.2 understands alike: what one of them could take for
// something else is in quotes.
import { isRecord } from '../../shared/json.ts';
import { escapeActing } from '../../shared/visible.ts';
import { isText } from './word.ts';

/** Text that no reader takes for anything but itself. */
const SAFE =
  /^(?:--?)?[A-Za-z_/](?:[A-Za-z0-9_/.@$^()+=;,-]|:(?=[^\s:]))*(?: (?:[A-Za-z0-9_/.@$^()+=;,-]|:(?=[^\s:]))+)*$/;
/** `128Mi`, `30s`, `50%`: numbers to nobody. */
const AMOUNT = /^[1-9][0-9]*(?:m|[KMGT]i|[hds%])$/;
const WORD = /^(y|yes|n|no|true|false|on|off|null|nan|inf)$/i;
/** What YAML cannot hold as it is, besides what acts on whoever reads it; and what some readers take in quotes alone. */
const UNPRINTABLE = /[\ufffe\uffff]/g;
const NOT_IN_BLOCKS = /[\ufffe\uffff\ud800-\udfff]/;

/** Ends with a line end. What JSON leaves out is left out. */
export function writeYaml(value: unknown): string {
  const lines: string[] = [];
  node(value, '', '', lines);
  return `${lines.join('\n')}\n`;
}

/** Writes `value` behind `head`, such as `key:`; what is below it is indented by `indent`. */
function node(value: unknown, head: string, indent: string, lines: string[]): void {
  const before = head === '' ? '' : `${head} `;
  if (Array.isArray(value)) {
    if (value.length === 0) lines.push(`${before}[]`);
    else {
      if (head !== '') lines.push(head);
      for (const item of value) entry(item ?? null, indent, lines);
    }
  } else if (isRecord(value)) {
    const fields = Object.entries(value).filter(([, inner]) => inner !== undefined);
    if (fields.length === 0) lines.push(`${before}{}`);
    else {
      if (head !== '') lines.push(head);
      for (const [key, inner] of fields) field(key, inner, indent, indent, lines);
    }
  } else lines.push(typeof value === 'string' ? text(value, before, indent) : `${before}${scalar(value)}`);
}

/** `lead` is what stands before the key: the indent, or a list's dash. */
function field(key: string, value: unknown, lead: string, indent: string, lines: string[]): void {
  const head = `${lead}${line(key)}:`;
  node(value, head, isString(value) || isRecord(value) || Array.isArray(value) ? `${indent}  ` : indent, lines);
}

function entry(item: unknown, indent: string, lines: string[]): void {
  const fields = isRecord(item) ? Object.entries(item).filter(([, inner]) => inner !== undefined) : [];
  if (fields.length === 0) {
    node(item, `${indent}-`, `${indent}  `, lines);
    return;
  }
  for (const [index, [key, inner]] of fields.entries()) {
    field(key, inner, index === 0 ? `${indent}- ` : `${indent}  `, `${indent}  `, lines);
  }
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function scalar(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

/** A text behind its key: a block, if it has several lines and nothing that a block would change. */
function text(value: string, before: string, indent: string): string {
  if (before === '' || !value.includes('\n') || !isBlock(value)) return `${before}${line(value)}`;
  const chomping = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
  const body = value.endsWith('\n') ? value.slice(0, -1) : value;
  return `${before}|${chomping}\n${body.replace(/^(?=.)/gm, indent)}`;
}

/** Its first line has to tell the indent. */
function isBlock(value: string): boolean {
  return !/^[ \t\n]/.test(value) && !NOT_IN_BLOCKS.test(value) && escapeActing(value, numbered) === value;
}

function line(value: string): string {
  if ((SAFE.test(value) && !WORD.test(value) && isText(value)) || AMOUNT.test(value)) return value;
  return escapeActing(JSON.stringify(value), numbered).replace(UNPRINTABLE, numbered);
}

/** As YAML's double quotes have it: Go's reader takes no half of a character. */
function numbered(mark: string): string {
  const hex = (mark.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
