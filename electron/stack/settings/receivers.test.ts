import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { COMPLETE_CLUSTER } from '../capabilities.ts';
import { renderStack } from '../render.ts';
import { valueAt } from './at-path.ts';
import { readSettings } from './read-settings.ts';

const assetsDir = fileURLToPath(new URL('../../../assets/stack', import.meta.url));

async function rendered(receivers: string) {
  const { settings } = readSettings({ version: 1, alerts: { receivers } }, 'test');
  const { objects } = await renderStack({
    assetsDir,
    namespace: 'monitoring',
    capabilities: COMPLETE_CLUSTER,
    settings,
  });
  const named = (kind: string, name: string) => objects.find((one) => one.kind === kind && one.metadata.name === name);
  const text = String(valueAt(named('ConfigMap', 'alertmanager-config'), ['data', 'alertmanager.yml']));
  return {
    text,
    config: parse(text),
    pod: valueAt(named('StatefulSet', 'alertmanager'), ['spec', 'template', 'spec']),
  };
}

it('joins them to what is there', async () => {
  const before = await rendered('');
  const { text, config, pod } = await rendered(`
global: {resolve_timeout: 10m}
route:
  receiver: mail
  repeat_interval: 1h
  routes:
    - matchers: [severity="critical"]
      receiver: phone
      active_time_intervals: [night]
      routes: [{receiver: nobody, matchers: [namespace="lab"]}]
receivers:
  - name: mail
    email_configs: [{to: me@example.test, from: odin@example.test, smarthost: mail.example.test:587, auth_password_file: /etc/alertmanager/secrets/mail}]
  - name: phone
    webhook_configs: [{url: http://phone.example.test}]
inhibit_rules: [{source_matchers: [a="b"], target_matchers: [c="d"]}]
time_intervals: [{name: night, time_intervals: []}]
`);
  expect(config).toMatchObject({
    global: { resolve_timeout: '10m' },
    route: { ...before.config.route, receiver: 'mail', repeat_interval: '1h', routes: [{ receiver: 'phone' }] },
    receivers: [{ name: 'nobody' }, { name: 'mail' }, { name: 'phone' }],
    inhibit_rules: [...before.config.inhibit_rules, { source_matchers: ['a="b"'] }],
    time_intervals: [{ name: 'night' }],
  });
  expect(text).toContain('# One message for one thing that is wrong');
  expect(pod).toMatchObject({
    containers: [
      {
        volumeMounts: expect.arrayContaining([
          { name: 'secrets', mountPath: '/etc/alertmanager/secrets', readOnly: true },
        ]),
      },
    ],
    volumes: expect.arrayContaining([
      { name: 'secrets', secret: { secretName: 'alertmanager-secrets', optional: true } },
    ]),
  });
});

const route = 'route: {receiver: a}';
const withConfig = (config: string) => `${route}\nreceivers: [{name: a, ${config}}]`;

it.each([
  ['a: [', 'is not readable as YAML: '],
  ['text', 'it: '],
  ['receivers: [{name: a}]', 'route: '],
  [route, 'receivers: '],
  [`${route}\nreceivers: [{name: a}]\ntemplates: [x]`, 'templates: Alertmanager has no such key here'],
  [withConfig('slak_configs: []'), 'receivers.0.slak_configs: Alertmanager has no such key here'],
  ['route: {receiver: a, matchers: [x]}\nreceivers: [{name: a}]', 'route.matchers: Alertmanager has no such key here'],
  ['route: {receiver: a, routes: [{recever: a}]}\nreceivers: [{name: a}]', 'route.routes.0.recever: '],
  [`${route}\nreceivers: [{name: a}, {name: a}]`, 'has the receiver a twice.'],
  [
    'route: {receiver: nobody}\nreceivers: [{name: nobody}]',
    'has the receiver nobody twice, for the stack has one of that name.',
  ],
  ['route: {receiver: b}\nreceivers: [{name: a}]', 'has a route to b, which is not among its receivers (nobody, a).'],
  ['route: {routes: [{receiver: b}]}\nreceivers: [{name: a}]', 'has a route to b, '],
  [
    `${route}\nreceivers: [{name: a}, {name: b}]`,
    'has the receiver b, which no route leads to: it would never hear of anything.',
  ],
  [
    'route: {receiver: a, group_wait: soon}\nreceivers: [{name: a}]',
    'route.group_wait: must be a duration, such as 30s or 4h.',
  ],
  [
    'route: {receiver: a, routes: [{mute_time_intervals: [night]}]}\nreceivers: [{name: a}]',
    'has a route that asks for night, which is not among its time_intervals.',
  ],
  [
    withConfig('slack_configs: [{api_url: "https://hooks.example.test/x"}]'),
    'has a secret at receivers[0].slack_configs[0].api_url, ',
  ],
  [
    withConfig('discord_configs: [{webhook_url: "https://x"}]'),
    'has a secret at receivers[0].discord_configs[0].webhook_url, ',
  ],
  [withConfig('email_configs: [{auth_password: x}]'), 'and write auth_password_file: /etc/alertmanager/secrets/KEY.'],
  [
    withConfig('pagerduty_configs: [{routing_key: x}]'),
    'has a secret at receivers[0].pagerduty_configs[0].routing_key, ',
  ],
  [
    withConfig('webhook_configs: [{url: "http://x", http_config: {basic_auth: {password: x}}}]'),
    'http_config.basic_auth.password, ',
  ],
  [`${route}\nreceivers: [{name: a}]\nglobal: {smtp_auth_password: x}`, 'has a secret at global.smtp_auth_password, '],
])('refuses %j', async (text, sentence) => {
  await expect(rendered(text)).rejects.toMatchObject({
    code: 'badInput',
    message: expect.stringMatching(/^alerts\.receivers .*\.$/s),
  });
  await expect(rendered(text)).rejects.toThrow(sentence);
});
