// The settings that differ between two choices, by the titles of the form. What may hold a secret, or is long, has no value here.
import type { SuppliedSettings } from '../../../../shared/model/stack-settings.ts';
import { visible } from '../../../../shared/visible.ts';
import { settingsText } from '../../../text/settings.ts';
import { stackText } from '../../../text/stack.ts';
import { draftOf } from './chosen-settings.ts';
import { childrenOf, isDraft, isSame, SETTINGS_SCHEMA, type SettingSchema } from './setting-schema.ts';

/** As many are told; the rest is counted. */
const MOST_TOLD = 4;
const LONGEST_VALUE = 32;

/** Their titles say enough: "Grafana" in the group "Components". */
const UNNAMED_GROUP = 'components';

/** Environments, arguments and receivers are free text, where people put passwords in spite of all. */
const MAYBE_SECRET = /^(env|args|receivers|templates|extraManifests)$|secret|password|token|tenant|login|auth/i;

/** "Logs off → on · Prometheus scrape interval 15s → 30s"; '' where nothing differs. */
export function changedSettings(before: SuppliedSettings | undefined, after: SuppliedSettings | undefined): string {
  const changed = changesIn(SETTINGS_SCHEMA, draftOf(before), draftOf(after), []);
  const told = changed.slice(0, MOST_TOLD);
  const more = changed.length - told.length;
  return [...told, ...(more > 0 ? [stackText.moreSettings(more)] : [])].join(' · ');
}

function changesIn(schema: SettingSchema, before: unknown, after: unknown, titles: readonly string[]): string[] {
  return childrenOf(schema).flatMap(([key, child]) => {
    const [one, other] = [valueIn(before, key), valueIn(after, key)];
    if (isSame(one, other)) return [];
    const path = titles.length === 0 && key === UNNAMED_GROUP ? [] : [...titles, child.title ?? key];
    // A group that comes or goes as a whole is one change.
    if (child.properties !== undefined && isDraft(one) && isDraft(other)) return changesIn(child, one, other, path);
    return [wordsOf(titleOf(path), key, one, other)];
  });
}

function valueIn(settings: unknown, key: string): unknown {
  return isDraft(settings) ? settings[key] : undefined;
}

/** "Prometheus storage class". A group whose first setting has its name is said once. */
function titleOf(titles: readonly string[]): string {
  const [first = '', ...rest] = titles.filter((title, at) => title !== titles[at - 1]);
  return [first, ...rest.map((title) => title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()))].join(' ');
}

function wordsOf(title: string, key: string, one: unknown, other: unknown): string {
  const [from, to] = [shown(one), shown(other)];
  if (MAYBE_SECRET.test(key) || from === undefined || to === undefined) return title;
  return stackText.settingFromTo(title, from, to);
}

/** A value that is read at a glance; undefined for any other. */
function shown(value: unknown): string | undefined {
  if (value === undefined) return stackText.notSet;
  if (typeof value === 'boolean') return value ? settingsText.on : settingsText.off;
  const words = typeof value === 'number' ? String(value) : value;
  if (typeof words !== 'string' || words === '' || words.length > LONGEST_VALUE || /[\n\r]/.test(words))
    return undefined;
  // Settings come as they are, for the form edits them; here they are read.
  return visible(words);
}
