// The settings as rows of the form, in its order: what each is called, where it stands and what it needs.
import { settingsText } from '../../../text/settings.ts';
import { chosenOf } from './chosen-settings.ts';
import { valueAt } from './draft-value.ts';
import { type GroupLayout, isPartOn, LAYOUT, type PartOff, type SectionId } from './layout.ts';
import { childrenOf, type Draft, isSame, itemOf, SETTINGS_SCHEMA, type SettingSchema } from './setting-schema.ts';

/** A setting with its control. A list, and a map that is there only once it is switched on, are one. */
export interface SettingRow {
  /** Its path, with dots: its address too. */
  readonly key: string;
  readonly path: readonly string[];
  readonly schema: SettingSchema;
  readonly isRequired: boolean;
  /** As it is called outside of its group: `Loki: Retention`. */
  readonly name: string;
}

export interface SettingGroup {
  readonly title: string | undefined;
  readonly needs: PartOff | undefined;
  readonly rows: readonly SettingRow[];
}

export interface SettingSection {
  readonly id: SectionId;
  readonly title: string;
  readonly groups: readonly SettingGroup[];
}

export const SECTIONS: readonly SettingSection[] = LAYOUT.map(({ id, groups }) => ({
  id,
  title: settingsText.sections[id],
  groups: groups.map(groupOf),
}));

export const ROWS: readonly SettingRow[] = SECTIONS.flatMap(({ groups }) => groups.flatMap(({ rows }) => rows));

/** As a setting is called; its path where there is none. */
export function nameOf(key: string): string {
  return ROWS.find((row) => row.key === key)?.name ?? key;
}

function groupOf({ title, needs, paths }: GroupLayout): SettingGroup {
  const words = title === undefined ? undefined : settingsText.groups[title];
  return { title: words, needs, rows: paths.flatMap((path) => rowsAt(path.split('.'), words)) };
}

function rowsAt(path: readonly string[], group: string | undefined): SettingRow[] {
  const { schema, isRequired } = schemaAt(path);
  // A map with a default is always there: its settings stand for themselves.
  if (schema.properties !== undefined && schema.default !== undefined) {
    return childrenOf(schema).flatMap(([key]) => rowsAt([...path, key], group));
  }
  const title = schema.title ?? '';
  const name = group === undefined ? title : settingsText.inGroup(group, title);
  return [{ key: path.join('.'), path, schema, isRequired, name }];
}

function schemaAt(path: readonly string[]): Pick<SettingRow, 'schema' | 'isRequired'> {
  return path.reduce<Pick<SettingRow, 'schema' | 'isRequired'>>(
    ({ schema }, key) => {
      const child = childrenOf(schema).find(([name]) => name === key)?.[1];
      if (child === undefined) throw new Error(`The settings have no ${path.join('.')}.`);
      return { schema: child, isRequired: schema.required?.includes(key) === true };
    },
    { schema: SETTINGS_SCHEMA, isRequired: false },
  );
}

/** Those that differ between two drafts, in the form's order. */
export function changedRows(draft: Draft, former: Draft): readonly SettingRow[] {
  const chosenAt = (one: Draft, { schema, path }: SettingRow) => chosenOf(schema, valueAt(one, path));
  return ROWS.filter((row) => !isSame(chosenAt(draft, row), chosenAt(former, row)));
}

/** Whether nothing of a group does anything, so that a line tells of it; what was changed, or is wrong, is never hidden. */
export function isFolded({ needs, rows }: SettingGroup, draft: Draft, isKept: (key: string) => boolean): boolean {
  return needs !== undefined && !isPartOn(needs, draft) && !rows.some(({ key }) => isKept(key));
}

/** What a search looks through: title, help and path, of settings inside too. */
export function textsOf({ key, name, schema }: SettingRow): readonly string[] {
  return [key, name, ...wordsOf(schema)];
}

function wordsOf(schema: SettingSchema): readonly string[] {
  const inner = [
    ...childrenOf(schema).map(([, child]) => child),
    ...(schema.items === undefined ? [] : [itemOf(schema)]),
  ];
  return [schema.title ?? '', schema.description ?? '', ...inner.flatMap(wordsOf)];
}
