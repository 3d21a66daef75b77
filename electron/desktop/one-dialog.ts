// One dialog of the system at a time: what was chosen in it is the answer to its own question alone.

export type DialogKind = 'folder' | 'file' | 'save';

let open: { readonly kind: DialogKind; readonly answer: Promise<string | null> } | undefined;

/**
 * What `ask` answers. Asked for the same again while it is open, it is the same dialog; another question meanwhile, and each further
 * one about a place to write to, is answered by null: else a page would turn one consent into two.
 */
export function oneDialog(kind: DialogKind, ask: () => Promise<string | null>): Promise<string | null> {
  if (open !== undefined) return open.kind === kind && kind !== 'save' ? open.answer : Promise.resolve(null);
  const answer = ask().finally(() => {
    open = undefined;
  });
  open = { kind, answer };
  return answer;
}
