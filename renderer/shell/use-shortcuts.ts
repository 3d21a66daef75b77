// The window's keyboard shortcuts.
import { useHotkeys } from '@mantine/hooks';
import { goTo } from './route.ts';

interface Shortcuts {
  readonly openGrafana: () => void;
  readonly togglePalette: () => void;
}

/** `mod` is Ctrl, or ⌘ on a Mac. They work inside text fields too. */
export function useShortcuts({ openGrafana, togglePalette }: Shortcuts): void {
  useHotkeys(
    [
      ['mod+K', togglePalette],
      ['mod+G', openGrafana],
      ['mod+1', () => goTo('overview')],
      ['mod+2', () => goTo('gpu')],
      ['mod+3', () => goTo('stack')],
    ],
    [],
  );
}
