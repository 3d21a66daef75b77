// Reads settings as somebody wrote them: they become settings with all defaults, or one sentence that names what is wrong
// and where.
import { closestMatch } from 'leven';
import type { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { sleepRefusal } from '../../../shared/model/settings/gpu.ts';
import {
  SETTINGS_VERSION,
  type StackSettings,
  type SuppliedSettings,
  stackSettingsSchema,
} from '../../../shared/model/stack-settings.ts';
import { valueAt } from '../manifests/at-path.ts';
import { formatPath, wordsOf } from './issue-words.ts';
import { descriptionAt, keysAt } from './json-schema.ts';
import { migrated } from './migrations.ts';

/** Settings with and without the defaults. */
export interface ReadSettings {
  readonly settings: StackSettings;
  /** The part that was written, in the present form: it is what a release records. */
  readonly supplied: SuppliedSettings;
}

/** The line of what is at a path, from 1 on. */
export type LineOf = (path: readonly PropertyKey[]) => number;

/** More differences than this are another word, not a slip. */
const SLIPS = 4;

/**
 * Checks settings, and brings those of an older version into the present form.
 *
 * @param source names them in errors, such as a file's path
 * @param lineOf the line of a setting, where they were written in lines
 *
 * Throws `badInput` for what is none: the first thing that is wrong, by its name.
 */
export function readSettings(value: unknown, source: string, lineOf?: LineOf): ReadSettings {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refused(source, `it holds no settings: begin it with \`version: ${SETTINGS_VERSION}\``);
  }
  const given = value as SuppliedSettings;
  const supplied = migrated(given, versionOf(given, source));
  const parsed = stackSettingsSchema.safeParse(supplied);
  if (parsed.success) {
    const clash = explicitClash(supplied, parsed.data);
    if (clash === undefined) return { settings: parsed.data, supplied };
    throw refused(
      placed(source, given, supplied, lineOf, clash.path),
      `${formatPath(clash.path)} ${clash.words}`,
      undefined,
      source,
    );
  }
  const [issue] = parsed.error.issues;
  if (issue === undefined) throw refused(source, 'it is not valid', parsed.error);
  const place = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  throw refused(placed(source, given, supplied, lineOf, place), reasonOf(issue, supplied), parsed.error, source);
}

/** The source, with the line of a setting; those of an older version stand elsewhere in the file. */
function placed(
  source: string,
  given: SuppliedSettings,
  supplied: SuppliedSettings,
  lineOf: LineOf | undefined,
  path: readonly PropertyKey[],
): string {
  const line = supplied.version === given.version ? lineOf?.(path) : undefined;
  return line === undefined ? source : `${source}, line ${line}`;
}

/** A default gives way to what goes against it; the same value that somebody wrote is refused. */
function explicitClash(
  supplied: SuppliedSettings,
  { gpu }: StackSettings,
): { readonly path: readonly string[]; readonly words: string } | undefined {
  const path = ['gpu', 'sleep'];
  const words = valueAt(supplied, path) === 'allow' ? sleepRefusal(gpu.exporter) : undefined;
  return words === undefined ? undefined : { path, words };
}

function versionOf({ version }: SuppliedSettings, source: string): number {
  if (version === undefined) {
    throw refused(source, `version is missing: begin it with \`version: ${SETTINGS_VERSION}\``);
  }
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 0) {
    throw refused(source, `version must be a whole number, such as ${SETTINGS_VERSION}`);
  }
  if (version > SETTINGS_VERSION) {
    throw refused(
      source,
      `its settings are of version ${version} and this ODIN knows them up to version ${SETTINGS_VERSION}: install a newer ODIN`,
    );
  }
  return version;
}

function reasonOf(issue: z.core.$ZodIssue, supplied: SuppliedSettings): string {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') return unknownKey(issue.keys[0] ?? '', path);
  const name = formatPath(path);
  // The key of a map, such as a variable's name, is told by the issues within.
  if (issue.code === 'invalid_key') return `${name} ${issue.issues[0]?.message ?? 'is not valid'}`;
  if (valueAt(supplied, path) === undefined) {
    const description = descriptionAt(path);
    return `${name} is missing${description === undefined ? '' : `: ${description.replace(/\.$/, '')}`}`;
  }
  return `${name} ${wordsOf(issue)}`;
}

function unknownKey(key: string, path: readonly PropertyKey[]): string {
  const known = keysAt(path);
  const nearest = closestMatch(key, [...known], { maxDistance: SLIPS });
  const advice = nearest === undefined ? `choose among ${known.join(', ')}` : `did you mean ${nearest}?`;
  return `${formatPath([...path, key])} is no setting: ${advice}`;
}

function refused(where: string, reason: string, cause?: unknown, subject = where): AppError {
  return new AppError('badInput', `${where}: ${reason}${reason.endsWith('?') ? '' : '.'}`, { subject, cause });
}
