// The errors of a draft, in the schema's own words, which follow the field's title.
import type { z } from 'zod';
import type { AppError } from '../../../../shared/errors.ts';
import { stackSettingsSchema } from '../../../../shared/model/stack-settings.ts';
import { settingsText } from '../../../text/settings.ts';
import type { Draft, SettingPath } from './setting-schema.ts';

/** By {@link keyOf}; the first of each field. */
export type SettingErrors = ReadonlyMap<string, string>;

export function errorsIn(draft: Draft): SettingErrors {
  const issues = stackSettingsSchema.safeParse(draft).error?.issues ?? [];
  return new Map(issues.map((issue): [string, string] => [keyOf(fieldOf(issue)), wordsOf(issue)]).reverse());
}

/** The engine's refusal, in words that follow the field's title; undefined where it is about none. */
export function refusedField({ subject = '', message }: Pick<AppError, 'subject' | 'message'>) {
  const start = message.indexOf(`${subject} `);
  return subject === '' || start < 0 ? undefined : { key: subject, words: message.slice(start + subject.length + 1) };
}

export function keyOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.');
}

/** Variables of an exporter are one field, whichever is wrong; so are its arguments. */
function fieldOf({ path }: z.core.$ZodIssue): SettingPath {
  const at = path.findIndex((key) => key === 'env' || key === 'args');
  return (at < 0 ? path : path.slice(0, at + 1)) as SettingPath;
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return `${String(issue.path.at(-1))} ${issue.issues[0]?.message ?? issue.message}`;
  return issue.code === 'invalid_type' && issue.expected === 'record' ? settingsText.envForm : issue.message;
}
