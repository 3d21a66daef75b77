// The door to the page: text of clusters, files and programs passes it in every answer and event, and acts on nothing there.
import { visible, visibleLines } from '../../shared/visible.ts';

/**
 * What the page hands back as it came, and settings, which are edited: shown by no page but in the fields of their form. And a
 * shell's output in base64, of which no byte may be missing.
 */
const EXACT: ReadonlySet<string> = new Set(['id', 'selected', 'hash', 'settings', 'settingsBefore', 'bytes']);

/** What a person copies into a terminal: a line end would run it there. */
const ONE_LINE: ReadonlySet<string> = new Set(['remedy']);

/** What is compared before it is agreed to, what is edited, and lines of logs, which are cut where they are read: all of it counts. */
const WHOLE: ReadonlySet<string> = new Set(['before', 'after', 'yaml', 'text']);

/** A page lays out a longer line for seconds; none that a person reads is so long. */
const LONGEST_LINE = 4_000;

/** The same value for the page, in which what would act is shown (`\u202e`), and lines that nobody reads are cut. */
export function shown<T>(value: T): T {
  return textsOf(value, '') as T;
}

function textsOf(value: unknown, key: string): unknown {
  if (EXACT.has(key)) return value;
  if (typeof value === 'string') return textOf(value, key);
  if (Array.isArray(value)) return value.map((one) => textsOf(one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [visible(name), textsOf(one, name)]));
}

function textOf(text: string, key: string): string {
  const harmless = ONE_LINE.has(key) ? visible(text) : visibleLines(text);
  if (harmless.length <= LONGEST_LINE || WHOLE.has(key)) return harmless;
  return harmless
    .split('\n')
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line))
    .join('\n');
}
