// Environment variables as lines of NAME=value, and back.

/** The variables; the text itself while a line of it is none, which the schema then refuses. */
export function envOf(text: string): Readonly<Record<string, string>> | string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.some((line) => !line.includes('='))) return text;
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1)]),
  );
}

export function linesOf(env: unknown): string {
  if (typeof env === 'string') return env;
  return Object.entries(env ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join('\n');
}
