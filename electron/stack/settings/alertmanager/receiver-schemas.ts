// The receivers of Alertmanager 0.34, key by key: https://prometheus.io/docs/alerting/latest/configuration/#receiver-integration-settings
import { z } from 'zod';
import {
  address,
  anything,
  atMostOne,
  byFile,
  type Check,
  count,
  duration,
  flag,
  forbidden,
  goDuration,
  hostAndPort,
  isSet,
  named,
  needs,
  oneOf,
  openAddress,
  rule,
  SECRET,
  SECRET_FILE,
  secrets,
  string,
  text,
  textMap,
  texts,
  wholeNumber,
} from './fields.ts';
import { httpConfig, tlsConfig } from './http.ts';

/** A kind of receiver. */
export interface Kind {
  readonly schema: z.ZodType<object>;
  /** Of each of these at least one has to be there; `global.` names what may stand in for it for all receivers. */
  readonly needs: readonly (readonly string[])[];
}

type Keys = Readonly<Record<string, z.ZodType>>;

function map(keys: Keys, checks: readonly Check[]): z.ZodType<object> {
  return checks.reduce((checked, check) => checked.superRefine(check), z.strictObject(keys));
}

function kind(keys: Keys, needed: Kind['needs'], ...checks: readonly Check[]): Kind {
  return { schema: map({ send_resolved: flag, ...keys }, checks), needs: needed };
}

function web(keys: Keys, needed: Kind['needs'], ...checks: readonly Check[]): Kind {
  return kind({ http_config: httpConfig, ...keys }, needed, ...checks);
}

function list(keys: Keys, ...checks: readonly Check[]) {
  return z.array(map(keys, checks)).nullish();
}

/** Of a chat's messages. */
const fields = list({ ...named(text, 'title', 'value'), short: flag }, needs('title'), needs('value'));

/** The one address of Slack that is no secret: bots send there, each with its token. */
const SLACK_API = 'https://slack.com/api/chat.postMessage';
const BY_SLACK_FILE = byFile(`api_url_file: ${SECRET_FILE}`);
export const slackAddress = string(BY_SLACK_FILE, (schema) =>
  schema.refine((value) => value === SLACK_API, BY_SLACK_FILE),
).nullish();

const slackAction = {
  ...named(text, 'type', 'text', 'url', 'style', 'name', 'value'),
  confirm: map(named(text, 'text', 'title', 'ok_text', 'dismiss_text'), [needs('text')]).nullish(),
};

const attachment = {
  ...named(text, 'fallback', 'color', 'pretext', 'text', 'author_name', 'author_link', 'author_icon', 'title'),
  ...named(text, 'title_link', 'thumb_url', 'footer', 'footer_icon', 'image_url'),
  fields,
};

const RESPONDER = 'must be team, user, escalation or schedule';
const AWS_KEY = `${SECRET}: Alertmanager takes it from no file; give the node a role in AWS, or name a webhook that signs`;
const JIRA_FIELD = 'must be text, or a map of template and enable_update';
const jiraField = z.union([text, z.strictObject({ template: text, enable_update: flag })], JIRA_FIELD);
/** Of VictorOps' messages, which Alertmanager fills in. */
const FILLED = /^(routing_key|message_type|state_message|entity_display_name|monitoring_tool|entity_id|entity_state)$/;

const hasAuthorization = ({ http_config }: Readonly<Record<string, unknown>>) => isSet(http_config, 'authorization');

/** By their names without `_configs`. */
export const KINDS: Readonly<Record<string, Kind>> = {
  discord: web({ ...secrets('webhook_url'), ...named(text, 'content', 'title', 'message', 'username', 'avatar_url') }, [
    ['webhook_url_file'],
  ]),
  email: kind(
    {
      ...named(text, 'to', 'from', 'hello', 'auth_username', 'auth_identity', 'html', 'text'),
      ...secrets('auth_password', 'auth_secret'),
      smarthost: hostAndPort,
      headers: textMap.refine((headers) => {
        const names = Object.keys(headers ?? {}).map((name) => name.toLowerCase());
        return new Set(names).size === names.length;
      }, 'has a header twice: small and large letters are the same there'),
      ...named(flag, 'require_tls', 'force_implicit_tls'),
      tls_config: tlsConfig,
      threading: z
        .strictObject({ enabled: flag, thread_by_date: oneOf('none', 'daily') })
        .refine(({ enabled, thread_by_date }) => enabled !== true || thread_by_date != null, 'needs thread_by_date')
        .nullish(),
    },
    [['to'], ['smarthost', 'global.smtp_smarthost'], ['from', 'global.smtp_from']],
  ),
  incidentio: web(
    { url: openAddress, url_file: text, ...secrets('alert_source_token'), max_alerts: count, timeout: goDuration },
    [['url', 'url_file']],
    atMostOne('url', 'url_file'),
    rule(
      (one) => hasAuthorization(one) !== isSet(one, 'alert_source_token_file'),
      'needs one of alert_source_token_file and http_config.authorization',
    ),
  ),
  jira: web(
    {
      api_url: address,
      api_type: oneOf('auto', 'cloud', 'datacenter'),
      ...named(
        text,
        'project',
        'priority',
        'issue_type',
        'reopen_transition',
        'resolve_transition',
        'wont_fix_resolution',
      ),
      ...named(jiraField, 'summary', 'description'),
      labels: texts,
      reopen_duration: duration,
      fields: z.record(z.string(), anything).nullish(),
    },
    [['project'], ['issue_type'], ['api_url', 'global.jira_api_url']],
  ),
  mattermost: web(
    {
      ...secrets('webhook_url'),
      ...attachment,
      ...named(text, 'channel', 'username', 'icon_url', 'icon_emoji', 'type'),
      attachments: list(attachment),
      props: z.strictObject({ card: text }).nullish(),
      priority: z
        .strictObject({ priority: text, ...named(flag, 'requested_ack', 'persistent_notifications') })
        .nullish(),
    },
    [['webhook_url_file', 'global.mattermost_webhook_url_file']],
  ),
  msteams: web({ ...secrets('webhook_url'), ...named(text, 'title', 'summary', 'text') }, [['webhook_url_file']]),
  msteamsv2: web({ ...secrets('webhook_url'), ...named(text, 'title', 'text') }, [['webhook_url_file']]),
  opsgenie: web(
    {
      ...secrets('api_key'),
      api_url: address,
      ...named(text, 'message', 'description', 'source', 'entity', 'actions', 'tags', 'note', 'priority'),
      details: textMap,
      responders: list(
        {
          ...named(text, 'id', 'name', 'username'),
          type: string(RESPONDER, (schema) => schema.regex(/\{\{|^(teams?|user|escalation|schedule)$/i, RESPONDER)),
        },
        needs('id', 'name', 'username'),
      ),
      update_alerts: flag,
    },
    [['api_key_file', 'global.opsgenie_api_key_file']],
  ),
  pagerduty: web(
    {
      ...secrets('service_key', 'routing_key'),
      url: address,
      ...named(text, 'client', 'client_url', 'description', 'source', 'severity', 'class', 'component', 'group'),
      details: z.record(z.string(), anything).nullish(),
      images: list(named(text, 'src', 'alt', 'href')),
      links: list(named(text, 'href', 'text')),
      timeout: goDuration,
    },
    [['routing_key_file', 'service_key_file']],
  ),
  pushover: web(
    {
      ...secrets('user_key', 'token'),
      ...named(text, 'title', 'message', 'url', 'url_title', 'device', 'sound', 'priority'),
      ...named(goDuration, 'retry', 'expire', 'ttl'),
      ...named(flag, 'html', 'monospace'),
    },
    [['user_key_file'], ['token_file']],
    rule(({ html, monospace }) => html !== true || monospace !== true, 'has html and monospace: one of them'),
  ),
  rocketchat: web(
    {
      api_url: address,
      ...secrets('token', 'token_id'),
      ...named(text, 'channel', 'color', 'title', 'title_link', 'text', 'emoji', 'icon_url', 'image_url', 'thumb_url'),
      ...named(flag, 'short_fields', 'link_names'),
      fields: list({ ...named(text, 'title', 'value'), short: flag }),
      // Without underscores: so Alertmanager reads them, whatever its documentation says.
      actions: list({
        ...named(text, 'type', 'text', 'url', 'imageurl', 'webviewheightratio', 'msg', 'msgprocessingtype'),
        ...named(flag, 'iswebview', 'msginchatwindow'),
      }),
    },
    [
      ['token_file', 'global.rocketchat_token_file'],
      ['token_id_file', 'global.rocketchat_token_id_file'],
    ],
  ),
  slack: web(
    {
      ...secrets('api_url', 'app_token'),
      api_url: slackAddress,
      app_url: address,
      ...named(
        text,
        'channel',
        'username',
        'color',
        'title',
        'title_link',
        'pretext',
        'text',
        'message_text',
        'footer',
      ),
      ...named(text, 'fallback', 'callback_id', 'icon_emoji', 'icon_url', 'image_url', 'thumb_url'),
      fields,
      actions: list(slackAction, needs('type'), needs('text'), needs('name', 'url')),
      ...named(flag, 'short_fields', 'link_names', 'update_message'),
      mrkdwn_in: texts,
      timeout: goDuration,
    },
    [
      [
        'api_url',
        'api_url_file',
        'app_token_file',
        'global.slack_api_url',
        'global.slack_api_url_file',
        'global.slack_app_token_file',
      ],
    ],
    atMostOne('api_url', 'api_url_file', 'app_token_file'),
    rule(
      (one) => one.update_message !== true || isSet(one, 'api_url'),
      `has update_message, which webhooks of Slack do not know: write api_url: ${SLACK_API}`,
    ),
    rule(
      (one) => !hasAuthorization(one) || !isSet(one, 'app_token_file'),
      'has app_token_file and http_config.authorization: one of them',
    ),
  ),
  sns: web(
    {
      api_url: address,
      sigv4: z
        .strictObject({
          ...named(text, 'region', 'profile', 'role_arn', 'external_id', 'service_name'),
          ...named(forbidden(AWS_KEY), 'access_key', 'secret_key'),
          use_fips_sts_endpoint: flag,
        })
        .refine((sigv4) => !isSet(sigv4, 'external_id') || isSet(sigv4, 'role_arn'), 'has external_id without role_arn')
        .nullish(),
      ...named(text, 'topic_arn', 'phone_number', 'target_arn', 'subject', 'message'),
      attributes: textMap,
      use_aws_http_client: flag,
    },
    [['topic_arn', 'phone_number', 'target_arn']],
    atMostOne('topic_arn', 'phone_number', 'target_arn'),
  ),
  telegram: web(
    {
      api_url: address,
      ...secrets('bot_token'),
      chat_id: wholeNumber.refine((id) => id !== 0, 'must be the number of a chat'),
      ...named(text, 'chat_id_file', 'message'),
      message_thread_id: wholeNumber,
      disable_notifications: flag,
      parse_mode: oneOf('Markdown', 'MarkdownV2', 'HTML', ''),
    },
    [
      ['chat_id', 'chat_id_file'],
      ['bot_token_file', 'global.telegram_bot_token_file'],
    ],
    atMostOne('chat_id', 'chat_id_file'),
  ),
  victorops: web(
    {
      ...secrets('api_key'),
      api_url: address,
      ...named(text, 'routing_key', 'message_type', 'state_message', 'entity_display_name', 'monitoring_tool'),
      custom_fields: textMap.refine(
        (all) => !Object.keys(all ?? {}).some((name) => FILLED.test(name)),
        'has a field that Alertmanager fills in itself',
      ),
    },
    [['routing_key'], ['api_key_file', 'global.victorops_api_key_file']],
  ),
  webex: web(
    { api_url: address, ...named(text, 'message', 'room_id') },
    [['room_id']],
    rule(hasAuthorization, 'needs http_config.authorization'),
  ),
  webhook: web(
    { url: openAddress, url_file: text, max_alerts: count, timeout: goDuration, payload: anything },
    [['url', 'url_file']],
    atMostOne('url', 'url_file'),
  ),
  wechat: web(
    {
      ...secrets('api_secret'),
      api_url: address,
      ...named(text, 'corp_id', 'message', 'to_user', 'to_party', 'to_tag', 'agent_id'),
      message_type: oneOf('text', 'markdown'),
    },
    [
      ['api_secret_file', 'global.wechat_api_secret_file'],
      ['corp_id', 'global.wechat_api_corp_id'],
    ],
  ),
};
