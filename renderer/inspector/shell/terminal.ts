// xterm as this app has it: it draws and takes keys; titles, links and the clipboard are not a program's to set.
import { FitAddon } from '@xterm/addon-fit';
import { type ITheme, Terminal } from '@xterm/xterm';
import { KEYS } from '../../keys.ts';
import { terminalText } from '../../text/terminal.ts';
import { copyText } from '../../ui/copy-text.ts';
import { styleSpansByObjectModel, withNonce } from './admitted-styles.ts';

styleSpansByObjectModel();

/** Lines above the screen that can be scrolled back to. */
const SCROLLBACK = 5_000;
/** Operating system commands that are swallowed: titles, the icon's name, links, the clipboard. */
const REFUSED_OSC = [0, 1, 2, 8, 52];

export interface OpenTerminal {
  readonly terminal: Terminal;
  /** Makes it as large as its parent. */
  fit(): void;
}

/** Drawn in `parent` until it is disposed of. `leave` gives the keyboard back. */
export function openTerminal(parent: HTMLElement, nonce: string, leave: () => void): OpenTerminal {
  const terminal = new Terminal({
    fontFamily: 'JetBrains Mono Variable, JetBrains Mono, monospace',
    fontSize: 12,
    lineHeight: 1.25,
    scrollback: SCROLLBACK,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    minimumContrastRatio: 4.5,
    theme: themeOf(parent),
  });
  const fitting = new FitAddon();
  terminal.loadAddon(fitting);
  for (const command of REFUSED_OSC) terminal.parser.registerOscHandler(command, () => true);
  terminal.attachCustomKeyEventHandler((event) => {
    if (!event.ctrlKey || !event.shiftKey) return true;
    if (event.code === codeOf('copy') && event.type === 'keydown') copyText(terminal.getSelection());
    if (event.code === codeOf('leave') && event.type === 'keydown') leave();
    // To paste is the browser's own doing; a program must get none of the three.
    return ![codeOf('copy'), codeOf('paste'), codeOf('leave')].includes(event.code);
  });
  withNonce(nonce, () => terminal.open(parent));
  terminal.textarea?.setAttribute('aria-label', terminalText.label);
  fitting.fit();
  return { terminal, fit: () => fitting.fit() };
}

/** The key's place on the keyboard, which is the same whatever Shift makes of it. */
function codeOf(name: keyof typeof KEYS.terminal): string {
  return `Key${KEYS.terminal[name]}`;
}

/** The page's tokens as they are in the theme that is shown. */
export function themeOf(element: HTMLElement): ITheme {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const hues = {
    red: token('--bad'),
    green: token('--ok'),
    yellow: token('--warn'),
    blue: token('--accent'),
    magenta: token('--magenta'),
    cyan: token('--host'),
  };
  return {
    background: token('--bg'),
    foreground: token('--text'),
    cursor: token('--text'),
    cursorAccent: token('--bg'),
    selectionBackground: `${token('--accent')}44`,
    black: token('--line'),
    white: token('--muted'),
    brightBlack: token('--faint'),
    brightWhite: token('--text'),
    ...hues,
    brightRed: hues.red,
    brightGreen: hues.green,
    brightYellow: hues.yellow,
    brightBlue: hues.blue,
    brightMagenta: hues.magenta,
    brightCyan: hues.cyan,
  };
}
