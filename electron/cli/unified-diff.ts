// A readable difference of two texts, as `diff -u` shows it.
import { structuredPatch } from 'diff';

/** Lines: the hunks alone, each led by a space, `-` or `+`; empty when the texts are equal. */
export function unifiedDiff(before: string, after: string): string[] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 3 });
  return hunks.flatMap((hunk) => [
    `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    ...hunk.lines,
  ]);
}
