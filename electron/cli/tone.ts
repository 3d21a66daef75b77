// Text in five tones, the window's: how something is, in colour where a terminal shows it.

/** Well; worth a look; wrong; under way; of no weight. */
export type Tone = 'ok' | 'warn' | 'bad' | 'busy' | 'none';

/** A piece of text in a tone. Its text is not trusted: only the door makes a colour of the tone. */
export interface Toned {
  readonly text: string;
  readonly tone: Tone;
}

/** A piece of a line. */
export type Span = string | Toned;

/** One line: a text, or pieces of it. */
export type Line = string | readonly Span[];

/** Codes that all terminals know: colours of the terminal's own theme, so that they suit a dark and a light one. */
const CODES: Readonly<Record<Tone, string>> = { ok: '32', warn: '33', bad: '31', busy: '36', none: '2' };

/** A text in a tone. */
export function toned(tone: Tone, text: string): Toned {
  return { tone, text };
}

/** What a person reads of it. */
export function plain(line: Line | Span): string {
  if (typeof line === 'string') return line;
  return 'text' in line ? line.text : line.map(plain).join('');
}

/** The text between the codes of its tone: it has to be `visible` already. */
export function painted(tone: Tone, text: string): string {
  return text === '' ? '' : `\x1b[${CODES[tone]}m${text}\x1b[0m`;
}

/**
 * Whether what is written there is coloured: on a terminal that can, unless NO_COLOR is set; FORCE_COLOR goes before both, as
 * Node's own programs have it. Sources: https://no-color.org, https://nodejs.org/api/tty.html
 */
export function isColoured({ isTTY }: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): boolean {
  const { FORCE_COLOR: forced, NO_COLOR: refused = '', TERM: terminal } = environment;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTTY === true && refused === '' && terminal !== 'dumb';
}
