// A log as text, for the clipboard.
import { type Entry, sourceOf } from './entry.ts';

/** A line each: time as RFC 3339, where it is from if that is not one place, text. What is cut is cut here too. */
export function copiedText(entries: readonly Entry[], isOfSeveral: boolean): string {
  return entries
    .flatMap((entry) => {
      if (entry.kind === 'notice') return [];
      const { at, text } = entry.line;
      const parts = [timeOf(at), isOfSeveral ? sourceOf(entry.line) : '', text];
      return [parts.filter((part) => part !== '').join(' ')];
    })
    .join('\n');
}

/** A date that no calendar has would throw. */
function timeOf(at: number | undefined): string {
  return at === undefined || Math.abs(at) > 8.64e15 ? '' : new Date(at).toISOString();
}
