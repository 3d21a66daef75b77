// The keyboard shortcuts that act anywhere in the window.
import { useHotkeys, useWindowEvent } from '@mantine/hooks';
import { KEYS } from '../keys.ts';
import { isElsewhere } from '../ui/is-elsewhere.ts';
import { PAGES } from './pages.ts';
import { goTo } from './route.ts';

interface Shortcuts {
  readonly openGrafana: () => void;
  readonly togglePalette: () => void;
  readonly openShortcuts: () => void;
}

/** Sets them up: those with Ctrl or ⌘ inside text fields too, those of one key while nobody types. */
export function useShortcuts({ openGrafana, togglePalette, openShortcuts }: Shortcuts): void {
  useHotkeys(
    [
      [`mod+${KEYS.withCommand.palette}`, togglePalette],
      [`mod+${KEYS.withCommand.grafana}`, openGrafana],
      ...PAGES.map(({ name, shortcut }): [string, () => void] => [`mod+${shortcut}`, () => goTo(name)]),
    ],
    [],
  );
  useWindowEvent('keydown', (event) => {
    // By what it writes: where the key is, and whether it needs Shift, is another thing on each keyboard.
    if (event.key !== KEYS.page.shortcuts || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return;
    event.preventDefault();
    openShortcuts();
  });
}
