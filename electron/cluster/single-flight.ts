// Runs something once for all who ask for it while it runs.

/** Each call starts `run` anew, but for those that come while one is under way: they get its outcome. */
export function singleFlight<T>(run: () => Promise<T>): () => Promise<T> {
  let flight: Promise<T> | undefined;
  return () => {
    flight ??= run().finally(() => {
      flight = undefined;
    });
    return flight;
  };
}
