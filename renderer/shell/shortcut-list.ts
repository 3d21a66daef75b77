// All keyboard shortcuts in groups, made from the keys that handlers act by.
import { KEYS } from '../keys.ts';
import { shellText } from '../text/shell.ts';
import { shortcutsText } from '../text/shortcuts.ts';
import { PAGES } from './pages.ts';

export interface Shortcut {
  /** As they are written on this system, each a key: `Ctrl`, `K`. */
  readonly keys: readonly string[];
  readonly words: string;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** @param isMac whether ⌘ stands for Ctrl */
export function shortcutGroups(isMac: boolean): readonly ShortcutGroup[] {
  const { anywhere, page, table, chart, inspector, log, terminal, explore, key } = shortcutsText;
  const command = [isMac ? key.command : key.control];
  const ofPages = PAGES.map(({ title, shortcut }) => ({
    keys: [...command, shortcut],
    words: shellText.commands.go(title),
  }));
  return [
    { title: anywhere.title, shortcuts: [...shortcutsOf(KEYS.withCommand, anywhere, command), ...ofPages] },
    { title: inspector.title, shortcuts: shortcutsOf(KEYS.inspector, inspector) },
    { title: page.title, shortcuts: shortcutsOf(KEYS.page, page) },
    { title: table.title, shortcuts: shortcutsOf(KEYS.table, table) },
    {
      title: chart.title,
      shortcuts: [...shortcutsOf(KEYS.chart, chart), ...shortcutsOf(KEYS.chartWithShift, chart, [key.shift])],
    },
    { title: explore.title, shortcuts: shortcutsOf(KEYS.explore, explore, command) },
    { title: log.title, shortcuts: shortcutsOf(KEYS.log, log) },
    { title: terminal.title, shortcuts: shortcutsOf(KEYS.terminal, terminal, [key.control, key.shift]) },
  ];
}

function shortcutsOf<K extends string>(
  keys: Readonly<Record<K, string>>,
  words: Readonly<Record<NoInfer<K>, string>>,
  held: readonly string[] = [],
): readonly Shortcut[] {
  const names = Object.keys(keys) as K[];
  return names.map((name) => ({ keys: [...held, written(keys[name])], words: words[name] }));
}

function written(key: string): string {
  const names: Readonly<Record<string, string>> = shortcutsText.key;
  return names[key] ?? key;
}
