// The commands that were used lately, by their ids, the latest first.

const MOST_REMEMBERED = 20;
/** An id may have the path of a kubeconfig in it; one that is longer is not remembered. */
const LONGEST_ID = 1_000;

/** The same with `id` at the front, within bounds. */
export function used(recent: readonly string[], id: string): readonly string[] {
  return id.length > LONGEST_ID ? recent : [id, ...recent.filter((one) => one !== id)].slice(0, MOST_REMEMBERED);
}

/** Whether what was kept is such a list: the browser's storage may hold anything. */
export function isRecent(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length <= MOST_REMEMBERED &&
    value.every((id) => typeof id === 'string' && id.length <= LONGEST_ID)
  );
}
