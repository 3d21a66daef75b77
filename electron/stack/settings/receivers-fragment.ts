// Reads the receivers of alerts as somebody wrote them: they become a fragment of configuration that Alertmanager will take,
// or one sentence.
import type { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { readAsWritten } from '../../yaml/as-written.ts';
import { toUntyped } from '../../yaml/untyped.ts';
import { textOf, type Word, type Yaml } from '../../yaml/word.ts';
import { YamlFault } from '../../yaml/yaml-fault.ts';
import { fragmentSchema, type ReceiversFragment, type Route } from './alertmanager/fragment.ts';
import { formatPath, wordsOf } from './issue-words.ts';
import { unclosedIn } from './template-syntax.ts';

/** The stack's own receiver, which tells nobody. */
const NOBODY = 'nobody';

/** Receivers as somebody wrote them, and as they are checked. */
export interface Receivers {
  readonly fragment: ReceiversFragment;
  /** By its keys, as Alertmanager is to read it. */
  readonly written: ReadonlyMap<string, Yaml>;
  /** Receivers that no route leads to: Alertmanager takes them, and they never hear of anything. */
  readonly idle: readonly string[];
  /** Words for templates in receivers that Alertmanager reads when it sends, and cannot. */
  readonly unclosed: readonly string[];
}

/** Throws `badInput`, in a sentence that begins with the setting's name. */
export function readReceivers(text: string): Receivers {
  const value = yamlOf(text);
  const parsed = fragmentSchema.safeParse(toUntyped(value));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused(issue === undefined ? 'is not valid' : reasonOf(issue), parsed.error);
  }
  const idle = assertNames(parsed.data);
  const unclosed = parsed.data.receivers.flatMap((receiver, index) => unclosedBelow(receiver, ['receivers', index]));
  return { fragment: parsed.data, written: entriesOf(value), idle, unclosed };
}

function yamlOf(text: string): Yaml {
  try {
    return readAsWritten(text)?.value ?? '';
  } catch (cause) {
    if (cause instanceof YamlFault) throw refused(`is not readable as YAML: ${cause.message}`, cause);
    throw cause;
  }
}

/** Of a map; the schema takes nothing else. */
export function entriesOf(value: Yaml | undefined): ReadonlyMap<string, Yaml> {
  return value instanceof Map
    ? new Map([...value].map(([key, inner]: [string | Word, Yaml]) => [textOf(key), inner]))
    : new Map();
}

function reasonOf(issue: z.core.$ZodIssue): string {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const name = formatPath([...path, issue.keys[0] ?? '']);
    return path.length === 0
      ? `${name}: ODIN takes global, route, receivers, inhibit_rules, time_intervals and templates alone`
      : `${name}: Alertmanager has no such key here`;
  }
  const words = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? 'is not valid') : wordsOf(issue);
  return `${formatPath(path) || 'it'}: ${words}`;
}

/** Throws for names that are there twice or nowhere. @returns receivers that no route leads to */
function assertNames(fragment: ReceiversFragment): readonly string[] {
  const { route, receivers, time_intervals, mute_time_intervals } = fragment;
  const names = [NOBODY, ...receivers.map(({ name }) => name)];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw refused(`has the receiver ${twice} twice${twice === NOBODY ? ', for the stack has one of that name' : ''}`);
  const used = receiversOf(route);
  const unknown = used.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw refused(`has a route to ${unknown}, which is not among its receivers (${names.join(', ')})`);
  const known = [...(time_intervals ?? []), ...(mute_time_intervals ?? [])].map(({ name }) => name);
  const again = known.find((name, index) => known.indexOf(name) !== index);
  if (again !== undefined) throw refused(`has the time interval ${again} twice`);
  const timeless = intervalsOf(route).find((name) => !known.includes(name));
  if (timeless !== undefined)
    throw refused(`has a route that asks for ${timeless}, which is not among its time_intervals`);
  return names.slice(1).filter((name) => !used.includes(name));
}

function intervalsOf({ mute_time_intervals, active_time_intervals, routes }: Route): readonly string[] {
  return [...(mute_time_intervals ?? []), ...(active_time_intervals ?? []), ...(routes ?? []).flatMap(intervalsOf)];
}

function receiversOf({ receiver, routes }: Route): readonly string[] {
  return [...(receiver ? [receiver] : []), ...(routes ?? []).flatMap(receiversOf)];
}

function unclosedBelow(value: unknown, path: readonly PropertyKey[]): readonly string[] {
  if (typeof value === 'string') {
    const fault = unclosedIn(value);
    return fault === undefined ? [] : [`${formatPath(path)} ${fault}`];
  }
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => unclosedBelow(inner, [...path, key]));
}

function refused(reason: string, cause?: unknown): AppError {
  return new AppError('badInput', `alerts.receivers ${reason}.`, { subject: 'alerts.receivers', cause });
}
