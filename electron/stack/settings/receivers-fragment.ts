// The part of Alertmanager's configuration that settings may hold, checked as far as ODIN can: names that lead somewhere, keys
// that Alertmanager has, and no secret in what becomes a ConfigMap.
import { parse } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { DURATION } from '../../../shared/model/settings/units.ts';

const mapSchema = z.record(z.string(), z.unknown());
const listSchema = z.array(mapSchema);

/** What Alertmanager can send to. */
const KINDS = [
  ...['discord', 'email', 'incidentio', 'jira', 'mattermost', 'msteams', 'msteamsv2', 'opsgenie', 'pagerduty'],
  ...['pushover', 'rocketchat', 'slack', 'sns', 'telegram', 'victorops', 'webex', 'webhook', 'wechat'],
];

const receiverSchema = z.strictObject({
  name: z.string().min(1),
  ...Object.fromEntries(KINDS.map((kind) => [`${kind}_configs`, listSchema.optional()])),
});

const durationSchema = z.string().regex(DURATION, 'must be a duration, such as 30s or 4h');
const routeShape = {
  receiver: z.string().exactOptional(),
  group_by: z.array(z.string()).exactOptional(),
  group_wait: durationSchema.exactOptional(),
  group_interval: durationSchema.exactOptional(),
  repeat_interval: durationSchema.exactOptional(),
};
/** A route below the first: it leads to a receiver, by itself or by the routes below it. */
interface Route {
  readonly receiver?: string;
  readonly mute_time_intervals?: readonly string[];
  readonly active_time_intervals?: readonly string[];
  readonly routes?: readonly Route[];
}
const childSchema: z.ZodType<Route> = z.strictObject({
  ...routeShape,
  continue: z.boolean().exactOptional(),
  match: mapSchema.exactOptional(),
  match_re: mapSchema.exactOptional(),
  matchers: z.array(z.string()).exactOptional(),
  mute_time_intervals: z.array(z.string()).exactOptional(),
  active_time_intervals: z.array(z.string()).exactOptional(),
  routes: z.lazy(() => z.array(childSchema)).exactOptional(),
});

/** The route merged into the stack's own, key by key. */
const fragmentSchema = z.strictObject({
  global: mapSchema.exactOptional(),
  route: z.strictObject({ ...routeShape, routes: z.array(childSchema).exactOptional() }),
  receivers: z.array(receiverSchema).min(1),
  inhibit_rules: listSchema.default([]),
  time_intervals: z.array(z.looseObject({ name: z.string() })).default([]),
});
export type ReceiversFragment = z.infer<typeof fragmentSchema>;

/** The stack's own receiver, which tells nobody. */
const NOBODY = 'nobody';

/** Fields that Alertmanager takes from a file as well, by the same name with `_file`. */
const SECRET_FIELD = /(^|_)(password|secret|token|(api|routing|service|user)_key|api_secret|credentials)$/;
const SECRET_ADDRESS = ['slack_api_url', 'webhook_url'];

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
    const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const field = [...(issue?.path ?? []), ...keys].join('.') || 'it';
    throw refused(`${field}: ${keys.length > 0 ? 'Alertmanager has no such key here' : issue?.message}`, parsed.error);
  }
  assertNames(parsed.data);
  assertNoSecrets(parsed.data, '', false);
  return parsed.data;
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
  const known = time_intervals.map(({ name }) => name);
  const timeless = intervalsOf(route).find((name) => !known.includes(name));
  if (timeless !== undefined)
    throw refused(`has a route that asks for ${timeless}, which is not among its time_intervals`);
}

function intervalsOf({ mute_time_intervals = [], active_time_intervals = [], routes = [] }: Route): readonly string[] {
  return [...mute_time_intervals, ...active_time_intervals, ...routes.flatMap(intervalsOf)];
}

function receiversOf({ receiver, routes = [] }: Route): readonly string[] {
  return [...(receiver === undefined ? [] : [receiver]), ...routes.flatMap(receiversOf)];
}

function assertNoSecrets(value: unknown, path: string, isSlack: boolean): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) assertNoSecrets(item, `${path}[${index}]`, isSlack);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const name = path === '' ? key : `${path}.${key}`;
    const isSecret = SECRET_FIELD.test(key) || SECRET_ADDRESS.includes(key) || (isSlack && key === 'api_url');
    if (isSecret && typeof inner !== 'object') {
      throw refused(
        `has a secret at ${name}, where everybody who may read ConfigMaps could read it: put it into Secret alertmanager-secrets and write ${key}_file: /etc/alertmanager/secrets/KEY`,
      );
    }
    assertNoSecrets(inner, name, key === 'slack_configs' || (isSlack && key !== 'http_config'));
  }
}

function refused(reason: string, cause?: unknown): AppError {
  return new AppError('badInput', `alerts.receivers ${reason}.`, { subject: 'alerts.receivers', cause });
}
