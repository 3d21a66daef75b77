// A port as a person types it.

/** Undefined for what is no port. */
export function portIn(typed: string): number | undefined {
  const text = typed.trim();
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535 ? port : undefined;
}
