// Environment variables as lines of NAME=value, and back; so are arguments, one a line.
import { readLine, shownLine } from './shown-lines.ts';

/** The variables; the text itself while a line of it is none, which the schema then refuses. */
export function envOf(text: string): Readonly<Record<string, string>> | string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.some((line) => !line.includes('='))) return text;
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')).trim(), readLine(line.slice(line.indexOf('=') + 1))]),
  );
}

export function linesOf(env: unknown): string {
  if (typeof env === 'string') return env;
  return Object.entries(env ?? {})
    .map(([name, value]) => `${name}=${shownLine(String(value))}`)
    .join('\n');
}

/** The arguments; empty lines are none. */
export function argsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => readLine(line, true));
}

export function linesOfArgs(args: unknown): string {
  return Array.isArray(args) ? args.map((arg) => shownLine(String(arg), true)).join('\n') : '';
}
