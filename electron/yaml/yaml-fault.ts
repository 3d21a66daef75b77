// The fault of a text that is no YAML: why, without what stands there, and at which line.
import { YAMLException } from 'js-yaml';

/** `message` begins in the middle of a sentence and has nothing of the text in it; it ends with the place. */
export class YamlFault extends Error {
  override readonly name = 'YamlFault';
  readonly reason: string;
  /** From 1. */
  readonly line: number;
  readonly column: number | undefined;

  constructor(reason: string, line: number, column?: number) {
    super(`${reason} at line ${line}${column === undefined ? '' : `, column ${column}`}`);
    this.reason = reason;
    this.line = line;
    this.column = column;
  }

  /** The same in a text that it is a part of, after so many lines. */
  after(lines: number): YamlFault {
    return lines === 0 ? this : new YamlFault(this.reason, this.line + lines, this.column);
  }
}

/** A fault at an offset of `text`. */
export function faultAt(text: string, offset: number, reason: string): YamlFault {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return new YamlFault(reason, line);
}

/** What a parser threw, as a fault. Its own words name what it met, sometimes: that is cut off. */
export function faultOf(error: unknown): YamlFault {
  if (error instanceof YamlFault) return error;
  if (error instanceof RangeError) return new YamlFault('it is nested too deeply', 1);
  if (!(error instanceof YAMLException)) return new YamlFault('it cannot be parsed', 1);
  const { reason, mark } = error;
  return new YamlFault(reason.replace(/( "|: ).*$/s, ''), (mark?.line ?? 0) + 1, (mark?.column ?? 0) + 1);
}
