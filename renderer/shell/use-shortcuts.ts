// The window's keyboard shortcuts.
import { useHotkeys } from '@mantine/hooks';
import { PAGES } from './pages.ts';
import { goTo } from './route.ts';

/** The keys that do something together with Ctrl, or ⌘ on a Mac; those of pages stand in their rows. */
export const KEYS = { palette: 'K', grafana: 'G' } as const;

interface Shortcuts {
  readonly openGrafana: () => void;
  readonly togglePalette: () => void;
}

/** Sets them up, inside text fields too. */
export function useShortcuts({ openGrafana, togglePalette }: Shortcuts): void {
  useHotkeys(
    [
      [`mod+${KEYS.palette}`, togglePalette],
      [`mod+${KEYS.grafana}`, openGrafana],
      ...PAGES.map(({ name, shortcut }): [string, () => void] => [`mod+${shortcut}`, () => goTo(name)]),
    ],
    [],
  );
}
