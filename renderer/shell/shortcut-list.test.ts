import { describe, expect, it } from 'vitest';
import { KEYS } from '../keys.ts';
import { PAGES } from './pages.ts';
import { shortcutGroups } from './shortcut-list.ts';

const all = (isMac: boolean) => shortcutGroups(isMac).flatMap(({ shortcuts }) => shortcuts);

describe('the list of shortcuts', () => {
  it('has every key that something is done by, and every page', () => {
    const keys = Object.values(KEYS).flatMap((group) => Object.values(group));
    expect(all(false)).toHaveLength(keys.length + PAGES.length);
    for (const { keys, words } of all(false)) {
      expect(words).toMatch(/\w/);
      expect(keys.every((key) => key.length > 0 && key.length < 6)).toBe(true);
    }
  });

  it('writes keys as the system does', () => {
    expect(all(false)).toContainEqual({ keys: ['Ctrl', 'K'], words: 'Run a command' });
    expect(all(true)).toContainEqual({ keys: ['⌘', 'K'], words: 'Run a command' });
    expect(all(true)).toContainEqual({ keys: ['Esc'], words: 'Close it' });
  });

  it('has no key twice in one group', () => {
    for (const { shortcuts } of shortcutGroups(false)) {
      const keys = shortcuts.map((shortcut) => shortcut.keys.join(' '));
      expect(keys).toEqual([...new Set(keys)]);
    }
  });
});
