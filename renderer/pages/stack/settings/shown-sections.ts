// The sections as they are shown: what was searched for, and which groups are folded. Pure.
import { settingsText } from '../../../text/settings.ts';
import { matches } from '../../../ui/matches.ts';
import type { ShownSection } from './Sections.tsx';
import { isFolded, SECTIONS, textsOf } from './setting-rows.ts';
import type { Draft } from './setting-schema.ts';

/**
 * @param filter as it was typed; sections without a match are left out
 * @param isKept whether a setting is shown though its part is off
 */
export function shownSections(filter: string, draft: Draft, isKept: (key: string) => boolean): readonly ShownSection[] {
  return SECTIONS.map((section) => ({
    section,
    groups: section.groups.flatMap((group) => {
      const rows = group.rows.filter((row) => matches(filter, [section.title, ...textsOf(row)]));
      if (rows.length === 0) return [];
      // A folded group is counted as a whole.
      const folded = isFolded(group, draft, isKept);
      return [{ group: folded ? group : { ...group, rows }, isFolded: folded }];
    }),
  })).filter(({ groups }) => groups.length > 0);
}

/** The sections by name and how many of their settings are changed, for the list of them. */
export function listedSections(
  shown: readonly ShownSection[],
  changed: ReadonlySet<string>,
): readonly { readonly id: string; readonly title: string; readonly changed: number }[] {
  return shown.map(({ section: { id } }) => {
    const whole = SECTIONS.find((one) => one.id === id);
    const rows = whole?.groups.flatMap((group) => group.rows) ?? [];
    return { id, title: settingsText.sections[id], changed: rows.filter(({ key }) => changed.has(key)).length };
  });
}
