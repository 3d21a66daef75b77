// Shortcuts as they are written on this system.
import { useAppInfo } from '../ipc/queries.ts';
import { shellText } from '../text/shell.ts';

/** Writes a key that works together with ⌘ on a Mac and with Ctrl elsewhere. */
export function useShortcutText(): (key: string) => string {
  const isMac = useAppInfo().data?.platform === 'darwin';
  return isMac ? shellText.macShortcut : shellText.shortcut;
}
