// Reads the receivers of alerts as somebody wrote them: they become a fragment of configuration that Alertmanager will take,
// or one sentence.
import { parse } from 'yaml';
import type { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { fragmentSchema, type ReceiversFragment, type Route } from './alertmanager/fragment.ts';
import { formatPath, wordsOf } from './issue-words.ts';

/** The stack's own receiver, which tells nobody. */
const NOBODY = 'nobody';

/** Throws `badInput`, in a sentence that begins with the setting's name. */
export function readReceivers(text: string): ReceiversFragment {
  let value: unknown;
  try {
    value = parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n', 1)[0]?.replace(/:$/, '') : String(cause);
    throw refused(`is not readable as YAML: ${reason}`, cause);
  }
  const parsed = fragmentSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refused(issue === undefined ? 'is not valid' : reasonOf(issue), parsed.error);
  }
  assertNames(parsed.data);
  return parsed.data;
}

function reasonOf(issue: z.core.$ZodIssue): string {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const name = formatPath([...path, issue.keys[0] ?? '']);
    return path.length === 0
      ? `${name}: ODIN takes global, route, receivers, inhibit_rules and time_intervals alone`
      : `${name}: Alertmanager has no such key here`;
  }
  const words = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? 'is not valid') : wordsOf(issue);
  return `${formatPath(path) || 'it'}: ${words}`;
}

function assertNames({ route, receivers, time_intervals }: ReceiversFragment): void {
  const names = [NOBODY, ...receivers.map(({ name }) => name)];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw refused(`has the receiver ${twice} twice${twice === NOBODY ? ', for the stack has one of that name' : ''}`);
  const used = receiversOf(route);
  const unknown = used.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw refused(`has a route to ${unknown}, which is not among its receivers (${names.join(', ')})`);
  const idle = names.slice(1).find((name) => !used.includes(name));
  if (idle !== undefined)
    throw refused(`has the receiver ${idle}, which no route leads to: it would never hear of anything`);
  const known = (time_intervals ?? []).map(({ name }) => name);
  const timeless = intervalsOf(route).find((name) => !known.includes(name));
  if (timeless !== undefined)
    throw refused(`has a route that asks for ${timeless}, which is not among its time_intervals`);
}

function intervalsOf({ mute_time_intervals, active_time_intervals, routes }: Route): readonly string[] {
  return [...(mute_time_intervals ?? []), ...(active_time_intervals ?? []), ...(routes ?? []).flatMap(intervalsOf)];
}

function receiversOf({ receiver, routes }: Route): readonly string[] {
  return [...(receiver ? [receiver] : []), ...(routes ?? []).flatMap(receiversOf)];
}

function refused(reason: string, cause?: unknown): AppError {
  return new AppError('badInput', `alerts.receivers ${reason}.`, { subject: 'alerts.receivers', cause });
}
