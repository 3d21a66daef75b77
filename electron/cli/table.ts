// Text in columns, as kubectl prints it.

/** Rows under a heading, each column as wide as its longest cell, three spaces between; the last one is not padded. */
export function formatTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [heading, ...rows];
  // Not by `Math.max(...)`: a call takes some 100,000 arguments at most.
  const widths = heading.map((_, column) => all.reduce((most, row) => Math.max(most, (row[column] ?? '').length), 0));
  const last = heading.length - 1;
  return all
    .map((row) => widths.map((width, i) => (i === last ? (row[i] ?? '') : (row[i] ?? '').padEnd(width))).join('   '))
    .map((line) => line.trimEnd())
    .join('\n');
}
