// A bounded number of things at a time.

/** How many requests are under way at once: more than this gains nothing on a small cluster, and takes turns from others. */
export const PARALLEL_REQUESTS = 4;

/**
 * `work` on each item, at most `limit` at a time; results in the order of `items`. After a failure nothing new is begun,
 * what is under way is waited for, and the first failure is thrown.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
  limit: number = PARALLEL_REQUESTS,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  const pending = items.entries();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const [index, item] of pending) {
      if (failures.length > 0) return;
      try {
        results[index] = await work(item, index);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
