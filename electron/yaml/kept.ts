// A YAML text that is changed node by node and keeps, byte for byte, each line that no change is about: wrapping, quotes, comments,
// empty lines, line ends.
import { isDeepStrictEqual } from 'node:util';
import { type Document, visit } from 'yaml';
import { readAsWritten } from './as-written.ts';
import { editableYaml, writeEdited } from './edit.ts';
import { type Held, heldIn } from './held.ts';
import { spliced } from './splice.ts';
import { splicesOf } from './splices-of.ts';

/** A text, its nodes to be changed, and what these held when they were read. */
export interface KeptYaml {
  readonly source: string;
  readonly document: Document;
  readonly held: Held;
}

/** Text that is set in it must be of `nodeOf`. */
export function openKept(source: string): KeptYaml {
  const document = editableYaml(source);
  withoutReturns(document);
  return { source, document, held: heldIn(source, document) };
}

/** The text as it is by now. What cannot be said by parts of it is written anew as a whole. Throws what the library throws. */
export function writeKept({ source, document, held }: KeptYaml): string {
  const whole = writeEdited(document);
  const splices = splicesOf(source, held, document.contents);
  const kept = splices === undefined ? undefined : spliced(source, splices);
  return kept !== undefined && saysTheSame(kept, whole) ? kept : whole;
}

/** The library takes half of a line end for a part of the comment before it. */
function withoutReturns(document: Document): void {
  const clean = (one: { comment?: string | null; commentBefore?: string | null }) => {
    if (one.comment) one.comment = one.comment.replaceAll('\r', '');
    if (one.commentBefore) one.commentBefore = one.commentBefore.replaceAll('\r', '');
  };
  clean(document);
  visit(document, { Node: (_key, node) => clean(node) });
}

function saysTheSame(kept: string, whole: string): boolean {
  try {
    return isDeepStrictEqual(readAsWritten(kept)?.value, readAsWritten(whole)?.value);
  } catch {
    return false;
  }
}
