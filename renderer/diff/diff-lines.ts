// Two texts as the lines of a unified diff, long unchanged stretches folded.
import { diffLines } from 'diff';

/** `folded` stands for `lines` unchanged lines that are not shown. */
export type DiffLine =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
  | { readonly kind: 'folded'; readonly lines: readonly string[] };

/** Unchanged lines shown around a change. */
const CONTEXT_LINES = 4;
/** Folding fewer than these would cost more attention than it saves. */
const WORTH_FOLDING = 3;

/** An absent text is empty: a new object is all added, a deleted one all removed. */
export function diffOf(before: string | undefined, after: string | undefined): DiffLine[] {
  const parts = diffLines(before ?? '', after ?? '');
  return parts.flatMap(({ value, added, removed }, index): DiffLine[] => {
    const lines = value.replace(/\n$/, '').split('\n');
    if (added) return lines.map((text) => ({ kind: 'added', text }));
    if (removed) return lines.map((text) => ({ kind: 'removed', text }));
    const isWhole = parts.length === 1;
    return isWhole ? lines.map(same) : fold(lines, index > 0, index < parts.length - 1);
  });
}

function fold(lines: readonly string[], hasChangeBefore: boolean, hasChangeAfter: boolean): DiffLine[] {
  const head = hasChangeBefore ? CONTEXT_LINES : 0;
  const tail = hasChangeAfter ? CONTEXT_LINES : 0;
  const hidden = lines.slice(head, lines.length - tail);
  if (lines.length < head + tail + WORTH_FOLDING) return lines.map(same);
  return [
    ...lines.slice(0, head).map(same),
    { kind: 'folded', lines: hidden },
    ...lines.slice(lines.length - tail).map(same),
  ];
}

function same(text: string): DiffLine {
  return { kind: 'same', text };
}
