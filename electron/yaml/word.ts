// YAML as go-yaml reads it, before it is known which type is asked for: what a word means depends on that.
import { type Meaning, meaningOf } from './plain-scalar.ts';

/** An unquoted scalar that is no text by itself, such as `0042`, `yes` or `~`. Where text is asked for, Go takes it as it was written. */
export class Word {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  /** Where no type is asked for. */
  get value(): Exclude<Meaning, string> {
    const meaning = meaningOf(this.text);
    return typeof meaning === 'string' ? null : meaning;
  }
}

/** One document. Aliases and merges are resolved; a map keeps its order, and its keys as they were written. */
export type Yaml = string | Word | readonly Yaml[] | ReadonlyMap<string | Word, Yaml>;

/** The text that Go reads where it asks for text. */
export function textOf(scalar: string | Word): string {
  return typeof scalar === 'string' ? scalar : scalar.value === null ? '' : scalar.text;
}

/** Whether this unquoted text is read as text whatever is asked for. */
export function isText(text: string): boolean {
  return typeof meaningOf(text) === 'string';
}
