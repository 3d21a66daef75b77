// For tests: fragments of Alertmanager's configuration, which settings take or refuse. amtool is asked about each of them as well.

const FILE = '/etc/alertmanager/secrets/KEY';
const ROUTE = 'route: {receiver: a}';
const RECEIVER = 'receivers: [{name: a}]';
const FIELD = '{title: a, value: b, short: true}';

const keysOf = (...names: readonly string[]) => names.map((name) => `${name}: a`).join(', ');
const filesOf = (...names: readonly string[]) => names.map((name) => `${name}_file: ${FILE}`).join(', ');

const withConfig = (config: string) => `${ROUTE}\nreceivers: [{name: a, ${config}}]`;
const withHttp = (http: string) => withConfig(`webhook_configs: [{url: "http://x", http_config: {${http}}}]`);
const withRoute = (route: string) => `route: {receiver: a, routes: [{${route}}]}\n${RECEIVER}`;
const withMatcher = (matcher: string) => withRoute(`matchers: [${JSON.stringify(matcher)}]`);
const withTimes = (times: string) => `${ROUTE}\n${RECEIVER}\ntime_intervals: [{name: t, time_intervals: [{${times}}]}]`;
const withInhibition = (rule: string) => `${ROUTE}\n${RECEIVER}\ninhibit_rules: [{${rule}}]`;
const withGlobal = (global: string, config = '') => `global: {${global}}\n${withConfig(config)}`;

const TLS = `ca_file: ${FILE}, cert_file: ${FILE}, key_file: ${FILE}, server_name: a, insecure_skip_verify: true, min_version: TLS12, max_version: TLS13`;
const ATTACHMENT = `${keysOf('fallback', 'color', 'pretext', 'text', 'author_name', 'author_link', 'author_icon', 'title', 'title_link', 'thumb_url', 'footer', 'footer_icon', 'image_url')}, fields: [${FIELD}]`;

/** Of each kind all keys, but for those of which one may be there. */
const KINDS: Readonly<Record<string, string>> = {
  discord: `${filesOf('webhook_url')}, ${keysOf('content', 'title', 'message', 'username', 'avatar_url')}`,
  email: `to: a@example.test, from: b@example.test, smarthost: "[::1]:25", ${keysOf('hello', 'auth_username', 'auth_identity', 'html', 'text')}, ${filesOf('auth_password', 'auth_secret')}, headers: {Subject: a}, require_tls: true, force_implicit_tls: false, tls_config: {${TLS}}, threading: {enabled: true, thread_by_date: daily}`,
  incidentio: `url: "http://x", ${filesOf('alert_source_token')}, max_alerts: 3, timeout: 10s`,
  jira: `api_url: "http://x", api_type: cloud, ${keysOf('project', 'summary', 'priority', 'issue_type', 'reopen_transition', 'resolve_transition', 'wont_fix_resolution')}, description: {template: a, enable_update: true}, labels: [a], reopen_duration: 30d, fields: {a: {b: [1]}}`,
  mattermost: `${filesOf('webhook_url')}, ${ATTACHMENT}, ${keysOf('channel', 'username', 'icon_url', 'icon_emoji', 'type')}, attachments: [{${ATTACHMENT}}], props: {card: a}, priority: {priority: a, requested_ack: true, persistent_notifications: true}`,
  msteams: `${filesOf('webhook_url')}, ${keysOf('title', 'summary', 'text')}`,
  msteamsv2: `${filesOf('webhook_url')}, ${keysOf('title', 'text')}`,
  opsgenie: `${filesOf('api_key')}, api_url: "http://x", ${keysOf('message', 'description', 'source', 'entity', 'actions', 'tags', 'note', 'priority')}, details: {a: b}, responders: [{id: a, name: a, username: a, type: Team}], update_alerts: true`,
  pagerduty: `${filesOf('service_key', 'routing_key')}, url: "http://x", ${keysOf('client', 'client_url', 'description', 'source', 'severity', 'class', 'component', 'group')}, details: {a: {b: c}}, images: [{src: a, alt: a, href: a}], links: [{href: a, text: a}], timeout: 1m30s`,
  pushover: `${filesOf('user_key', 'token')}, ${keysOf('title', 'message', 'url', 'url_title', 'device', 'sound', 'priority')}, retry: 1m, expire: 1h, ttl: 1.5h, html: true, monospace: false`,
  rocketchat: `api_url: "http://x", ${filesOf('token', 'token_id')}, ${keysOf('channel', 'color', 'title', 'title_link', 'text', 'emoji', 'icon_url', 'image_url', 'thumb_url')}, short_fields: true, link_names: true, fields: [${FIELD}], actions: [{${keysOf('type', 'text', 'url', 'imageurl', 'webviewheightratio', 'msg', 'msgprocessingtype')}, iswebview: true, msginchatwindow: true}]`,
  slack: `${filesOf('api_url')}, app_url: "http://x", ${keysOf('channel', 'username', 'color', 'title', 'title_link', 'pretext', 'text', 'message_text', 'footer', 'fallback', 'callback_id', 'icon_emoji', 'icon_url', 'image_url', 'thumb_url')}, fields: [${FIELD}], actions: [{${keysOf('type', 'text', 'url', 'style', 'name', 'value')}, confirm: {${keysOf('text', 'title', 'ok_text', 'dismiss_text')}}}], short_fields: true, link_names: true, update_message: false, mrkdwn_in: [text], timeout: 10s`,
  sns: `api_url: "http://x", sigv4: {${keysOf('region', 'profile', 'role_arn', 'external_id', 'service_name')}, use_fips_sts_endpoint: true}, ${keysOf('topic_arn', 'subject', 'message')}, attributes: {a: b}, use_aws_http_client: true`,
  telegram: `api_url: "http://x", ${filesOf('bot_token')}, chat_id: -1001234567890, message: a, message_thread_id: 1, disable_notifications: true, parse_mode: ""`,
  victorops: `${filesOf('api_key')}, api_url: "http://x", ${keysOf('routing_key', 'message_type', 'state_message', 'entity_display_name', 'monitoring_tool')}, custom_fields: {a: b}`,
  webex: `api_url: "http://x", ${keysOf('message', 'room_id')}, http_config: {authorization: {type: Bearer, ${filesOf('credentials')}}}`,
  webhook: `url: "http://{{ .GroupLabels.host }}/x", max_alerts: 3, timeout: 10s, payload: {a: [b]}`,
  wechat: `${filesOf('api_secret')}, api_url: "http://x", ${keysOf('corp_id', 'message', 'to_user', 'to_party', 'to_tag', 'agent_id')}, message_type: markdown`,
};

/** By today's grammar, that of before, or both. */
const MATCHERS = [
  ...[
    'a=b',
    'a="b"',
    ' a != "b" ',
    'a=~"b|c"',
    'a!~"b.*"',
    'a=""',
    '{a="b"}',
    'a="b",c=~"d"',
    '{a="b", c="d",}',
    '',
    '{}',
  ],
  ...[
    '"a b"="c"',
    'é=ü',
    'a="\\u00e9\\x41\\101\\n"',
    'a=~"\\d+"',
    'a=~\\d+',
    'a=',
    'a=b c',
    'a="b\\"c,d"',
    'a:b=c',
    "a='b'",
  ],
  ...['a=~"(?i)b"', 'a=~"(?P<x>b)"', 'a=~"[[:alpha:]]\\\\pL"', '{a=b', 'a=b}', 'a=b\\', 'a="}",b="{"', '{a=b}}'],
];
const NO_MATCHERS = [
  ...['!!nonsense', 'a', '="b"', 'a=="b"', 'a="b', 'a="b" c', 'a="b"c="d"', ',', 'a=b,,c=d', '1a=b c', 'a=b"c', '"a=b'],
  ...['a=~"["', 'a=~"(?=b)"', 'a=~"(b)\\\\1"', 'a=~"b**"', 'a!~"(?<!b)c"', 'a-b=c d'],
];

/** Fragments that both take. */
export const ACCEPTED: readonly string[] = [
  `${ROUTE}\n${RECEIVER}`,
  `${ROUTE}\n${RECEIVER}\nglobal:\ninhibit_rules:\ntime_intervals:`,
  ...Object.entries(KINDS).map(([name, keys]) => withConfig(`${name}_configs: [{send_resolved: true, ${keys}}]`)),
  withConfig('labels: {team: lab}'),
  withConfig(`webhook_configs: [{url_file: ${FILE}, send_resolved: null}]`),
  ...[
    'http://alertmanager-webhook-receiver-v2.lab.svc:8080/alertmanager-webhook-receiver-v2/notify',
    'http://x/api/v1/alerts?team=lab&priority=5',
    'http://x/hook?token={{ .CommonLabels.token }}',
    'http://x/webhooks/prometheus-alerts',
    'http://x/notifications/kubernetesProductionAlerts',
    'http://sms.lab/send?to=+491711234567&format=text',
    'http://x/2026/11/29/alerts?token=',
    'http://x/grafana-oncall/integrations/v1/alertmanager/',
  ].map((url) => withConfig(`webhook_configs: [{url: "${url}"}]`)),
  withConfig(`telegram_configs: [{chat_id_file: ${FILE}, bot_token_file: ${FILE}}]`),
  withConfig(`slack_configs: [{app_token_file: ${FILE}, channel: 5}]`),
  withConfig(
    `slack_configs: [{api_url: "https://slack.com/api/chat.postMessage", update_message: true, http_config: {authorization: {credentials_file: ${FILE}}}}]`,
  ),
  withConfig(`incidentio_configs: [{url_file: ${FILE}, http_config: {authorization: {credentials_file: ${FILE}}}}]`),
  // All for all receivers, so that these need little themselves.
  withGlobal(
    `resolve_timeout: 10m, smtp_from: a, smtp_hello: a, smtp_auth_username: a, smtp_auth_identity: a, smtp_require_tls: true, smtp_force_implicit_tls: true, smtp_smarthost: "mail:25", smtp_tls_config: {${TLS}}, ${filesOf('smtp_auth_password', 'smtp_auth_secret', 'slack_api_url', 'opsgenie_api_key', 'wechat_api_secret', 'victorops_api_key', 'telegram_bot_token', 'rocketchat_token', 'rocketchat_token_id', 'mattermost_webhook_url')}, wechat_api_corp_id: a, ${['jira_api_url', 'slack_app_url', 'pagerduty_url', 'opsgenie_api_url', 'wechat_api_url', 'victorops_api_url', 'telegram_api_url', 'webex_api_url', 'rocketchat_api_url'].map((name) => `${name}: "http://x/"`).join(', ')}`,
    'email_configs: [{to: a}], slack_configs: [{channel: a}], opsgenie_configs: [{}], wechat_configs: [{}], victorops_configs: [{routing_key: a}], telegram_configs: [{chat_id: 1}], rocketchat_configs: [{}], mattermost_configs: [{}], jira_configs: [{project: a, issue_type: b}]',
  ),
  withGlobal(filesOf('slack_app_token'), 'slack_configs: [{}]'),
  withGlobal('slack_api_url: "https://slack.com/api/chat.postMessage"', 'slack_configs: [{}]'),
  withHttp(
    `basic_auth: {username: a, ${filesOf('password')}}, tls_config: {${TLS}}, follow_redirects: false, enable_http2: false, http_headers: {X-Scope: {values: [lab]}, X-Token: {files: [${FILE}]}}, proxy_url: "http://proxy:3128", no_proxy: a`,
  ),
  withHttp(`basic_auth: {username_file: ${FILE}, password_file: ${FILE}}, proxy_from_environment: true`),
  withHttp(
    `oauth2: {client_id: a, ${filesOf('client_secret')}, scopes: [a], token_url: "http://x", endpoint_params: {a: b}, tls_config: {ca: a}, proxy_url: "http://proxy"}`,
  ),
  withHttp(
    `oauth2: {${keysOf('client_id', 'client_certificate_key_id', 'iss', 'audience')}, grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", ${filesOf('client_certificate_key')}, signature_algorithm: RS512, claims: {a: [1]}, token_url: "http://x"}`,
  ),
  withHttp(`${filesOf('bearer_token')}, proxy_url: "http://proxy", proxy_from_environment: false`),
  withRoute(
    `receiver: nobody, group_by: ["..."], group_wait: 0s, group_interval: 1h30m, repeat_interval: 1w, continue: true, match: {a: b}, match_re: {a: "b|c"}, labels: {a: b}, routes: [{group_by: [a, b]}, {mute_time_intervals: [], routes: null}]`,
  ),
  'route: {receiver: a, routes: [{mute_time_intervals: [t], active_time_intervals: [t]}]}\nreceivers: [{name: a}]\ntime_intervals: [{name: t}]',
  withInhibition(
    'name: a, source_match: {a: b}, source_match_re: {a: b}, source_matchers: [a="b"], target_match: {a: b}, target_match_re: {a: b}, target_matchers: [c="d"], equal: [e, é]',
  ),
  withTimes(
    "times: [{start_time: '00:00', end_time: '24:00'}, {start_time: 09:00, end_time: 17:30}], weekdays: [sunday, 'monday:Friday'], days_of_month: [1, '1:-1', '-3:-1'], months: [january, '2:3', 'may:December'], years: [2026, '2027:2028'], location: Europe/Berlin",
  ),
  ...MATCHERS.map(withMatcher),
  // As people have them.
  `${ROUTE}\nreceivers: [{name: a}, {name: idle}]`,
  `route: {receiver: a, continue: false, matchers: [], match: {}, match_re: {}, mute_time_intervals: [], active_time_intervals: []}\n${RECEIVER}`,
  `route: {receiver: a, continue: no, routes: [{continue: on, mute_time_intervals: [t, u]}]}\n${RECEIVER}\nmute_time_intervals: [{name: t}]\ntime_intervals: [{name: u}]`,
  `---\n${ROUTE}\n${RECEIVER}\n---\n`,
  `---\n${ROUTE}\n${RECEIVER}\n...\n# the end\n`,
  `\ufeff${ROUTE}\r\n${RECEIVER}\r\n`,
  withConfig('webhook_configs: [{url: "http://x", send_resolved: yes, max_alerts: 0x1F}]'),
  withConfig(`telegram_configs: [{chat_id: -1_001_234_567_890, bot_token_file: ${FILE}, disable_notifications: Off}]`),
  withConfig(`telegram_configs: [{chat_id: 1e3, bot_token_file: ${FILE}}]`),
  withConfig(`slack_configs: [{api_url_file: ${FILE}, channel: 0123, username: 1e3, title: 0x1F, footer: 2026-01-02}]`),
  withConfig('labels: {team: on, rack: 0042, version: 1.10, empty: }'),
  withRoute('match: {rack: 0042, version: 1.10, on: off}, match_re: {rack: 0042}, labels: {team: yes}, group_wait: 0'),
  `route: {receiver: a, routes: [&r {receiver: a, group_wait: 5s}, {<<: *r, group_wait: 6s}, {group_wait: 7s, <<: [*r, {receiver: nobody}]}]}\n${RECEIVER}`,
  `${ROUTE}\nreceivers: [{name: a, webhook_configs: &hooks [{url: "http://x"}]}, {name: b, webhook_configs: *hooks}]`,
  `route: {receiver: 0042, routes: [{receiver: 1.10}]}\nreceivers: [{name: a}, {name: 0042}, {name: 1.10}]`,
];

/** Fragments that Alertmanager refuses as well. */
export const REFUSED: readonly (readonly [fragment: string, sentence: string])[] = [
  [`route: {receiver: a, continue: true}\n${RECEIVER}`, 'route.continue: must be false'],
  [`route: {receiver: a, match: {b: c}}\n${RECEIVER}`, 'route.match.b: must be empty'],
  [
    `route: {receiver: a, mute_time_intervals: [t]}\n${RECEIVER}\ntime_intervals: [{name: t}]`,
    'route.mute_time_intervals[0]: must be empty',
  ],
  [
    `${ROUTE}\n${RECEIVER}\ntime_intervals: [{name: t}]\nmute_time_intervals: [{name: t}]`,
    'has the time interval t twice',
  ],
  [`${ROUTE}\nreceivers: [{name: null}]`, 'receivers[0].name: must be a name'],
  [
    withConfig(`telegram_configs: [{chat_id: "-1001", bot_token_file: ${FILE}}]`),
    '.chat_id: must be a whole number without quotes',
  ],
  [withConfig('webhook_configs: [{url: "http://x", send_resolved: "yes"}]'), '.send_resolved: must be true or false'],
  [withRoute('continue: yEs'), '.continue: must be true or false'],
  [withRoute('match: {a: b}, match: {c: d}'), 'it has a key twice at line 1'],
  [RECEIVER, 'route: must be a route'],
  [ROUTE, 'receivers: must be a list of receivers'],
  [
    `${ROUTE}\n${RECEIVER}\nrecievers: []`,
    'recievers: ODIN takes global, route, receivers, inhibit_rules, time_intervals and templates alone',
  ],
  [withConfig('slak_configs: []'), 'receivers[0].slak_configs: Alertmanager has no such key here'],
  [`${ROUTE}\nreceivers: [{name: a}, {name: a}]`, 'has the receiver a twice.'],
  [`${ROUTE}\nreceivers: [{name: a}, {name: ""}]`, 'receivers[1].name: must be a name'],
  [`route: {receiver: b}\n${RECEIVER}`, 'has a route to b, which is not among its receivers (nobody, a).'],
  [withRoute('receiver: b'), 'has a route to b, '],
  [
    `route: {receiver: nobody}\nreceivers: [{name: nobody}]`,
    'has the receiver nobody twice, for the stack has one of that name.',
  ],

  [withConfig('webhook_configs: [{uri: x}]'), 'receivers[0].webhook_configs[0].uri: Alertmanager has no such key here'],
  [withConfig('webhook_configs: [{}]'), 'receivers[0].webhook_configs[0]: needs url or url_file'],
  [withConfig('webhook_configs: [null]'), 'receivers[0].webhook_configs[0]: must be a map of settings'],
  [withConfig('webhook_configs: {url: "http://x"}'), 'receivers[0].webhook_configs: must be a list'],
  [
    withConfig('webhook_configs: [{url: x}]'),
    'receivers[0].webhook_configs[0].url: must be an address that begins with http:// or https://',
  ],
  [withConfig('webhook_configs: [{url: "http://"}]'), '.url: must be an address'],
  [withConfig('webhook_configs: [{url: "http://x", url_file: x}]'), 'has url and url_file: one of them'],
  [
    withConfig('webhook_configs: [{url: "http://x", timeout: 1d}]'),
    '.timeout: must be a duration, such as 10s or 1h30m',
  ],
  [withConfig('webhook_configs: [{url: "http://x", send_resolved: 5}]'), '.send_resolved: must be true or false'],
  [withConfig('webhook_configs: [{url: "http://x", max_alerts: -1}]'), '.max_alerts: must not be negative'],
  [withConfig('email_configs: [{}]'), 'receivers[0].email_configs[0]: needs to'],
  [withConfig('email_configs: [{to: a, from: b}]'), 'needs smarthost or global.smtp_smarthost'],
  [withConfig('email_configs: [{to: a, smarthost: "b:25"}]'), 'needs from or global.smtp_from'],
  [withConfig('email_configs: [{to: a, from: b, smarthost: mail}]'), '.smarthost: must be a host and a port'],
  [
    withConfig('email_configs: [{to: a, from: b, smarthost: "c:25", headers: {A: b, a: c}}]'),
    '.headers: has a header twice',
  ],
  [withConfig('email_configs: [{to: a, from: b, smarthost: "c:25", headers: [a]}]'), '.headers: must be a map'],
  [
    withConfig('email_configs: [{to: a, from: b, smarthost: "c:25", http_config: {}}]'),
    '.http_config: Alertmanager has no such key here',
  ],
  [
    withConfig('email_configs: [{to: a, from: b, smarthost: "c:25", threading: {enabled: true}}]'),
    '.threading: needs thread_by_date',
  ],
  [withConfig('slack_configs: [{channel: a}]'), 'receivers[0].slack_configs[0]: needs api_url or api_url_file or '],
  [
    withConfig('slack_configs: [{api_url_file: a, app_token_file: b}]'),
    'has api_url_file and app_token_file: one of them',
  ],
  [withConfig('slack_configs: [{api_url_file: a, actions: [{type: b}]}]'), '.actions[0]: needs text'],
  [withConfig('slack_configs: [{api_url_file: a, actions: [{type: b, text: c}]}]'), '.actions[0]: needs name or url'],
  [withConfig('slack_configs: [{api_url_file: a, fields: [{title: b}]}]'), '.fields[0]: needs value'],
  [
    withConfig('slack_configs: [{app_token_file: a, http_config: {authorization: {credentials_file: b}}}]'),
    'has app_token_file and http_config.authorization',
  ],
  [withConfig('discord_configs: [{title: a}]'), 'needs webhook_url_file'],
  [withConfig('msteams_configs: [{}]'), 'needs webhook_url_file'],
  [withConfig('msteamsv2_configs: [{webhook_url_file: a, summary: b}]'), '.summary: Alertmanager has no such key here'],
  [withConfig('mattermost_configs: [{}]'), 'needs webhook_url_file or global.mattermost_webhook_url_file'],
  [withConfig('telegram_configs: [{chat_id: 0, bot_token_file: a}]'), '.chat_id: must be the number of a chat'],
  [withConfig('telegram_configs: [{chat_id: me, bot_token_file: a}]'), '.chat_id: must be a whole number'],
  [withConfig('telegram_configs: [{chat_id: 1}]'), 'needs bot_token_file or global.telegram_bot_token_file'],
  [withConfig('telegram_configs: [{chat_id: 1, bot_token_file: a, parse_mode: text}]'), '.parse_mode: must be '],
  [withConfig('pushover_configs: [{token_file: a}]'), 'needs user_key_file'],
  [
    withConfig('pushover_configs: [{token_file: a, user_key_file: b, html: true, monospace: true}]'),
    'has html and monospace',
  ],
  [withConfig('pagerduty_configs: [{}]'), 'needs routing_key_file or service_key_file'],
  [
    withConfig('opsgenie_configs: [{api_key_file: a, responders: [{type: team}]}]'),
    '.responders[0]: needs id or name or username',
  ],
  [
    withConfig('opsgenie_configs: [{api_key_file: a, responders: [{name: b, type: c}]}]'),
    '.responders[0].type: must be team, ',
  ],
  [withConfig('victorops_configs: [{api_key_file: a}]'), 'needs routing_key'],
  [
    withConfig('victorops_configs: [{api_key_file: a, routing_key: b, custom_fields: {entity_id: c}}]'),
    '.custom_fields: has a field that Alertmanager fills in',
  ],
  [withConfig('wechat_configs: [{api_secret_file: a}]'), 'needs corp_id or global.wechat_api_corp_id'],
  [
    withConfig('wechat_configs: [{api_secret_file: a, corp_id: b, message_type: image}]'),
    '.message_type: must be text or markdown',
  ],
  [withConfig('sns_configs: [{subject: a}]'), 'needs topic_arn or phone_number or target_arn'],
  [withConfig('sns_configs: [{topic_arn: a, phone_number: b}]'), 'has topic_arn and phone_number: one of them'],
  [withConfig('sns_configs: [{topic_arn: a, sigv4: {external_id: b}}]'), '.sigv4: has external_id without role_arn'],
  [withConfig('webex_configs: [{room_id: a}]'), 'needs http_config.authorization'],
  [withConfig('jira_configs: [{project: a, issue_type: b}]'), 'needs api_url or global.jira_api_url'],
  [
    withConfig('jira_configs: [{project: a, issue_type: b, api_url: "http://x", summary: [c]}]'),
    '.summary: must be text, or a map',
  ],
  [withConfig('rocketchat_configs: [{token_file: a}]'), 'needs token_id_file or global.rocketchat_token_id_file'],
  [
    withConfig('incidentio_configs: [{url: "http://x", http_config: {}}]'),
    'needs one of alert_source_token_file and http_config.authorization',
  ],

  [
    withHttp('basic_auth: {username: a}, authorization: {credentials_file: b}'),
    'http_config: has basic_auth and authorization: one of them',
  ],
  [
    withHttp('authorization: {type: Basic, credentials_file: b}'),
    '.authorization.type: must not be basic: use basic_auth instead',
  ],
  [withHttp('oauth2: {client_id: a}'), '.oauth2: needs token_url'],
  [withHttp('tls_config: {cert_file: a}'), '.tls_config: has one of certificate and key_file: both belong together'],
  [withHttp('tls_config: {min_version: TLS14}'), '.tls_config.min_version: must be TLS10, TLS11, TLS12 or TLS13'],
  [
    withHttp('http_headers: {Authorization: {values: [a]}}'),
    'http_headers.Authorization: is no header that may be set here',
  ],
  [
    withHttp('proxy_url: "http://proxy", proxy_from_environment: true'),
    'has proxy_url and proxy_from_environment: one of them',
  ],
  [withHttp('no_proxy: a'), 'has no_proxy without proxy_url'],
  [withHttp('bearer: a'), 'http_config.bearer: Alertmanager has no such key here'],

  [
    `route: {receiver: a, matchers: [a=b]}\n${RECEIVER}`,
    'route.matchers[0]: must be empty: the first route is for all alerts',
  ],
  [`route: {receiver: a, group_wait: soon}\n${RECEIVER}`, 'route.group_wait: must be a duration, such as 30s or 4h.'],
  [withRoute('recever: a'), 'route.routes[0].recever: Alertmanager has no such key here'],
  [withRoute('repeat_interval: 0s'), 'route.routes[0].repeat_interval: must be more than nothing'],
  [withRoute('group_interval: "0"'), 'route.routes[0].group_interval: must be more than nothing'],
  [withRoute('group_by: [a, a]'), 'route.routes[0].group_by: has a label twice'],
  [withRoute('group_by: ["...", a]'), "route.routes[0].group_by: has '...', which is all labels, and others"],
  [withRoute('continue: maybe'), 'route.routes[0].continue: must be true or false'],
  [withRoute('match: {a-b: c}'), 'route.routes[0].match.a-b: must be the name of a label'],
  [withRoute('match_re: {a: "["}'), 'route.routes[0].match_re.a: must be a regular expression of RE2'],
  [withRoute('matchers: a=b, routes: {}'), 'route.routes[0].matchers: must be a list'],
  [
    withRoute('mute_time_intervals: [night]'),
    'has a route that asks for night, which is not among its time_intervals.',
  ],
  ...NO_MATCHERS.map(
    (matcher) => [withMatcher(matcher), 'route.routes[0].matchers[0]: must be a matcher, such as '] as const,
  ),

  [withInhibition('foo: bar'), 'inhibit_rules[0].foo: Alertmanager has no such key here'],
  [withInhibition('source_matchers: ["!!nonsense"]'), 'inhibit_rules[0].source_matchers[0]: must be a matcher'],
  [
    withInhibition('target_match_re: {a: "("}'),
    'inhibit_rules[0].target_match_re.a: must be a regular expression of RE2',
  ],
  [withInhibition('equal: a'), 'inhibit_rules[0].equal: must be a list'],
  [withInhibition('equal: [""]'), 'inhibit_rules[0].equal[0]: must be the name of a label'],

  [`${ROUTE}\n${RECEIVER}\ntime_intervals: [{name: t}, {name: t}]`, 'time_intervals[1].name: is t, as that of another'],
  [`${ROUTE}\n${RECEIVER}\ntime_intervals: [{time_intervals: []}]`, 'time_intervals[0].name: must be a name'],
  [withTimes('hours: []'), 'time_intervals[0].time_intervals[0].hours: Alertmanager has no such key here'],
  [
    withTimes("times: [{start_time: '9:00', end_time: '10:00'}]"),
    '.times[0].start_time: must be a time from 00:00 to 24:00',
  ],
  [withTimes("times: [{start_time: '10:00', end_time: '09:00'}]"), '.times[0]: ends before it starts'],
  [withTimes("times: [{start_time: '10:00'}]"), '.times[0].end_time: must be a time'],
  [withTimes('weekdays: [mon]'), '.weekdays[0]: must be a day such as saturday'],
  [withTimes("weekdays: ['saturday:sunday']"), '.weekdays[0]: must be a day'],
  [withTimes('days_of_month: [0]'), '.days_of_month[0]: must be a day'],
  [withTimes("days_of_month: ['-1:5']"), '.days_of_month[0]: must be a day'],
  [withTimes("days_of_month: ['7:1']"), '.days_of_month[0]: must be a day'],
  [withTimes("months: ['may:april']"), '.months[0]: must be a month'],
  [withTimes('months: [jan]'), '.months[0]: must be a month'],
  [withTimes("years: ['2027:2026']"), '.years[0]: must be a year'],
  [withTimes('location: Europe/Atlantis'), '.location: must be a time zone such as Europe/Berlin'],
  [withTimes('location: europe/berlin'), '.location: must be a time zone such as Europe/Berlin'],
  [withTimes('location: BST'), '.location: must be a time zone such as Europe/Berlin'],
  [withConfig('webhook_configs: [{url: "http://x/{{ .Foo"}]'), '.url: must be an address that begins with http://'],
  [withHttp('proxy_url: "http://[::1"'), '.proxy_url: must be an address'],
  [withGlobal('http_config: {proxy_url: "a b:c"}'), '.proxy_url: must be an address'],
  [withGlobal('smtp_host: a'), 'global.smtp_host: Alertmanager has no such key here'],
  [withGlobal('resolve_timeout: 5'), 'global.resolve_timeout: must be a duration'],
];

const READABLE = 'is a secret, which everybody who may read ConfigMaps could read: ';
const byFile = (key: string) =>
  `${key}: ${READABLE}put it into Secret alertmanager-secrets and write ${key.replace(/^.*\./, '')}_file: ${FILE}.`;
const byHeaderFile = (key: string) =>
  `${key}: ${READABLE}put it into Secret alertmanager-secrets and write files: [${FILE}].`;
const byBasicAuth = (key: string) =>
  `${key}: ${READABLE}put it into Secret alertmanager-secrets and write http_config: {basic_auth: {username: …, password_file: ${FILE}}}.`;

/** Fragments that Alertmanager takes, and ODIN does not: secrets above all. */
export const OURS: readonly (readonly [fragment: string, sentence: string])[] = [
  [withTimes('months: [13]'), '.months[0]: must be a month'],

  [
    withConfig('slack_configs: [{api_url: "https://hooks.example.test/x"}]'),
    byFile('receivers[0].slack_configs[0].api_url'),
  ],
  [withConfig('slack_configs: [{app_token: x}]'), byFile('app_token')],
  [withConfig('discord_configs: [{webhook_url: "https://x"}]'), byFile('webhook_url')],
  [withConfig('email_configs: [{to: a, from: b, smarthost: "c:25", auth_password: x}]'), byFile('auth_password')],
  [withConfig('pagerduty_configs: [{routing_key: x}]'), byFile('routing_key')],
  [withConfig('telegram_configs: [{chat_id: 1, bot_token: x}]'), byFile('bot_token')],
  [withConfig('rocketchat_configs: [{token: x, token_id: y}]'), byFile('token')],
  [withConfig('incidentio_configs: [{url: "http://x", alert_source_token: x}]'), byFile('alert_source_token')],
  [
    withConfig('sns_configs: [{topic_arn: a, sigv4: {access_key: x, secret_key: y}}]'),
    `sigv4.access_key: ${READABLE}Alertmanager takes it from no file`,
  ],
  [withHttp('basic_auth: {username: a, password: x}'), byFile('http_config.basic_auth.password')],
  [withHttp('authorization: {credentials: x}'), byFile('credentials')],
  [withHttp('bearer_token: x'), byFile('bearer_token')],
  [withHttp('oauth2: {client_id: a, client_secret: x, token_url: "http://x"}'), byFile('client_secret')],
  [withHttp('tls_config: {cert: a, key: x}'), byFile('key')],
  [
    withHttp('oauth2: {client_id: a, token_url: "http://x", endpoint_params: {password: x}}'),
    `endpoint_params.password: ${READABLE}Alertmanager takes it from no file.`,
  ],
  [withHttp('http_headers: {X-Any: {secrets: [x]}}'), byHeaderFile('http_headers.X-Any.secrets')],
  [withHttp('http_headers: {X-Api-Key: {values: [x]}}'), byHeaderFile('http_headers.X-Api-Key.values')],
  [
    withHttp('proxy_url: "http://user:pw@proxy"'),
    `proxy_url: ${READABLE}Alertmanager takes the password of a proxy from no file.`,
  ],
  [
    withHttp('proxy_url: "http://proxy", proxy_connect_header: {A: [x]}'),
    `proxy_connect_header: ${READABLE}Alertmanager takes it from no file.`,
  ],
  [
    withConfig('webhook_configs: [{url: "https://user:pw@example.test/x"}]'),
    byBasicAuth('receivers[0].webhook_configs[0].url'),
  ],
  [withConfig('webhook_configs: [{url: "https://{{ .A }}:pw@example.test/x"}]'), byBasicAuth('url')],
  ...[
    ['https://gotify.example.test/message?token=AbCdEf123456', 'token=… in it'],
    ['https://api.telegram.org/bot123456:AAExampleTokenExampleToken/sendMessage', 'a token in its path'],
    ['https://api.telegram.org/bot1:a/sendMessage', 'a token in its path'],
    ['https://discord.com/api/webhooks/111111111111111111/exampleSecretExampleSecret', 'a token in its path'],
    ['https://hooks.slack.com/services/T0/B0/X', 'a token in its path'],
    ['https://x.webhook.office.com/webhookb2/a/IncomingWebhook/b', 'a token in its path'],
    ['https://prod-1.westeurope.logic.azure.com/workflows/a/triggers/manual?sig=b', 'sig=… in it'],
    ['https://chat.googleapis.com/v1/spaces/A/messages?threadKey=%7Ba%7D&key=k', 'threadKey=… in it'],
    ['https://api.pushover.net/1/messages.json?token=abc', 'token=… in it'],
    ['https://ntfy.example.test/alerts?auth=QmFzaWM', 'auth=… in it'],
    ['https://ntfy.sh/k3jh5g2k3jh5g2kj3h5', 'a token in its path'],
    ['https://mattermost.example.test/hooks/xf8jk3nd93jd8s7dk2ls9dk3ld', 'a token in its path'],
    ['https://maker.ifttt.com/trigger/alert/with/key/dXyZ012345', 'a token in its path'],
    ['https://hc-ping.com/0b3e4a5c-1d2e-4f60-8a9b-0c1d2e3f4a5b', 'a token in its path'],
    ['https://ha.example.test/api/webhook/-Abc1dEf2GhI3jK', 'a token in its path'],
    ['https://zulip.example.test/api/v1/external/alertmanager?api_key=abc&stream=x', 'api_key=… in it'],
    ['https://oapi.dingtalk.com/robot/send?access_token={{ .A }}1', 'access_token=… in it'],
  ].map(
    ([url, secret]) =>
      [
        withConfig(`webhook_configs: [{url: ${JSON.stringify(url)}}]`),
        `receivers[0].webhook_configs[0].url: has ${secret}, and that ${READABLE}put it into Secret alertmanager-secrets and write url_file: ${FILE}.`,
      ] as const,
  ),
  [withGlobal('smtp_auth_password: x'), byFile('global.smtp_auth_password')],
  [withGlobal('jira_api_url: "https://user:pw@example.test"'), byBasicAuth('global.jira_api_url')],
];
