// One fact: what was read and where, or why it was not.

/** Something that was looked for. `from` is the file, object, page or query; `unread` why it gave nothing. */
export type Fact<T> = { readonly from: string } & ({ readonly value: T } | { readonly unread: string });

/** What was read; undefined where nothing was. */
export function readOf<T>(fact: Fact<T> | undefined): T | undefined {
  return fact !== undefined && 'value' in fact ? fact.value : undefined;
}
