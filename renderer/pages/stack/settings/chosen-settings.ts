// Settings with every default filled in → those that differ from the defaults, and back.
import {
  DEFAULT_SETTINGS,
  type SuppliedSettings,
  stackSettingsSchema,
} from '../../../../shared/model/stack-settings.ts';
import {
  childrenOf,
  type Draft,
  isDraft,
  isSame,
  itemOf,
  SETTINGS_SCHEMA,
  type SettingSchema,
} from './setting-schema.ts';

/** The chosen ones alone, so that a later version's defaults hold for everything else. */
export function chosenIn(draft: Draft): SuppliedSettings {
  return chosenOf(SETTINGS_SCHEMA, draft) as SuppliedSettings;
}

/** Whether a form of this version can show them: those of a newer ODIN, which have keys that it does not know, it would lose. */
export function isUnderstood(supplied: SuppliedSettings | undefined): boolean {
  const issues = supplied === undefined ? [] : (stackSettingsSchema.safeParse(supplied).error?.issues ?? []);
  return !issues.some(({ code, path }) => code === 'unrecognized_keys' || path[0] === 'version');
}

/** The chosen ones, also those that this version takes no longer, and the defaults for the rest. */
export function draftOf(supplied: SuppliedSettings | undefined): Draft {
  return stackSettingsSchema.safeParse(supplied).data ?? over(DEFAULT_SETTINGS, supplied ?? {});
}

function over(defaults: Draft, chosen: Draft): Draft {
  const inner = Object.entries(chosen).map(([key, value]): [string, unknown] => {
    const former = defaults[key];
    return [key, isDraft(former) && isDraft(value) ? over(former, value) : value];
  });
  return { ...defaults, ...Object.fromEntries(inner) };
}

/** What was chosen of a value. Undefined where nothing was. A map without a default is itself a choice, and what must be given always is. */
export function chosenOf(schema: SettingSchema, value: unknown): unknown {
  if (isSame(value, schema.default)) return undefined;
  if (Array.isArray(value)) return value.map((item) => chosenOf(itemOf(schema), item));
  if (schema.properties === undefined || !isDraft(value)) return value;
  const inner = childrenOf(schema).flatMap(([key, child]): [string, unknown][] => {
    const choice = chosenOf(child, value[key]);
    return choice === undefined ? [] : [[key, choice]];
  });
  return inner.length === 0 && schema.default !== undefined ? undefined : Object.fromEntries(inner);
}
