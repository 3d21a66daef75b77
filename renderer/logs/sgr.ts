// SGR codes, such as `1;31`, as the classes that draw them.
// Source: ECMA-48, 8.3.117; 38;5;n and 38;2;r;g;b as xterm has them.

/** The hues that both themes can draw with enough contrast. */
const HUES = ['faint', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'plain'] as const;
type Hue = (typeof HUES)[number];

export interface Style {
  readonly hue?: Hue;
  readonly isBold: boolean;
  readonly isDim: boolean;
  readonly isItalic: boolean;
  readonly isUnderlined: boolean;
  readonly isInverse: boolean;
}

/** Backgrounds are left out: no colour of text is readable on all of them. A reset in the codes counts. */
export function styleOf(codes: string): Style {
  const numbers = codes.split(/[;:]/, 32).map((code) => Number.parseInt(code, 10) || 0);
  const none: Style = { isBold: false, isDim: false, isItalic: false, isUnderlined: false, isInverse: false };
  let style = none;
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at] ?? 0;
    if (code === 38 || code === 48) {
      const [hue, length] = extended(numbers.slice(at + 1));
      if (code === 38 && hue !== undefined) style = { ...style, hue };
      at += length;
    } else {
      style = code === 0 ? none : { ...style, ...simple(code) };
    }
  }
  return style;
}

function simple(code: number): Partial<Style> {
  const hue = HUES[code >= 90 ? code - 90 : code - 30];
  if (((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) && hue !== undefined) return { hue };
  switch (code) {
    case 1:
      return { isBold: true };
    case 2:
      return { isDim: true };
    case 3:
      return { isItalic: true };
    case 4:
      return { isUnderlined: true };
    case 7:
      return { isInverse: true };
    case 22:
      return { isBold: false, isDim: false };
    case 23:
      return { isItalic: false };
    case 24:
      return { isUnderlined: false };
    case 27:
      return { isInverse: false };
    case 39:
      return { hue: 'plain' };
    default:
      return {};
  }
}

/** What follows 38 or 48: the nearest hue, and how many numbers it took. */
function extended([kind = 0, ...rest]: readonly number[]): readonly [Hue | undefined, number] {
  if (kind === 2) return [nearest(rest[0] ?? 0, rest[1] ?? 0, rest[2] ?? 0), 4];
  if (kind !== 5) return [undefined, 1];
  const n = rest[0] ?? 0;
  if (n < 16) return [HUES[n % 8], 2];
  if (n >= 232) return [n < 244 ? 'faint' : 'plain', 2];
  const channel = (step: number) => (step === 0 ? 0 : 55 + 40 * step);
  const cube = n - 16;
  return [nearest(channel(Math.floor(cube / 36)), channel(Math.floor(cube / 6) % 6), channel(cube % 6)), 2];
}

/** Of a colour only its hue is kept: how light it is, the theme decides. */
function nearest(red: number, green: number, blue: number): Hue {
  const most = Math.max(red, green, blue);
  if (most - Math.min(red, green, blue) < 40) return most < 140 ? 'faint' : 'plain';
  const isHigh = (value: number) => value > most * 0.62;
  const bits = (isHigh(red) ? 1 : 0) + (isHigh(green) ? 2 : 0) + (isHigh(blue) ? 4 : 0);
  return HUES[bits] ?? 'plain';
}
