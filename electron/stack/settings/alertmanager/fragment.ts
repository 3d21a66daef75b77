// The part of Alertmanager's configuration that settings may hold, with the keys and values that Alertmanager 0.34 takes.
import { z } from 'zod';
import {
  address,
  atMostOne,
  duration,
  flag,
  hostAndPort,
  isSet,
  labels,
  named,
  secrets,
  someTime,
  string,
  text,
} from './fields.ts';
import { httpConfig, tlsConfig } from './http.ts';
import { isMatchers, isRegex } from './matchers.ts';
import { KINDS, slackAddress } from './receiver-schemas.ts';
import { timeIntervals } from './time-intervals.ts';

const global = z
  .strictObject({
    resolve_timeout: duration,
    http_config: httpConfig,
    ...named(text, 'smtp_from', 'smtp_hello', 'smtp_auth_username', 'smtp_auth_identity', 'wechat_api_corp_id'),
    ...named(flag, 'smtp_require_tls', 'smtp_force_implicit_tls'),
    smtp_smarthost: hostAndPort,
    smtp_tls_config: tlsConfig,
    ...named(address, 'jira_api_url', 'slack_app_url', 'pagerduty_url', 'opsgenie_api_url', 'wechat_api_url'),
    ...named(address, 'victorops_api_url', 'telegram_api_url', 'webex_api_url', 'rocketchat_api_url'),
    ...secrets('smtp_auth_password', 'smtp_auth_secret', 'slack_api_url', 'slack_app_token', 'opsgenie_api_key'),
    ...secrets('wechat_api_secret', 'victorops_api_key', 'telegram_bot_token', 'rocketchat_token'),
    ...secrets('rocketchat_token_id', 'mattermost_webhook_url'),
    slack_api_url: slackAddress,
  })
  .superRefine(atMostOne('slack_api_url', 'slack_api_url_file', 'slack_app_token_file'))
  .nullish();

const receiver = z.strictObject({
  name: string('must be a name', (schema) => schema.min(1, 'must be a name')),
  labels,
  ...Object.fromEntries(
    Object.entries(KINDS).map(([name, { schema }]) => [`${name}_configs`, z.array(schema).nullish()]),
  ),
});

const MATCHER = 'must be a matcher, such as severity="critical" or namespace=~"lab|prod"';
const matchers = z.array(string(MATCHER, (schema) => schema.refine(isMatchers, MATCHER))).nullish();
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const classicLabel = z.string().regex(LABEL, 'must be the name of a label');
/** A record loses a key of this name without a word, and a route that asks for less leads elsewhere. */
const withoutProto = z
  .unknown()
  .refine(
    (value) => typeof value !== 'object' || value === null || !Object.hasOwn(value, '__proto__'),
    'has the label __proto__, which ODIN reads in matchers alone',
  )
  .optional();
const equals = withoutProto.pipe(z.record(classicLabel, text).nullish());
const regexes = withoutProto.pipe(
  z
    .record(
      classicLabel,
      string('must be a regular expression', (schema) => schema.refine(isRegex, 'must be a regular expression of RE2')),
    )
    .nullish(),
);
const NAME = 'must be the name of a label';
const label = string(NAME, (schema) => schema.min(1, NAME));

const routeShape = {
  receiver: string('must be the name of a receiver', (schema) =>
    schema.min(1, 'must be the name of a receiver'),
  ).nullish(),
  group_by: z
    .array(label)
    .refine((labels) => new Set(labels).size === labels.length, 'has a label twice')
    .refine((labels) => labels.length === 1 || !labels.includes('...'), "has '...', which is all labels, and others")
    .nullish(),
  group_wait: duration,
  group_interval: someTime,
  repeat_interval: someTime,
  labels,
};

/** A route below the first: it leads to a receiver, by itself or by the routes below it. */
export interface Route {
  readonly receiver?: string | null | undefined;
  readonly mute_time_intervals?: readonly string[] | null | undefined;
  readonly active_time_intervals?: readonly string[] | null | undefined;
  readonly routes?: readonly Route[] | null | undefined;
}
const names = z.array(string('must be a name')).nullish();
const none = 'must be empty: the first route is for all alerts, at all times';
const child: z.ZodType<Route> = z.strictObject({
  ...routeShape,
  continue: flag,
  match: equals,
  match_re: regexes,
  matchers,
  mute_time_intervals: names,
  active_time_intervals: names,
  routes: z.lazy(() => z.array(child)).nullish(),
});

const inhibitRule = z.strictObject({
  name: text,
  source_match: equals,
  source_match_re: regexes,
  source_matchers: matchers,
  target_match: equals,
  target_match_re: regexes,
  target_matchers: matchers,
  equal: z.array(label).nullish(),
});

/** What the first route may have as well, as long as it says nothing. */
const nothing = {
  continue: flag.refine((value) => value !== true, 'must be false: the first route is the only one of its kind'),
  match: z.record(z.string(), z.never(none)).nullish(),
  match_re: z.record(z.string(), z.never(none)).nullish(),
  matchers: z.array(z.never(none)).nullish(),
  mute_time_intervals: z.array(z.never(none)).nullish(),
  active_time_intervals: z.array(z.never(none)).nullish(),
};

/** The route merged into the stack's own, key by key. */
export const fragmentSchema = z
  .strictObject({
    global,
    templates: names,
    route: z.strictObject({ ...routeShape, ...nothing, routes: z.array(child).nullish() }, 'must be a route'),
    receivers: z.array(receiver, 'must be a list of receivers').min(1, 'must be a list of receivers'),
    inhibit_rules: z.array(inhibitRule).nullish(),
    time_intervals: timeIntervals.nullish(),
    mute_time_intervals: timeIntervals.nullish(),
  })
  .superRefine(assertNeeds);
export type ReceiversFragment = z.infer<typeof fragmentSchema>;

/** Keys that a receiver cannot do without, which may be said for all at once. */
function assertNeeds(
  { global, receivers }: Pick<ReceiversFragment, 'global' | 'receivers'>,
  context: z.core.$RefinementCtx,
) {
  const isThere = (config: unknown, name: string) =>
    name.startsWith('global.') ? isSet(global, name.slice('global.'.length)) : isSet(config, name);
  for (const [index, one] of receivers.entries()) {
    for (const [name, { needs }] of Object.entries(KINDS)) {
      const key = `${name}_configs`;
      for (const [position, config] of ((Reflect.get(one, key) ?? []) as readonly unknown[]).entries()) {
        const missing = needs.find((ways) => !ways.some((way) => isThere(config, way)));
        if (missing === undefined) continue;
        const path = ['receivers', index, key, position];
        context.addIssue({ code: 'custom', path, message: `needs ${missing.join(' or ')}` });
      }
    }
  }
}
